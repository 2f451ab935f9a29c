import type { Parameter, SignMethod } from '../protocol/parameters'
import responseSamplesFile from './response-samples.json'
import vectorsFile from './vectors.json'

/** One published or generated signature; both `expected` lists run over the same parameters (PROTOCOL 2). */
export interface SignatureVector {
  readonly id: string
  readonly secret: string
  readonly params: Readonly<Record<string, string>>
  readonly canonical: string
  readonly expected: Readonly<Record<SignMethod, string>>
  /** What signers that keep empty values make of the same parameters; only where the two differ. */
  readonly canonicalIncludeEmpty?: string
  readonly expectedIncludeEmpty?: Readonly<Record<SignMethod, string>>
  readonly body?: string
}

/** One answer as a gateway sends it, and how it is to be read (PROTOCOL 4). */
export interface ResponseSample {
  readonly id: string
  readonly httpStatus: number
  readonly contentType: string
  readonly body: string
  readonly readAs: string
}

// The compiler sees one object type per vector, whose union fits no index signature.
export const signatureVectors = vectorsFile.vectors as unknown as readonly SignatureVector[]

/** A wrong way to sign one request, and what it gives; `ok` is the right way. */
interface KnownMistake {
  readonly id: string
  readonly canonical: string
  readonly sign: string
}

/** Wrong signatures of one request (PROTOCOL 10). */
export const knownMistakes: {
  readonly secret: string
  readonly params: Readonly<Record<string, string>>
  readonly hypotheses: readonly KnownMistake[]
} = vectorsFile.mistakes

export const responseSamples: readonly ResponseSample[] = responseSamplesFile.samples

/** The sample with that id. @throws Error when there is none. */
export function responseSample(id: string): ResponseSample {
  const found = responseSamples.find((sample) => sample.id === id)
  if (found === undefined) throw new Error(`no response sample ${id}`)
  return found
}

/** A record as the list that is signed and sent, in the record's order. */
export function parametersOf(record: Readonly<Record<string, string>>): Parameter[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }))
}
