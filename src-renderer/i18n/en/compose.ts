import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/compose'

const compose: MessagesOf<typeof source> = {
  title: 'Compose',
  form: 'Request parameters',
  fillExample: 'Example',
  clear: 'Clear',
  undo: 'Undo',
  cleared: 'Cleared',
  replaced: 'Previous values replaced',
  preview: {
    title: 'Preview',
    tabs: 'Preview as',
    wireNote: 'The time is that of the last edit. The signature and the session token are added on sending; markers stand in for them here.',
    wireNoGateway: 'Choose a profile with a valid gateway URL to see the whole request.',
    empty: 'Nothing filled in yet.',
    notConvertible: 'This cannot be written as XML: {detail}',
    sign: '<computed when sent>',
  },
  format: 'Response format',
  signMethod: 'Sign method',
  send: 'Send',
  cancel: 'Cancel',
  cancelling: 'Cancelling…',
  sending: 'Sending…',
  repeated:
    'This {name} was already sent to this gateway, on {time} ({outcome}). Sending it again may create a second session. | This {name} was already sent to this gateway {count} times, last on {time} ({outcome}). Sending it again may create another session.',
  production: 'Production',
  productionHint: 'creates real sessions',
  problems: {
    none: 'No problems',
    count: '1 problem | {count} problems',
    show: 'Show the list of problems',
    close: 'Hide',
    discard: 'Discard this value',
    severity: { blocking: 'Cannot be sent', error: 'Error', warning: 'Warning' },
  },
  confirm: {
    title: '1 error left. Send anyway? | {count} errors left. Send anyway?',
    body: 'The platform will probably refuse the request. If you want to provoke an error on purpose, send it as it is.',
    sendAnyway: 'Send anyway',
    back: 'Back to the form',
  },
  blocked: {
    title: 'Cannot be sent',
    body: '1 value cannot be put on the wire. Fix it first: | {count} values cannot be put on the wire. Fix them first:',
  },
  obstacle: {
    noProfile: 'There is no profile yet. Create one to send.',
    newProfile: 'New profile',
    noAppKey: 'Profile “{name}” has no app_key yet.',
    editAppKey: 'Enter the app_key',
    gatewayUrl: 'The gateway URL of profile “{name}” is not valid.',
    editGatewayUrl: 'Change the gateway URL',
    noSecret: 'Profile “{name}” has no app secret yet, so requests cannot be signed.',
    editSecret: 'Enter the app secret',
    locked: 'The keychain is locked, so the app secret cannot be read. Unlock it and check again, or enter an app secret for this run only.',
    unavailable: 'This machine has no keychain the console can use. You can enter an app secret for this run only.',
    checkAgain: 'Check again',
  },
}
export default compose
