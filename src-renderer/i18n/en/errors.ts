import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/errors'

const errors: MessagesOf<typeof source> = {
  traceId: 'log entry {traceId}',
  dismiss: 'Dismiss this notice',
  region: 'Notices',
  problems: {
    'not-a-url': 'it is not a complete address',
    'not-http': 'it must begin with https:// or http://',
    'has-credentials': 'it must not hold a user name or password',
    'has-query': 'it must not hold parameters: those have to be signed',
    'has-fragment': 'it must not hold a part behind #',
    empty: 'it is empty',
    'blank-at-start': 'it begins with a blank',
    'blank-at-end': 'it ends with a blank, the classic cause of a rejected signature',
    'line-break': 'it holds a line break',
    nul: 'it holds a NUL character',
    'control-character': 'it holds a control character',
    'too-long': 'it is longer than a keychain can keep',
    'not-unicode': 'it holds an invalid character',
  },
  code: {
    internal: {
      title: 'The console itself made a mistake',
      next: 'Try once more. If it keeps happening, pass the log entry to whoever looks after the console.',
    },
    ipc: {
      'untrusted-sender': { title: 'Refused: the sender is not trusted', next: 'Close the window and open the console again.' },
      'invalid-request': {
        title: 'The window asked for something it may not',
        next: 'Nothing was done. Pass the log entry to whoever looks after the console.',
      },
    },
    operation: { unknown: { title: 'Unknown operation', next: 'It is not in this version’s catalog. Update the console.' } },
    draft: {
      blocked: { title: 'Some values cannot be sent', next: 'The fields marked red cannot be put into a request. Mend them, then send.' },
      'needs-confirmation': { title: 'There are problems to confirm', next: 'Mend the marked fields, or choose “Send anyway”.' },
      'holds-secret': {
        title: 'A field holds a secret',
        next: 'A value equals the app secret or the session token. Remove it before sending, so that it does not end up in the history.',
      },
    },
    profile: {
      unknown: { title: 'This profile no longer exists', next: 'Choose another one.' },
      'name-taken': { title: 'Another profile has this name', next: 'Choose a different name.' },
      'gateway-url': { title: 'The gateway’s address cannot be used', next: 'Correct it in the profile.' },
      'app-key-missing': { title: 'The profile has no app key', next: 'Enter it in the profile, then send.' },
      protected: {
        title: 'The built-in profile cannot be changed like this',
        next: 'The console looks after the profile of its local gateway. Duplicate it and change the copy.',
      },
    },
    certificate: {
      unreadable: { title: 'The certificate could not be read', next: 'Choose a file with CA certificates in PEM form.' },
      unknown: { title: 'The imported certificate is gone', next: 'Import the CA certificate again in the profile.' },
    },
    credential: {
      missing: { title: 'This profile has no secret yet', next: 'Enter the app secret in the profile, then send.' },
      invalid: { title: 'Something is wrong with this secret', next: 'Copy and paste it again, without blanks around it.' },
    },
    keychain: {
      locked: { title: 'The keychain is locked', next: 'Unlock the login keychain of your operating system, then try again.' },
      unavailable: {
        title: 'There is no keychain',
        next: 'Keep the secret for this run only, or start the keychain service of your system first.',
      },
      'time-out': {
        title: 'The keychain did not answer',
        next: 'The system may be waiting for your password: look for a dialog behind the window, then try again.',
      },
    },
    history: {
      unavailable: { title: 'The history cannot be used', next: 'Check disk space and the permissions of the data folder, then start again.' },
      'unknown-entry': { title: 'This entry was not found', next: 'It may have been deleted. Choose another one from the history.' },
      'newer-version': { title: 'The history is from a newer version', next: 'Update the console, then open it again.' },
    },
    exchange: { 'not-in-flight': { title: 'This request has already ended', next: 'There is nothing left to cancel; its result is shown.' } },
    gateway: {
      'cannot-listen': { title: 'The local gateway could not start', next: 'Its port may be taken or blocked by security software. Try again in a moment.' },
    },
  },
}
export default errors
