import { LONGEST_NOTE, changedLabels, type Labels } from '../labels'

/**
 * Labels of an exchange that is known, after the same exchange came out of a file: tags are united, pinned stays pinned, a name that is
 * there stays; of two different notes both are kept, the file's below, unless one holds the other. Merging twice changes nothing more.
 */
export function mergedLabels(known: Labels, fromFile: Labels): Labels {
  return {
    ...changedLabels(known, { addTags: fromFile.tags }),
    pinned: known.pinned || fromFile.pinned,
    name: known.name === '' ? fromFile.name : known.name,
    note: mergedNote(known.note, fromFile.note),
  }
}

function mergedNote(known: string, fromFile: string): string {
  if (known.includes(fromFile)) return known
  if (fromFile.includes(known)) return fromFile
  const both = `${known}\n\n${fromFile}`
  // A note that has no room for the other stays as it is: a part of it would be added again each time.
  return both.length <= LONGEST_NOTE ? both : known
}
