import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/app'

const app: MessagesOf<typeof source> = {
  name: 'Session Console',
  documentTitle: 'LY Session Console',
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
    system: 'Follow the system',
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
      'App secrets and session tokens are kept in the keychain of your operating system. They are read only at the moment of signing and are never shown, stored in the history or logged.',
    lockedMeaning:
      'The keychain is locked, so the credentials in it cannot be read. Unlock the login keychain of your operating system, then choose “Check again”. Until then you can enter credentials for this run only.',
    unavailableMeaning:
      'This machine has no keychain service the console can use, so credentials cannot be kept. On Linux, start GNOME Keyring or KWallet; on macOS and Windows, make sure you are logged in to your desktop. Until then you can enter credentials for this run only.',
    uncheckedMeaning: 'The console has not yet checked whether this machine’s keychain can be used.',
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
  pairs: '{count} exchange | {count} exchanges',
  privacy: 'nothing leaves this machine except what you send',
}
export default app
