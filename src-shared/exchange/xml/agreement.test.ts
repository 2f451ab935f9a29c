import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askLibxml, saxesAccepts } from '../../testing/xml-parsers'
import { damagedXmlText, markupSoup, xmlText } from '../../testing/xml-texts'
import { NotWellFormedError, type WellFormednessProblem } from '../not-well-formed'
import { scanXml } from './scan'

// The long run: XML_CASES=500000 npx vitest run --project node src-shared/exchange/xml/agreement
const longRun = process.env['XML_CASES']
const parameters = (cases: number): fc.Parameters<[string]> =>
  longRun === undefined ? { numRuns: cases, seed: 20_260_101 } : { numRuns: Number.parseInt(longRun, 10) }
const TIME_LIMIT_MS = 3_600_000

const encoder = new TextEncoder()

function problemOf(bytes: Uint8Array): WellFormednessProblem | null {
  try {
    scanXml(bytes)
    return null
  } catch (error) {
    if (error instanceof NotWellFormedError) return error.problem
    throw error
  }
}

/** Where saxes is too lenient: it takes any `?` for the end of an instruction's target (production 16 asks for white space or `?>`). */
function isMistakenBySaxes(text: string): boolean {
  return /<\?[^ \t\r\n?<>]+\?(?!>)/.test(text)
}

/** Where libxml2 is too lenient: a version needs a digit after the dot (production 26). */
function isMistakenByLibxml(text: string): boolean {
  return /^\ufeff?<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.\1/.test(text)
}

function agreesWithOthers(text: string): void {
  const bytes = encoder.encode(text)
  const problem = problemOf(bytes)
  const isAccepted = problem === null
  if (isAccepted || !isMistakenBySaxes(text)) expect({ text, isAccepted }).toEqual({ text, isAccepted: saxesAccepts(text) })
  if (isAccepted || !isMistakenByLibxml(text)) {
    const verdict = askLibxml(bytes)
    // After wrong namespaces libxml2 does not look at what follows the root element.
    if (verdict === 'wrong-namespaces' && problem?.fault === 'text-outside-root') return
    expect({ text, isAccepted }).toEqual({ text, isAccepted: verdict !== 'not-well-formed' })
  }
}

describe('what is well-formed', () => {
  it('is every document made by the grammar', () => {
    fc.assert(
      fc.property(xmlText, (text) => {
        expect(problemOf(encoder.encode(text))).toBeNull()
        agreesWithOthers(text)
      }),
      parameters(3_000),
    )
  }, TIME_LIMIT_MS)

  it('is judged as two other parsers judge it: damaged documents', () => {
    fc.assert(fc.property(damagedXmlText, agreesWithOthers), parameters(8_000))
  }, TIME_LIMIT_MS)

  it('is judged as two other parsers judge it: heaps of markup', () => {
    fc.assert(fc.property(markupSoup, agreesWithOthers), parameters(4_000))
  }, TIME_LIMIT_MS)

  it.each(['<?p?x?><r/>', '<?xml version="1."?><r/>'])('is not %s, though one of the others takes it', (text) => {
    expect(problemOf(encoder.encode(text))).not.toBeNull()
    expect(saxesAccepts(text) || askLibxml(encoder.encode(text)) === 'well-formed').toBe(true)
  })
})
