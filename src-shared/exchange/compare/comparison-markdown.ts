import type { LocalizedText } from '../../descriptor/types'
import { codeSpan } from '../../knowledge/markdown'
import { MASK, withoutKey } from '../../knowledge/masking'
import { summaryParameters } from '../../knowledge/summary-parameters'
import type { ShownComparison, ShownDifference } from './compare-contract'
import { comparisonWords as words } from './comparison-words'

/** One fact of both sides in the language of the text; null where a side has none. */
export interface ComparedFact {
  readonly label: string
  readonly left: string | null
  readonly right: string | null
}

/** What the Markdown of a comparison is made from. */
export interface ComparisonMarkdownInput {
  readonly half: 'request' | 'response'
  /** What the sides are called. */
  readonly left: string
  readonly right: string
  readonly facts: readonly ComparedFact[]
  readonly comparison: ShownComparison
  readonly language: keyof LocalizedText
  /** App keys of both sides, which messages may repeat. */
  readonly appKeys: readonly string[]
}

/**
 * A comparison for a ticket, in Markdown: the facts of both sides and every listed difference as tables.
 * What must not be handed on is masked as in the support summary; of what cannot be told apart by field nothing is shown.
 */
export function comparisonMarkdown(input: ComparisonMarkdownInput): string {
  const { comparison, language, appKeys, facts } = input
  const say = (text: LocalizedText): string => text[language]
  const cell = (value: string | null): string => {
    if (value === null) return say(words.absent)
    if (value === '') return say(words.empty)
    const shown = appKeys.reduce(withoutKey, value)
    // A bar would end the cell, inside a code span too.
    return codeSpan(shown, (characters) => say(words.tooLong(characters))).replaceAll('|', '\\|')
  }
  const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string[] =>
    [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)

  return [
    `## ${say(words.title)}${say(words.dash)}${say(words.halves[input.half])}`,
    '',
    `- A${say(words.colon)}${cell(input.left)}`,
    `- B${say(words.colon)}${cell(input.right)}`,
    '',
    `### ${say(words.facts)}`,
    '',
    ...table([say(words.fact), 'A', 'B'], facts.map(({ label, left, right }) => [label, cell(left), cell(right)])),
    '',
    `### ${say(words.differences)}`,
    '',
    ...(comparison.kind === 'none' ? [say(words.none)] : differenceLines(comparison, say, cell, table)),
    '',
    `_${say(words.masked)}_`,
    '',
  ].join('\n')
}

type Found = Exclude<ShownComparison, { kind: 'none' }>

function differenceLines(
  comparison: Found,
  say: (text: LocalizedText) => string,
  cell: (value: string | null) => string,
  table: (heads: readonly string[], rows: readonly (readonly string[])[]) => string[],
): string[] {
  const { differences, total, ignored, isStopped } = comparison
  const ignoredCount = ignored.reduce((sum, { count }) => sum + count, 0)
  const kindOf = ({ kind, note }: ShownDifference): string => say(words.kinds[kind]) + (note === null ? '' : ` (${say(words.notes[note])})`)
  const pathOf = ({ left, right }: ShownDifference): string => left?.path ?? right?.path ?? ''
  const rows = differences.map((difference) => [
    kindOf(difference),
    comparison.kind === 'text' ? say(words.line(pathOf(difference))) : cell(pathOf(difference)),
    cell(maskedValue(difference, difference.left, comparison.kind)),
    cell(maskedValue(difference, difference.right, comparison.kind)),
  ])
  return [
    say(words.counts(total, ignoredCount)) + say({ zh: '。', en: '.' }),
    say(words.sides(say(words.origins[comparison.left.origin]), say(words.origins[comparison.right.origin]))),
    ...(isStopped ? [say(words.stopped)] : []),
    ...(differences.length < total ? [say(words.listed(differences.length))] : []),
    ...(ignored.length === 0 ? [] : [`${say(words.ignored)}${say(words.colon)}${ignored.map(({ pattern, count }) => `${cell(pattern)} ×${count}`).join(', ')}`]),
    ...(rows.length === 0 ? [] : ['', ...table([say(words.kind), say(words.path), 'A', 'B'], rows)]),
  ]
}

/** A value as it may be handed on; null where the side has none. */
function maskedValue(difference: ShownDifference, side: ShownDifference['left'], kind: Found['kind']): string | null {
  if (side === null) return null
  const isWhole = side.text.length === side.length
  const text = textOf(side.text)
  // Nobody can tell what of a line, or of markup, is personal.
  if (kind === 'text' || (difference.isContainer && (!isWhole || /^\s*</.test(text)))) return MASK
  const parameters = summaryParameters([{ name: difference.name, value: text, isMasked: false }])
  if (parameters.length === 1 && parameters[0]?.name === difference.name) return parameters[0].value
  return difference.isContainer && parameters.length === 0 ? text : parameters.map(({ name, value }) => `${name} = ${value}`).join('; ')
}

/** The characters of a JSON string's literal, also when it was cut; anything else is its own text. */
function textOf(written: string): string {
  if (!written.startsWith('"')) return written
  try {
    return JSON.parse(written) as string
  } catch {
    return written.slice(1)
  }
}
