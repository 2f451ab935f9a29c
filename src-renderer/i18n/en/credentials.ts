import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/credentials'

const credentials: MessagesOf<typeof source> = {
  title: 'Credentials',
  hint: 'Write-only: once saved, the console never shows them again and the window keeps no copy.',
  kinds: { secret: 'App Secret', session: 'Session token' },
  names: { secret: 'App Secret', session: 'session token' },
  hints: {
    secret: 'Used to sign requests; read only at the moment of signing.',
    session: 'Token of the authorising user. Optional: leave it empty for operations that need no authorisation.',
  },
  builtIn: 'The console generates and keeps the app secret of its local gateway. There is nothing to enter.',
  states: {
    stored: 'Stored in the keychain',
    'this-run': 'For this run only, cleared when you quit',
    'nothing-stored': 'Nothing stored',
    locked: 'The keychain is locked',
    unavailable: 'No keychain available',
  },
  next: {
    locked: 'Unlock the keychain and check again, or enter a value for this run only.',
    unavailable:
      'It cannot be kept for later. Enter a value for this run only, or set up a keychain first (on Linux, a Secret Service such as GNOME Keyring).',
  },
  fingerprint: 'fingerprint {fingerprint}',
  savedAt: 'saved {date}',
  replace: 'Replace',
  keepOld: 'Keep the current one',
  remove: 'Remove',
  confirmRemove: 'This cannot be undone.',
  confirmRemoveYes: 'Remove it',
  keep: 'Keep it',
  checkAgain: 'Check again',
  placeholder: 'Paste or type; not shown again after saving',
  thisRunOnly: 'For this run only, not stored in the keychain',
  thisRunOnlyHint: 'Kept in memory only. You will need to enter it again after quitting.',
  removeBlanks: 'Remove blank space',
  problems: {
    empty: 'Enter a value',
    'blank-at-start': 'Begins with a blank space, one of the most common causes of a rejected signature.',
    'blank-at-end': 'Ends with a blank space, one of the most common causes of a rejected signature.',
    'line-break': 'Contains a line break, probably because too much was copied. Copy it again.',
    nul: 'Contains a NUL character. Copy it again.',
    'control-character': 'Contains an invisible control character. Copy it again.',
    'too-long': 'Longer than 2,000 bytes, more than the keychain can store. Make sure that nothing else was copied with it.',
    'not-unicode': 'Contains an incomplete character. Copy it again.',
  },
}
export default credentials
