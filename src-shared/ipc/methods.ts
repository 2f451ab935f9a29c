/** Names of every call from the page to main. Without imports, because the sandboxed preload bundles this file. */
export const IPC_METHODS = [
  'app.describe',
  'settings.read',
  'settings.save',
  'profile.list',
  'profile.create',
  'profile.update',
  'profile.duplicate',
  'profile.delete',
  'certificate.import',
  'certificate.describe',
  'credential.status',
  'credential.save',
  'credential.remove',
  'keychain.check',
  'exchange.send',
  'exchange.cancel',
  'history.search',
  'history.facets',
  'history.groups',
  'history.label',
  'history.remove',
  'history.restore',
  'view.list',
  'view.save',
  'history.read',
  'history.uses',
  'gateway.status',
  'gateway.start',
  'gateway.stop',
  'gateway.misbehave',
  'clipboard.write',
  'signature.inspect',
  'signature.diagnose',
  'signature.selftest',
  'document.view',
  'document.lines',
  'document.fields',
  'document.search',
  'document.locate',
  'document.path',
  'document.place',
  'document.copy',
  'document.save',
  'transfer.export',
  'transfer.preview',
  'transfer.import',
  'transfer.cancel',
] as const
export type IpcMethod = (typeof IPC_METHODS)[number]

/** Names of what main tells the page of its own accord. */
export const IPC_EVENTS = ['exchange.started', 'exchange.finished', 'history.changed', 'gateway.changed', 'history.problem', 'transfer.progress'] as const
export type IpcEvent = (typeof IPC_EVENTS)[number]

/** Electron channel of a method or event. */
export function channelOf(name: IpcMethod | IpcEvent): string {
  return `app:${name}`
}
