import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/errors'

const errors: MessagesOf<typeof source> = {
  traceId: 'log entry {traceId}',
  dismiss: 'Dismiss this notice',
  region: 'Notices',
  atColumn: 'character {column}: {problem}',
  problems: {
    'not-a-url': 'it is not a complete web address',
    'not-http': 'it must begin with https:// or http://',
    'has-credentials': 'it must not contain a user name or password',
    'has-query': 'it must not contain parameters after “?”: they would be sent without being signed',
    'has-fragment': 'it must not contain anything after “#”',
    empty: 'it is empty',
    'blank-at-start': 'it begins with a blank space',
    'blank-at-end': 'it ends with a blank space, one of the most common causes of a rejected signature',
    'line-break': 'it contains a line break',
    nul: 'it contains a NUL character',
    'control-character': 'it contains an invisible control character',
    'too-long': 'it is longer than the keychain can store',
    'not-unicode': 'it contains an incomplete character',
    filter: {
      'ends-early': 'the expression is not complete',
      'unexpected-character': 'this character does not belong here',
      'unclosed-string': 'the closing quote is missing',
      'wrong-escape': 'the escape is not valid',
      'wrong-number': 'the number is not valid',
      'unknown-function': 'there is no such function',
      'wrong-arguments': 'the arguments of the function do not fit',
      'not-comparable': 'these two cannot be compared',
      'not-a-test': 'a condition is needed here',
      'not-i-regexp': 'it is not a valid regular expression (I-Regexp)',
      'number-needs-quotes': 'put a number of more than 15 digits in quotes; it is then compared as text and loses no digit',
      'x-path-refused': 'the XPath could not be evaluated',
      'expression-too-long': 'the expression is too long',
      'filter-too-long': 'it took too long and was given up; make it more specific',
      stopped: 'it was stopped',
    },
    replay: {
      'not-a-form': 'its body is not a form, so it cannot be signed again',
      masked: 'a marker took the place of a parameter’s value when it was stored',
      'not-text': 'the value of a parameter is not UTF-8 text',
      imported: 'it was imported, not sent with a profile of this console',
      deleted: 'the profile it was sent with was deleted',
      environment: 'the environment of the profile has changed',
      gateway: 'the gateway URL of the profile has changed',
      'app-key': 'the app_key of the profile has changed',
    },
    pattern: {
      'not-a-pattern': 'it is not a valid regular expression',
      'looks-around': 'lookahead and lookbehind are not supported',
      'refers-back': 'back references are not supported',
      'pattern-too-large': 'it is too large',
    },
  },
  code: {
    internal: {
      title: 'The console itself made a mistake',
      next: 'If it happened while sending, check the result in the history before you send again. If it keeps happening, pass the log entry to the console’s maintainer.',
    },
    ipc: {
      'untrusted-sender': { title: 'Blocked: the source of this action is not trusted', next: 'Nothing was done. Close the window and open the console again.' },
      'invalid-request': {
        title: 'The window sent an invalid command',
        next: 'Nothing was done. Pass the log entry to the console’s maintainer.',
      },
    },
    operation: { unknown: { title: 'Unknown operation', next: 'It is not in this version’s catalog. Update the console.' } },
    draft: {
      blocked: { title: 'Some values cannot be sent', next: 'The fields marked in red cannot be put on the wire. Fix them, then send.' },
      'needs-confirmation': { title: 'There are problems to confirm', next: 'Fix the marked fields, or choose “Send anyway”.' },
      'holds-secret': {
        title: 'A field contains a credential',
        next: 'A value contains the app secret or the session token, so nothing was sent. Remove it before sending, so that it does not end up in the history.',
      },
    },
    profile: {
      unknown: { title: 'This profile no longer exists', next: 'Choose another one.' },
      'name-taken': { title: 'Another profile has this name', next: 'Choose a different name.' },
      'gateway-url': { title: 'The gateway URL is not valid', next: 'Correct it in the profile.' },
      'app-key-missing': { title: 'The profile has no app_key', next: 'Enter it in the profile, then send.' },
      protected: {
        title: 'The built-in profile cannot be changed like this',
        next: 'The console manages the profile of its local gateway. Create a profile of your own for other settings.',
      },
    },
    certificate: {
      unreadable: { title: 'The certificate could not be read', next: 'Choose a CA certificate file in PEM format.' },
      unknown: { title: 'The imported certificate was not found', next: 'Import the CA certificate again in the profile.' },
    },
    credential: {
      missing: { title: 'This profile has no app secret yet', next: 'Enter the app secret in the profile, then send.' },
      invalid: { title: 'This credential cannot be used', next: 'Copy and paste it again, without blank space around it.' },
    },
    keychain: {
      locked: { title: 'The keychain is locked', next: 'Unlock the login keychain of your operating system, then try again.' },
      unavailable: {
        title: 'No keychain available',
        next: 'Enter credentials for this run only, or start the keychain service of your system first.',
      },
      'time-out': {
        title: 'The keychain did not answer',
        next: 'The system may be waiting for your password. Look for a dialog behind the window, then try again.',
      },
    },
    history: {
      unavailable: { title: 'The history cannot be used', next: 'Check the disk space and the permissions of the data folder, then restart the console.' },
      'unknown-entry': { title: 'This entry was not found', next: 'It may have been deleted. Choose another one from the history.' },
      'newer-version': { title: 'The history is from a newer version of the console', next: 'Update the console, then open it again.' },
      damaged: { title: 'The history file is damaged', next: 'Look up what you need, then restart the console: what can be read is carried over into a new file, and the damaged one is kept.' },
      'disk-full': { title: 'The disk is full', next: 'Free some space on the disk with the history file; sending then works again without a restart.' },
      'read-only': { title: 'The history file cannot be written', next: 'Check the write permissions of the file and its folder; once they are back, sending works again without a restart.' },
      'no-permission': { title: 'The history file cannot be opened', next: 'Check the permissions of the file and its folder, then restart the console.' },
      'folder-missing': { title: 'The folder of the history file is gone', next: 'Put it back in its place; sending then works again. If that is not possible, restart the console.' },
      busy: { title: 'Another program keeps the history file locked', next: 'Wait for it to finish, or close it, then try again. If the console met this when it started, restart the console.' },
      'no-room-to-update': { title: 'Not enough space to update the history', next: 'Free some space on the disk with the history file, then restart the console.' },
    },
    storage: {
      busy: { title: 'Another program is writing to the history', next: 'Nothing is lost. Try again in a moment; if the command line is still running, wait until it ends.' },
      'under-way': {
        title: 'A request is still under way, so the history cannot be compacted yet',
        next: 'An older version made this history, and compacting it for the first time rewrites all of it. Try again when the request has ended.',
      },
      'no-room': { title: 'Not compacted: the disk has too little room', next: 'Free that much room on the disk the history is on, then try again.' },
    },
    replay: {
      'not-exact': { title: 'This request cannot be sent again as it was', next: 'Nothing was sent. Load it into the form instead, and send it from there.' },
      'profile-changed': { title: 'The profile is not what it was', next: 'Nothing was sent. Choose in the replay dialog which profile to use.' },
      'used-again': { title: 'This id has just been sent again', next: 'Nothing was sent. Look at the newest result before you decide to repeat it.' },
    },
    exchange: { 'not-in-flight': { title: 'This request has already ended', next: 'There is nothing left to cancel; the result is shown.' } },
    document: {
      'reader-lost': {
        title: 'The part that reads bodies ended unexpectedly',
        next: 'The bytes are kept; nothing is lost. Try again. If it keeps happening, look at Hex and pass the log entry to the console’s maintainer.',
      },
      filter: { title: 'The filter could not be applied', next: 'Correct the expression as shown, or clear the filter.' },
      pattern: { title: 'This regular expression cannot be searched for', next: 'Correct it, or switch regular expressions off.' },
      'no-view': { title: 'This view cannot be made', next: 'Look at what was received in Raw or Hex.' },
      'too-large-to-copy': { title: 'Too long for the clipboard', next: 'Save it to a file instead.' },
      'disk-full': { title: 'The disk is full; the file was not saved', next: 'Free some space, or save it somewhere else.' },
      'no-permission': { title: 'No permission to write there', next: 'Choose another folder.' },
      'cannot-write': { title: 'The file was not saved', next: 'Try another folder or file name.' },
      'is-history': { title: 'That file is a history; it was not replaced', next: 'Choose another file name.' },
    },
    transfer: {
      'cannot-read': { title: 'The file cannot be read', next: 'Check that it is still there and that you may read it, then try again.' },
      'under-way': { title: 'An export or import is under way', next: 'Wait until it ends, or cancel it first.' },
      'nothing-chosen': { title: 'No file to import was chosen', next: 'Choose the file again.' },
    },
    guard: {
      'name-needed': { title: 'Nothing was sent: the name of the environment was not typed', next: 'Type the name of the environment, then send again.' },
      'name-wrong': { title: 'Nothing was sent: that is not the name of the environment', next: 'Type the name as it is shown, then send again.' },
    },
    batch: {
      'cannot-read': { title: 'The file cannot be read', next: 'Check that it is still there and that you may read it, then choose it again.' },
      'too-large': { title: 'The file is too large and was not read', next: 'At most {limit} are read at once. Split the file.' },
      'unknown-file': { title: 'The file has to be chosen again', next: 'The program was restarted, or other files were opened since. Choose it once more.' },
      unknown: { title: 'There is no such batch', next: 'It may have been deleted. Look at the list again.' },
      'under-way': { title: 'Another batch is being sent', next: 'Only one batch runs at a time. Pause or stop it first.' },
      'row-not-waiting': { title: 'This row was sent already', next: 'It was not sent again. Look at its outcome.' },
      'nothing-to-send': { title: 'No row can be sent', next: 'Every row has a problem or an outcome already. Look at what the check found.' },
    },
    gateway: {
      'cannot-listen': { title: 'The local gateway could not start', next: 'Its port may be in use or blocked by security software. Try again in a moment.' },
    },
    signature: {
      'session-unknown': {
        title: 'Cannot be computed again: its session token is unknown',
        next: 'The profile no longer holds the token this request was sent with, and the history never does. Enter that token in the profile again, or paste the whole request.',
      },
      'no-sign': { title: 'The request has no sign', next: 'There is no signature to diagnose. Take a request that has one.' },
    },
  },
}
export default errors
