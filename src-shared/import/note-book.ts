import type { PasteNote, PasteNoteCode } from './pasted-request'

/** How many different details of one code are kept; the rest says nothing new. */
const MOST_OF_A_CODE = 30
/** Longest detail that is kept whole. */
const LONGEST_DETAIL = 120

/** Gathers notes: each code and detail once, and of what is told by its place the first place with how many more there are. */
export class NoteBook {
  private readonly told = new Map<PasteNoteCode, Set<string>>()
  private readonly places = new Map<PasteNoteCode, { readonly place: string; readonly seen: Set<number> }>()
  private readonly order: (readonly [PasteNoteCode, string | null])[] = []

  add(code: PasteNoteCode, detail = ''): void {
    const short = detail.length > LONGEST_DETAIL ? `${detail.slice(0, LONGEST_DETAIL)}…` : detail
    const details = this.told.get(code) ?? new Set()
    if (details.has(short) || details.size >= MOST_OF_A_CODE) return
    this.told.set(code, details.add(short))
    this.order.push([code, short])
  }

  /** Tells of something at an offset of a text. */
  addAt(code: PasteNoteCode, text: string, offset: number): void {
    const known = this.places.get(code)
    if (known !== undefined) {
      known.seen.add(offset)
      return
    }
    this.places.set(code, { place: placeOf(text, offset), seen: new Set([offset]) })
    this.order.push([code, null])
  }

  addAll(notes: readonly PasteNote[]): void {
    for (const { code, detail } of notes) this.add(code, detail)
  }

  /** Everything told so far, in the order it was told. */
  list(): PasteNote[] {
    return this.order.map(([code, detail]) => {
      if (detail !== null) return { code, detail }
      const { place = '', seen } = this.places.get(code) ?? {}
      const more = (seen?.size ?? 1) - 1
      return { code, detail: more === 0 ? place : `${place} +${more}` }
    })
  }
}

/** `line:column` of an offset, both counted from 1. */
export function placeOf(text: string, offset: number): string {
  let line = 1
  let start = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1
    start = at + 1
  }
  return `${line}:${offset - start + 1}`
}
