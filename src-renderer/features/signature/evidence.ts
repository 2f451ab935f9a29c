import { encodeText } from '@shared/knowledge/charsets'
import { firstDifference, type FirstDifference } from '@shared/knowledge/differences'
import { hashPlan, maskedBytes, maskedText, SECRET_MASK, type HashPlan, type Recipe } from '@shared/knowledge/signing-recipe'

/** A piece of a text around the place where it parts from another. */
export interface Excerpt {
  readonly before: string
  /** The character that differs; empty when the text ends there. */
  readonly at: string
  readonly after: string
  readonly isCutBefore: boolean
  readonly isCutAfter: boolean
}

/** What else than the text a wrong recipe does differently. */
type OtherDifference = 'hash' | 'output' | 'charset' | 'secret'

/** The text a mistake hashed beside the one that should have been; the secret is masked in both. */
interface Evidence {
  readonly hashed: Excerpt
  readonly expected: Excerpt
  readonly isSameText: boolean
  /** In the hashed bytes without the secret; null when these are the same. */
  readonly byte: FirstDifference | null
  readonly others: readonly OtherDifference[]
  readonly hash: HashPlan['hash']
}

const SHOWN_BEFORE = 48
const SHOWN_AFTER = 72

/** Lays the recipe of a mistake beside the correct one. */
export function evidenceOf(mistaken: Recipe, correct: Recipe): Evidence {
  const plans = { hashed: hashPlan(mistaken), expected: hashPlan(correct) }
  const texts = { hashed: [...maskedText(plans.hashed)], expected: [...maskedText(plans.expected)] }
  const length = Math.max(texts.hashed.length, texts.expected.length)
  let at = 0
  while (at < length && texts.hashed[at] === texts.expected[at]) at += 1
  const isSameText = at === length
  return {
    hashed: excerpt(texts.hashed, isSameText ? 0 : at),
    expected: excerpt(texts.expected, isSameText ? 0 : at),
    isSameText,
    byte: firstDifference(bytesWithoutSecret(plans.hashed), bytesWithoutSecret(plans.expected)),
    others: othersOf(plans.hashed, plans.expected),
    hash: plans.hashed.hash,
  }
}

function othersOf(hashed: HashPlan, expected: HashPlan): OtherDifference[] {
  const isSecretSpoiled = JSON.stringify(secretsOf(hashed)) !== JSON.stringify(secretsOf(expected))
  const differences: readonly (readonly [OtherDifference, boolean])[] = [
    ['hash', hashed.hash !== expected.hash],
    ['output', hashed.output !== expected.output],
    ['charset', hashed.charset !== expected.charset],
    ['secret', isSecretSpoiled],
  ]
  return differences.filter(([, differs]) => differs).map(([name]) => name)
}

/** In which forms the secret is used, wherever it stands. */
function secretsOf({ pieces, key }: HashPlan): string[] {
  const used = [...pieces, key ?? ''].flatMap((piece) => (typeof piece === 'string' ? [] : [piece.secret]))
  return [...new Set(used)].sort()
}

function bytesWithoutSecret(plan: HashPlan): Uint8Array {
  return plan.pieces.some((piece) => typeof piece !== 'string')
    ? encodeText(plan.pieces.filter((piece) => typeof piece === 'string').join(''), plan.charset)
    : maskedBytes(plan)
}

function excerpt(characters: readonly string[], at: number): Excerpt {
  const from = Math.max(0, at - SHOWN_BEFORE)
  const to = Math.min(characters.length, at + 1 + SHOWN_AFTER)
  return {
    before: characters.slice(from, at).join(''),
    at: characters[at] ?? '',
    after: characters.slice(at + 1, to).join(''),
    isCutBefore: from > 0,
    isCutAfter: to < characters.length,
  }
}

/** The signing string of a recipe in parts, so that the places of the secret can be set apart. */
export function maskedParts(plan: HashPlan): readonly { readonly text: string; readonly isSecret: boolean }[] {
  return plan.pieces.map((piece) => (typeof piece === 'string' ? { text: piece, isSecret: false } : { text: SECRET_MASK, isSecret: true }))
}
