import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import { ipcEvents, type IpcEventPayload } from '@shared/ipc/contract'
import { IPC_METHODS, channelOf, type IpcEvent } from '@shared/ipc/methods'
import { PAGE_ORIGIN } from '../window/page-protocol'
import { answerCall, type LogFailure } from './answer-call'
import type { IpcHandlers } from './handlers'

/** Registers every method of the contract. */
export function registerHandlers(handlers: IpcHandlers, logFailure: LogFailure): void {
  for (const method of IPC_METHODS) {
    ipcMain.handle(channelOf(method), (event, request: unknown) =>
      answerCall(method, request, isTrustedSender(event), handlers, logFailure),
    )
  }
}

/** Tells every window what happened, in the shape the contract gives. */
export function broadcast<E extends IpcEvent>(event: E, payload: IpcEventPayload<E>): void {
  const checked = ipcEvents[event].parse(payload)
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(channelOf(event), checked)
  }
}

/** SECURITY: only the main frame of a window of ours, showing our own page (Electron's checklist, item 17). */
function isTrustedSender(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  if (frame === null || frame !== event.sender.mainFrame) return false
  if (BrowserWindow.fromWebContents(event.sender) === null) return false
  return originOf(frame.url) === PAGE_ORIGIN
}

function originOf(url: string): string | null {
  try {
    const { protocol, host } = new URL(url)
    return `${protocol}//${host}`
  } catch {
    return null
  }
}
