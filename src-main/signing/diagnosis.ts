import { setImmediate } from 'node:timers/promises'
import type { Candidate, Diagnosis } from '@shared/knowledge/diagnosis'
import { parameterChanges, type ParameterChange } from '@shared/knowledge/parameter-changes'
import { MISTAKE_IDS, spoiledRecipes, type MistakeId } from '@shared/knowledge/signature-mistakes'
import { correctRecipe, declaredMethod, type Recipe, type SignedRequestParts } from '@shared/knowledge/signing-recipe'
import { recipeSignature } from './recipe-digest'
import { findSuspects, type SecretContext } from './suspects'

const MOST_HASHES = 5_000
// In characters of signing strings: some hundred thousand a millisecond, so about a second of work at most.
const MOST_HASHED = 64_000_000
const BREATHE_EVERY = 1_000_000
const MOST_CANDIDATES = 8

/**
 * Explains a signature: recomputes every known mistake with the secret, then every single changed parameter, then two mistakes
 * made together, and stops at the first of these that gives the sign. Lets other work run in between.
 */
export async function diagnose(request: SignedRequestParts, secret: string, context: SecretContext): Promise<Diagnosis> {
  const search = new Search(request, secret)
  if (search.isCorrect) {
    return { verdict: 'correct', candidates: [], suspects: findSuspects(request, secret, context, true), tried: 1, isComplete: true }
  }
  const candidates = await search.firstHits([singleMistakes, changedParameters, pairsOfMistakes])
  return {
    verdict: candidates.length > 0 ? 'mistake' : 'no-hit',
    candidates: candidates.slice(0, MOST_CANDIDATES),
    suspects: candidates.length > 0 ? [] : findSuspects(request, secret, context, false),
    tried: search.tried,
    isComplete: search.isComplete,
  }
}

/** One thing to try: a recipe, and what it would explain. */
interface Hypothesis {
  readonly recipe: Recipe
  readonly explains: Candidate
}

type Stage = (request: SignedRequestParts) => Iterable<Hypothesis>

class Search {
  tried = 1
  isComplete = true
  readonly isCorrect: boolean
  private readonly correct: string
  private readonly size: number
  private hashed = 0

  constructor(
    private readonly request: SignedRequestParts,
    private readonly secret: string,
  ) {
    const recipe = correctRecipe(request.parameters)
    this.correct = recipeSignature(recipe, secret)
    this.size = request.parameters.reduce((sum, { name, value }) => sum + name.length + value.length, 0)
    // Without a method it knows the platform has no proper signature to compare with.
    this.isCorrect = declaredMethod(request.parameters) !== null && this.correct === request.sign
  }

  /** Hits of the first stage that has any, each explanation once. */
  async firstHits(stages: readonly Stage[]): Promise<Candidate[]> {
    for (const stage of stages) {
      const hits: Candidate[] = []
      for (const hypothesis of stage(this.request)) {
        // The known mistakes are few and are always all tried; what follows is bounded.
        if (stage !== singleMistakes && (this.tried >= MOST_HASHES || this.hashed >= MOST_HASHED)) {
          this.isComplete = false
          break
        }
        const hit = this.judge(hypothesis)
        if (hit !== null && !hits.some((known) => isSameExplanation(known, hit))) hits.push(hit)
        if (this.hashed % BREATHE_EVERY < this.size) await setImmediate()
      }
      if (hits.length > 0) return hits
    }
    return []
  }

  private judge({ recipe, explains }: Hypothesis): Candidate | null {
    this.tried += 1
    this.hashed += this.size
    const found = recipeSignature(recipe, this.secret)
    const { sign } = this.request
    if (found === sign) return explains
    const isOtherCase = recipe.output !== 'base64' && found.toUpperCase() === sign.toUpperCase()
    if (!isOtherCase) return null
    if (explains.mistakes[0] === 'lowercase') return explains
    // A recipe that gives the correct digest makes no difference here: then the case is the only mistake.
    return found === this.correct ? null : { ...explains, mistakes: [...explains.mistakes, 'lowercase'] }
  }
}

function* singleMistakes({ parameters }: SignedRequestParts): Iterable<Hypothesis> {
  for (const id of MISTAKE_IDS) yield* hypotheses(parameters, [id])
}

function* pairsOfMistakes({ parameters }: SignedRequestParts): Iterable<Hypothesis> {
  const combined = MISTAKE_IDS.filter((id) => id !== 'lowercase' && id !== 'sign-method-absent')
  for (const [index, first] of combined.entries()) {
    for (const second of combined.slice(index + 1)) yield* hypotheses(parameters, [first, second])
  }
}

function* hypotheses(parameters: SignedRequestParts['parameters'], mistakes: MistakeId[]): Iterable<Hypothesis> {
  for (const [variant, recipe] of spoiledRecipes(correctRecipe(parameters), mistakes).entries()) {
    yield { recipe, explains: { mistakes, change: null, variant } }
  }
}

function* changedParameters({ parameters }: SignedRequestParts): Iterable<Hypothesis> {
  let last: ParameterChange | null = null
  let variant = 0
  for (const { change, recipe } of parameterChanges(parameters)) {
    variant = last !== null && isSameChange(last, change) ? variant + 1 : 0
    last = change
    yield { recipe, explains: { mistakes: [], change, variant } }
  }
}

function isSameChange(left: ParameterChange, right: ParameterChange): boolean {
  return left.parameter === right.parameter && left.kind === right.kind && left.detail === right.detail
}

function isSameExplanation(left: Candidate, right: Candidate): boolean {
  if (left.change !== null && right.change !== null) return isSameChange(left.change, right.change)
  return left.change === right.change && left.mistakes.join() === right.mistakes.join()
}
