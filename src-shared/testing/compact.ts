import type { NoteList } from '../exchange/convert/notes'
import { printLines } from '../exchange/document/lines'
import type { JsonRows, XmlRows } from '../exchange/document/rows'
import { layoutJson } from '../exchange/json/layout'
import { parseJson } from '../exchange/json/parse'
import { printJsonCompact } from '../exchange/json/print'

/** The whole document on one line without spaces. */
export function compactJson(rows: JsonRows): string {
  return printJsonCompact(parseJson(printLines(layoutJson(rows))))
}

/** The root element as it is written, nothing added between its rows. */
export function compactXml(rows: XmlRows): string {
  return rows.markupOf(rows.rootRow)
}

/** Notes as words that are easy to compare. */
export function notesOf(notes: NoteList): string[] {
  return notes.first.map(({ code, path }) => `${code} ${path}`)
}
