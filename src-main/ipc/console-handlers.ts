import { basename } from 'node:path'
import { AppError } from '@shared/errors'
import type { CredentialStatuses } from '@shared/profile/profile'
import { DEFAULT_SETTINGS } from '@shared/settings'
import type { DatabaseClient } from '../database/client'
import { piecesOf, suggestFile, writeWhole } from '../documents/save'
import { describeCertificateAuthority } from '../profiles/certificate-authority'
import { SavedViews } from '../history/saved-views'
import type { Services } from '../services'
import { selfTest } from '../signing/self-test'
import type { FileTransfer } from '../transfer/transfer-file'
import type { TransferProgress } from '@shared/history/transfer/transfer-contract'
import { codeHandlers } from './code-handlers'
import { batchHandlers } from './batch-handlers'
import type { IpcHandlers } from './handlers'
import { guardHandlers } from './guard-handlers'
import { historyHandlers } from './history-handlers'
import { historyHealthHandlers } from './history-health-handlers'
import { storageHandlers } from './storage-handlers'
import { reuseHandlers } from './reuse-handlers'
import { templateHandlers, type TemplateDesktop } from './template-handlers'
import { transferHandlers } from './transfer-handlers'

/** What the handlers need of the desktop around them. */
export interface Desktop extends TemplateDesktop {
  readonly describe: () => {
    readonly version: string
    readonly electron: string
    readonly chrome: string
    readonly platform: string
    readonly systemLocale: string
    readonly dataFolder: string
  }
  /** Asks the user for a certificate authority file and imports it; null when cancelled. */
  readonly importCertificate: () => Promise<{ id: string; subject: string; validTo: string; count: number } | null>
  readonly writeClipboard: (text: string) => void
  /** Asks the user where to save a file of that name; null when cancelled. */
  readonly chooseFileToSave: (suggestedName: string) => Promise<string | null>
  /** Asks the user for a file of exchanges to take in; null when cancelled. */
  readonly chooseFileToImport: () => Promise<string | null>
  /** Asks the user for a file of rows; null when cancelled. */
  readonly chooseBatchFile: () => Promise<string | null>
  readonly transfer: FileTransfer
  readonly onTransferProgress: (progress: TransferProgress) => void
  readonly onHistoryChanged: () => void
}

/** A copied text no longer than this is told to the page as well. */
const MAX_REPEATED_CHARACTERS = 1_000

/** Connects every method of the contract with the part that does it. */
export function consoleHandlers(services: Services, database: DatabaseClient, desktop: Desktop): IpcHandlers {
  const { profiles, credentials, settings, exchanges, documents, signatures, localProfile, profilesReady, localReady } = services
  const statuses = async (profileId: string): Promise<CredentialStatuses> => {
    await localReady
    return credentials.statuses(profileId)
  }
  return {
    'app.describe': () => desktop.describe(),
    // Without a database the window still opens, in its default looks, and says what is wrong.
    'settings.read': async () => ((await database.problem()) === null ? settings.read() : DEFAULT_SETTINGS),
    'settings.save': (changes) => settings.save(changes),
    'profile.list': async () => {
      // Not the keychain: while a prompt of it waits, the profiles can be seen all the same.
      await profilesReady
      return { profiles: await profiles.list() }
    },
    'profile.create': (request) => profiles.create(request),
    'profile.update': ({ profileId, settings: changed }) => profiles.update(profileId, changed),
    'profile.duplicate': async ({ profileId, name }) => {
      const copy = await profiles.duplicate(profileId, name)
      await services.templates.copyVariables(profileId, copy.id)
      return copy
    },
    'profile.delete': async ({ profileId }) => {
      // The profile goes last: if the keychain does not let go of a secret, the user can still see whose it is.
      if ((await profiles.get(profileId)).builtIn) throw new AppError('profile.protected')
      await credentials.remove(profileId, 'secret')
      await credentials.remove(profileId, 'session')
      await profiles.delete(profileId)
      return {}
    },
    'certificate.import': async () => ({ certificate: await desktop.importCertificate() }),
    'certificate.describe': ({ certificateId }) => describeCertificateAuthority(certificateId, database.documents),
    'credential.status': ({ profileId }) => statuses(profileId),
    'credential.save': async ({ profileId, kind, value, keep }) => {
      await profiles.get(profileId)
      await credentials.save(profileId, kind, value, keep)
      return statuses(profileId)
    },
    'credential.remove': async ({ profileId, kind }) => {
      await credentials.remove(profileId, kind)
      return statuses(profileId)
    },
    'keychain.check': async () => ({ state: await credentials.checkKeychain() }),
    'exchange.send': async (request) => {
      await localReady
      return exchanges.send(request)
    },
    'exchange.cancel': ({ exchangeId }) => {
      exchanges.cancel(exchangeId)
      return {}
    },
    ...historyHandlers(database.history, new SavedViews(database.documents)),
    ...storageHandlers(database.history, services),
    ...transferHandlers(desktop.transfer, {
      version: () => desktop.describe().version,
      chooseFileToSave: desktop.chooseFileToSave,
      chooseFileToImport: desktop.chooseFileToImport,
      onProgress: desktop.onTransferProgress,
      onImported: desktop.onHistoryChanged,
    }),
    ...templateHandlers(services.templates, desktop),
    ...batchHandlers(services.batches, desktop.chooseBatchFile),
    'history.read': ({ exchangeId }) => exchanges.read(exchangeId),
    'history.uses': (request) => exchanges.uses(request),
    ...reuseHandlers(services, database.history),
    ...guardHandlers(services),
    'gateway.status': () => localProfile.status(),
    'gateway.start': async () => {
      await localReady
      return localProfile.start()
    },
    'gateway.stop': () => localProfile.stop(),
    'gateway.misbehave': ({ fault, times }) => localProfile.misbehave(fault, times),
    'clipboard.write': ({ text }) => {
      desktop.writeClipboard(text)
      return {}
    },
    'signature.inspect': ({ source }) => signatures.inspect(source),
    'signature.diagnose': ({ source }) => signatures.diagnose(source),
    'signature.selftest': () => selfTest(),
    'document.view': (request) => documents.view(request),
    'document.lines': (request) => documents.lines(request),
    'document.fields': (request) => documents.fields(request),
    'document.search': (request) => documents.search(request),
    'document.locate': (request) => documents.locate(request),
    'document.path': (request) => documents.path(request),
    'document.place': (request) => documents.place(request),
    'document.copy': async (request) => {
      const text = await documents.text(request)
      desktop.writeClipboard(text)
      return { characters: text.length, text: text.length <= MAX_REPEATED_CHARACTERS ? text : null }
    },
    'document.save': async (request) => {
      const suggestion = await suggestFile(request, database.history, documents)
      const file = await desktop.chooseFileToSave(suggestion)
      if (file === null) return { fileName: null }
      await writeWhole(file, piecesOf(request, documents))
      return { fileName: basename(file) }
    },
    ...codeHandlers(desktop),
    ...historyHealthHandlers(services.historyHealth),
    'compare.documents': (request) => documents.compare(request),
  }
}
