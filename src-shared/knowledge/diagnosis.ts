import { z } from 'zod'
import { isWellFormedText } from '../descriptor/problems'
import { SIGN_METHODS } from '../protocol/parameters'
import { MISTAKE_IDS, spoiledRecipes, type MistakeId } from './signature-mistakes'
import { PARAMETER_CHANGES, parameterChanges } from './parameter-changes'
import { correctRecipe, type Recipe, type SignedRequestParts } from './signing-recipe'

const id = z.string().min(1).max(64)
const MOST_PARAMETERS = 200
const MOST_CHARACTERS = 4_194_304
const wellFormed = (most: number) => z.string().max(most).refine(isWellFormedText, 'no half characters')

/** The request that is looked at: a stored exchange, or one that was pasted, compared with the secret of a profile. */
export const signatureSourceSchema = z.union([
  z.strictObject({ exchangeId: id }),
  z.strictObject({
    profileId: id,
    parameters: z
      .array(z.strictObject({ name: wellFormed(256), value: wellFormed(MOST_CHARACTERS) }))
      .max(MOST_PARAMETERS)
      .refine((parameters) => parameters.reduce((sum, { value }) => sum + value.length, 0) <= MOST_CHARACTERS, 'too long together'),
    sign: z.string().max(1_024),
  }),
])
export type SignatureSource = z.infer<typeof signatureSourceSchema>

/** The proper signature of a request by each method, `sign_method` saying that method. */
export const signaturesSchema = z.object({
  methods: z.array(
    z.object({
      method: z.enum(SIGN_METHODS),
      /** What goes out as `sign`; null when the request is not complete. */
      digest: z.string().nullable(),
      /** UTF-8 bytes of the signing string, without the secret. */
      utf8Bytes: z.number().int(),
    }),
  ),
  /** Names without which a request is not complete; only complete ones are signed. */
  missing: z.array(z.string()),
})
export type Signatures = z.infer<typeof signaturesSchema>

/** Whether a published example was reproduced, by each method. */
export const selfTestSchema = z.object({
  results: z.array(z.object({ method: z.enum(SIGN_METHODS), isRight: z.boolean() })),
})
export type SelfTest = z.infer<typeof selfTestSchema>

/** What to look at when no recipe gives the signature, as far as it can be told without showing anything secret. */
export const SUSPECTS = [
  /** The sign has no shape any method gives; certain, so it comes first. */
  'sign-shape',
  /** The sign has the length of another method than the declared one. */
  'sign-length',
  'sign-method-unknown',
  'parameter-holds-secret',
  'other-app-key',
  'secret-is-app-key',
  'secret-has-blanks',
  'secret-of-sandbox',
  'secret-length',
  'secret-saved-later',
  'secret',
  'replacement-character',
  'left-over-escape',
  'parameter-changed',
] as const
export type SuspectId = (typeof SUSPECTS)[number]

const changeSchema = z.object({ parameter: z.string(), kind: z.enum(PARAMETER_CHANGES), detail: z.string() })

/** One explanation of a signature: known mistakes (two when they were made together), or one parameter that differs. */
const candidateSchema = z.object({
  mistakes: z.array(z.enum(MISTAKE_IDS)).max(3),
  change: changeSchema.nullable(),
  /** Which of the recipes the mistakes have, counted from 0: clients spell a mistake in different ways. */
  variant: z.number().int(),
})
export type Candidate = z.infer<typeof candidateSchema>

/** What main found out about a request's signature. Holds no digest: see docs/adr/0006-hypotheses-leave-main-as-names.md. */
export const diagnosisSchema = z.object({
  /**
   * `correct`: the proper signature of these parameters with this secret; `mistake`: a wrong recipe gives it;
   * `no-hit`: nothing that was tried does.
   */
  verdict: z.enum(['correct', 'mistake', 'no-hit']),
  /** Most likely first; empty unless the verdict is `mistake`. */
  candidates: z.array(candidateSchema),
  /** Most telling first; empty when a mistake was found. */
  suspects: z.array(
    z.object({
      id: z.enum(SUSPECTS),
      /** A parameter's name or a length; empty when the suspect needs none. */
      detail: z.string(),
    }),
  ),
  /** How many signatures were tried. */
  tried: z.number().int(),
  /** Whether everything was tried; very large requests end before. */
  isComplete: z.boolean(),
})
export type Diagnosis = z.infer<typeof diagnosisSchema>

/** The recipe an explanation stands for, so that its text can be laid beside the correct one; null when it does not fit this request. */
export function recipeOf(candidate: Candidate, parameters: SignedRequestParts['parameters']): Recipe | null {
  const { change } = candidate
  if (change === null) return spoiledRecipes(correctRecipe(parameters), candidate.mistakes)[candidate.variant] ?? null
  let variant = 0
  for (const hypothesis of parameterChanges(parameters)) {
    const { parameter, kind, detail } = hypothesis.change
    if (parameter !== change.parameter || kind !== change.kind || detail !== change.detail) continue
    if (variant === candidate.variant) return withOutput(hypothesis.recipe, candidate.mistakes)
    variant += 1
  }
  return null
}

/** A digest left in lower case comes on top of any other mistake. */
function withOutput(recipe: Recipe, mistakes: readonly MistakeId[]): Recipe {
  return mistakes.includes('lowercase') ? { ...recipe, output: 'lower-hex' } : recipe
}
