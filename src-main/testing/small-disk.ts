import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeAfterTest } from './raw-server'

/** A disk of a test's own: a file system in memory, which only root may mount. */
export interface SmallDisk {
  readonly folder: string
  /** Makes everything on it unwritable, or writable again. */
  readonly makeReadOnly: (isReadOnly: boolean) => void
}

/** Why there can be no disk of a test's own here; null when there can. */
export const NO_SMALL_DISK = reasonAgainst()

/** Mounts a disk of so many bytes; it is gone after the running test. */
export function smallDisk(bytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'lysession-disk-'))
  let mounts = 0
  const mount = (...parameters: string[]): void => {
    run('mount', ...parameters, folder)
    mounts += 1
  }
  const unmount = (): void => {
    run('umount', '--lazy', folder)
    mounts -= 1
  }
  mount('-t', 'tmpfs', '-o', `size=${bytes}`, 'none')
  closeAfterTest(() => {
    while (mounts > 0) unmount()
    rmdirSync(folder)
  })
  return {
    folder,
    makeReadOnly: (isReadOnly) => {
      if (!isReadOnly) return unmount()
      // A second mount over the first, which files that are open in the first cannot keep from being read-only.
      mount('--bind', folder)
      run('mount', '-o', 'remount,bind,ro', folder)
    },
  }
}

/** Gives a mounted disk another size. */
export function makeLarger(folder: string, bytes: number): void {
  run('mount', '-o', `remount,size=${bytes}`, folder)
}

function run(command: string, ...parameters: string[]): void {
  const { status, stderr } = spawnSync(command, parameters, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
}

function reasonAgainst(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux may mount a disk for a test'
  // A private name space shows whether mounting is allowed without mounting anything here.
  const { status } = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/tmp'])
  return status === 0 ? null : 'this system does not let root mount a file system in memory'
}
