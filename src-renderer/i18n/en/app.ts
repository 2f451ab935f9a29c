import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/app'

const app: MessagesOf<typeof source> = {
  name: 'Session Console',
  documentTitle: 'LY Session Console',
  skipToCompose: 'Skip to the form',
  topBar: 'Top bar',
  statusBar: 'Status bar',
  operation: 'Operation',
  operationNamed: 'Operation: {name}, {title}',
  language: {
    switchTo: '中文',
    switchToLong: '切换到中文',
  },
  theme: {
    light: 'Light',
    dark: 'Dark',
    system: 'Like the system',
    current: 'Appearance: {theme}',
  },
  regions: {
    history: 'History',
    compose: 'Compose',
    exchange: 'Exchange',
  },
  separators: {
    history: 'Resize the history',
    exchange: 'Resize the exchange',
    halves: 'Resize request and response',
  },
  keychain: {
    checking: 'checking the keychain…',
    unchecked: 'keychain not checked',
    ready: 'keychain ready',
    locked: 'keychain locked',
    unavailable: 'no keychain',
    readyMeaning:
      'App secrets and session tokens are kept in the keychain of your operating system. They are read for the moment of one signature and never shown, stored in the history or logged.',
    lockedMeaning:
      'Your secrets are in the keychain, but it does not open. Unlock the login keychain of your operating system, then check again. Until then a secret can be kept for this run only.',
    unavailableMeaning:
      'This machine offers no keychain, so secrets cannot be kept. On Linux start GNOME Keyring or KWallet; on macOS and Windows check that you are logged in to a normal session. Until then a secret can be kept for this run only.',
    uncheckedMeaning: 'It is not known yet whether this machine’s keychain can be used.',
    checkAgain: 'Check again',
  },
  gateway: {
    running: 'local gateway on {address}',
    stopped: 'local gateway stopped',
    start: 'Start',
    stop: 'Stop',
    startLong: 'Start the local gateway',
    stopLong: 'Stop the local gateway',
  },
  pairs: '{count} pair | {count} pairs',
  privacy: 'nothing leaves this machine except what you send',
  historyProblem: {
    unavailable:
      'The history cannot be written. Sending is off, so that no request goes out unrecorded. Check disk space and the permissions of the data folder, then start again. Data folder: {folder}',
    newerVersion:
      'The history was written by a newer version of the console. This version leaves it alone so as not to damage it. Update, then open it again. Data folder: {folder}',
  },
}
export default app
