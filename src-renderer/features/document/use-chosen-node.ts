import { ref, shallowRef, watch, type Ref } from 'vue'
import type { ViewKey } from '@shared/exchange/document/document-contract'
import { call } from '../../ipc/client'

/** A line or a table row that belongs to a node. */
export interface NodeLine {
  readonly number: number
  readonly row: number | null
  readonly origin: number | null
}

export interface ChosenNodeOptions {
  readonly key: Readonly<Ref<ViewKey | null>>
  /** The node chosen in any view of the half, as a row of the received document. */
  readonly origin: Ref<number | null>
  /** A node that was chosen in another view was found at this line. */
  readonly onFound: (line: number) => void
  readonly onError: (error: unknown) => void
}

/** The node that is chosen in a view: its line, its path, and the same node when it is chosen elsewhere. */
export function useChosenNode({ key, origin, onFound, onError }: ChosenNodeOptions) {
  const line = shallowRef<NodeLine | null>(null)
  const path = ref<string | null>(null)

  function choose(chosen: NodeLine): void {
    line.value = chosen
    origin.value = chosen.origin
  }

  watch(
    () => [key.value, line.value?.row ?? null] as const,
    async ([of, row]) => {
      path.value = null
      if (of === null || row === null) return
      try {
        const answer = await call('document.path', { ...of, row })
        if (key.value === of && line.value?.row === row) path.value = answer.path
      } catch (error) {
        onError(error)
      }
    },
  )

  watch(
    [key, origin],
    async ([of, wanted], [before]) => {
      if (of !== before) line.value = null
      if (of === null || wanted === null || wanted === line.value?.origin) return
      try {
        const found = await call('document.locate', { ...of, origin: wanted })
        if (key.value !== of || origin.value !== wanted || wanted === line.value?.origin) return
        line.value = null
        if (found.line !== null) await show(of, found.line, wanted)
      } catch (error) {
        onError(error)
      }
    },
    { immediate: true },
  )

  async function show(of: ViewKey, number: number, wanted: number): Promise<void> {
    const row = of.view === 'Table' ? await rowOfField(of, number) : await rowOfLine(of, number)
    if (key.value !== of || origin.value !== wanted) return
    line.value = { number, row, origin: wanted }
    onFound(number)
  }

  return { line, path, choose }
}

async function rowOfLine(key: ViewKey, number: number): Promise<number | null> {
  const { lines } = await call('document.lines', { ...key, ranges: [{ from: number, count: 1 }] })
  return lines[0]?.row ?? null
}

async function rowOfField({ exchangeId, half, charset }: ViewKey, number: number): Promise<number | null> {
  const { fields } = await call('document.fields', { exchangeId, half, charset, from: number, count: 1 })
  return fields[0]?.row ?? null
}
