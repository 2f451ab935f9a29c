import { Menu } from 'electron'

/** macOS takes copy, paste and quit from the menu; elsewhere the console needs none. */
export function setApplicationMenu(platform: NodeJS.Platform): void {
  Menu.setApplicationMenu(
    platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]) : null,
  )
}
