import { readFile, readdir } from 'node:fs/promises'

/** Private memory in bytes of a process and everything it started (Linux: RssAnon and RssShmem of /proc). */
export async function privateMemory(pid: number): Promise<number> {
  const processes = await descendantsOf(pid)
  const sizes = await Promise.all(processes.map(sizeOf))
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function descendantsOf(root: number): Promise<number[]> {
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const status = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    const parent = /\) \S (\d+)/.exec(status)?.[1]
    if (parent !== undefined) parents.set(Number(name), Number(parent))
  }
  const belongs = (pid: number | undefined): boolean => pid !== undefined && (pid === root || belongs(parents.get(pid)))
  return [...parents.keys()].filter(belongs)
}

async function sizeOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
  return (kilobytes('RssAnon') + kilobytes('RssShmem')) * 1024
}

/** Samples the memory of a program until it is stopped. */
export function watchMemory(pid: number, everyMs: number): { readonly stop: () => Promise<{ highest: number }> } {
  let highest = 0
  let isRunning = true
  const done = (async () => {
    while (isRunning) {
      highest = Math.max(highest, await privateMemory(pid))
      await new Promise((resolve) => setTimeout(resolve, everyMs))
    }
  })()
  return {
    stop: async () => {
      isRunning = false
      await done
      return { highest }
    },
  }
}
