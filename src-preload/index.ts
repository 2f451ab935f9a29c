import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { IPC_EVENTS, IPC_METHODS, channelOf, type IpcEvent } from '@shared/ipc/methods'

// One function per method: the page never holds a channel name, ipcRenderer or an event object.
const methods = Object.fromEntries(
  IPC_METHODS.map((method) => [method, (request: unknown) => ipcRenderer.invoke(channelOf(method), request)]),
)

function subscribe(event: IpcEvent, listener: (payload: unknown) => void): () => void {
  if (!IPC_EVENTS.includes(event)) throw new Error('unknown event')
  const forward = (_: IpcRendererEvent, payload: unknown): void => listener(payload)
  ipcRenderer.on(channelOf(event), forward)
  return () => ipcRenderer.removeListener(channelOf(event), forward)
}

contextBridge.exposeInMainWorld('bridge', { ...methods, subscribe })
