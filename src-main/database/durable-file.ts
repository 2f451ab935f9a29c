import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Waits until the file's bytes are on the disk. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Waits until the names in the folder are on the disk, where the system can promise that (Windows cannot be asked). */
export function syncFolderOf(file: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(dirname(file), 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Gives a finished, synced file its name; the name is on the disk when this returns. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to)
  syncFolderOf(to)
}

/** Writes a small file as a whole: at any moment it is the old one or the new one. */
export function writeDurably(file: string, text: string): void {
  const temporary = `${file}.writing`
  writeFileSync(temporary, text)
  syncFile(temporary)
  renameDurably(temporary, file)
}

/** Removes a file that need not be there; it is gone from the disk when this returns. */
export function removeDurably(file: string): void {
  rmSync(file, { force: true })
  syncFolderOf(file)
}
