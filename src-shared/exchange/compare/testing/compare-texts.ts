import { readDocument } from '../../document/read-document'
import type { JsonRows, XmlRows } from '../../document/rows'
import { compareDocuments, type Comparison } from '../compare-documents'
import type { ComparedDocument } from '../compared-document'
import { comparedJson } from '../compared-json'
import { comparedXml } from '../compared-xml'
import type { Difference, Differences } from '../difference'
import { IgnoreRules } from '../ignore-patterns'

const NEVER = { shouldStop: () => false }

/** Runs a comparison to its end. */
export function finished(comparison: Comparison): Differences {
  for (;;) {
    const step = comparison.next()
    if (step.done === true) return step.value
  }
}

/** The rows of a text, ready to be compared; the text is well-formed. */
export function comparedText(text: string): ComparedDocument {
  const parsed = readDocument(new TextEncoder().encode(text))
  if (parsed.kind === 'none') throw new Error(`neither XML nor JSON: ${text}`)
  return isXml(parsed.rows) ? comparedXml(parsed.rows) : comparedJson(parsed.rows)
}

/** Compares two texts of one format. */
export function compareTexts(left: string, right: string, ignore: readonly string[] = []): Differences {
  return finished(compareDocuments(comparedText(left), comparedText(right), new IgnoreRules(ignore), NEVER))
}

/** A difference on one line: `changed $.a: 1 → 2`. */
export function said({ kind, note, left, right }: Difference): string {
  const path = left?.path ?? right?.path ?? ''
  const values = [left?.text, right?.text].filter((text) => text !== undefined).join(' → ')
  return `${kind} ${path}: ${values}${note === null ? '' : ` (${note})`}`
}

/** All differences of two texts, each on a line. */
export function saidOf(left: string, right: string, ignore: readonly string[] = []): string[] {
  return compareTexts(left, right, ignore).listed.map(said)
}

function isXml(rows: JsonRows | XmlRows): rows is XmlRows {
  return 'rootRow' in rows
}
