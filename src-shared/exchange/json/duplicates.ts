import { NoteCollector, type NoteList } from '../convert/notes'
import { jsonPaths, type Paths } from '../document/paths'
import type { JsonRows } from '../document/rows'

/** Objects with more members than this are searched with a set. */
const FEW = 8

/** Notes every member whose name stood in its object before (RFC 8259, section 4: what that means is nobody's promise). */
export function duplicateMembers(rows: JsonRows): NoteList {
  const notes = new NoteCollector()
  const paths = jsonPaths(rows)
  for (let row = 0; row < rows.count; row += 1) {
    if (rows.kindOf(row) === 'object' && rows.nextOf(row) > row + 1) noteRepeats(rows, row, notes, paths)
  }
  return notes
}

function noteRepeats(rows: JsonRows, object: number, notes: NoteCollector, paths: Paths): void {
  const end = rows.nextOf(object)
  const few: (string | null)[] = []
  let many: Set<string | null> | null = null
  for (let member = object + 1; member < end; member = rows.nextOf(member)) {
    const name = rows.nameOf(member)
    if (many === null ? few.includes(name) : many.has(name)) {
      const repeated = member
      notes.add('duplicate-member', () => paths.pathOf(repeated).replace(/^\$\.?/, ''))
    } else if (many !== null) many.add(name)
    else if (few.push(name) > FEW) many = new Set(few)
  }
}
