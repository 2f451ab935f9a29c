import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/credentials'

const credentials: MessagesOf<typeof source> = {
  title: 'Credentials',
  hint: 'They go in and never come out: once saved, nobody can read them here, and the page keeps no copy.',
  kinds: { secret: 'App Secret', session: 'Session token' },
  names: { secret: 'App Secret', session: 'session token' },
  hints: {
    secret: 'Signs requests. Only the main process reads it, for the moment of a signature.',
    session: 'Token of the authorising user. Optional: leave it out for operations that need no authorisation.',
  },
  builtIn: 'The console makes and keeps the secret of its local gateway. There is nothing to enter.',
  states: {
    stored: 'Stored in the keychain',
    'this-run': 'For this run only, forgotten on quitting',
    'nothing-stored': 'Nothing stored',
    locked: 'The keychain is locked',
    unavailable: 'No keychain available',
  },
  next: {
    locked: 'Unlock the keychain and check again, or enter it for this run only.',
    unavailable:
      'Nothing can be kept. Enter it for this run only, or set up a keychain first (on Linux a Secret Service such as GNOME Keyring).',
  },
  fingerprint: 'fingerprint {fingerprint}',
  savedAt: 'saved {date}',
  replace: 'Replace',
  keepOld: 'Keep the old one',
  remove: 'Remove',
  confirmRemove: 'It cannot be brought back.',
  confirmRemoveYes: 'Remove it',
  keep: 'Keep it',
  checkAgain: 'Check again',
  placeholder: 'Paste or type; not shown again once saved',
  thisRunOnly: 'For this run only, not kept in the keychain',
  thisRunOnlyHint: 'Stays in the memory of the main process. After quitting you enter it again.',
  removeBlanks: 'Remove the blanks',
  problems: {
    empty: 'Enter a value',
    'blank-at-start': 'Begins with a blank, one of the commonest causes of a rejected signature.',
    'blank-at-end': 'Ends with a blank, one of the commonest causes of a rejected signature.',
    'line-break': 'Holds a line break: probably too much was copied. Copy it again.',
    nul: 'Holds a NUL character. Copy it again.',
    'control-character': 'Holds an invisible control character. Copy it again.',
    'too-long': 'Longer than 2,000 bytes, more than a keychain takes. Make sure that it is the secret itself.',
    'not-unicode': 'Holds half a character. Copy it again.',
  },
}
export default credentials
