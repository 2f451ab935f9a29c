import { SIGN_METHODS, type Parameter, type SignMethod } from '../protocol/parameters'
import { encodeText, type Charset } from './charsets'

/** How a signer may have spoiled the app secret before using it. */
export type SecretForm = 'as-issued' | 'upper-case' | 'lower-case' | 'trailing-space' | 'trailing-newline' | 'trailing-crlf' | 'quoted' | 'first-16'

/** A part of what is hashed. The secret is named, never held: whoever has it puts it in. */
export type Piece = string | { readonly secret: SecretForm }

/** A parameter as a signer took it: its value may be the secret. */
export interface SignedParameter {
  readonly name: string
  readonly value: Piece
}

export type Hash = 'md5' | 'sha256' | 'hmac-md5' | 'hmac-sha256'
export type DigestOutput = 'upper-hex' | 'lower-hex' | 'base64' | 'middle-16'
type ParameterOrder = 'name' | 'written' | 'descending' | 'ignoring-case' | 'locale' | 'name-and-value'

/** One way to make a signature out of parameters, right or wrong, as data: every mistake changes some of these members. */
export interface Recipe {
  /** In the order the request was written, `sign` left out. */
  readonly parameters: readonly SignedParameter[]
  readonly order: ParameterOrder
  /** `plain` puts nothing between; `equals` writes `name=value`; `query` also puts `&` between. */
  readonly join: 'plain' | 'equals' | 'query'
  /** Text in front of everything. */
  readonly prefix: string
  /** Where the secret stands in the text. */
  readonly wrap: 'both' | 'front' | 'behind' | 'none' | 'key-parameter'
  readonly secret: Piece
  readonly hash: Hash
  readonly charset: Charset
  readonly output: DigestOutput
}

/** A request whose signature is looked at. */
export interface SignedRequestParts {
  /** Everything but `sign`, in the order it was written. */
  readonly parameters: readonly Parameter[]
  /** What was sent as `sign`. */
  readonly sign: string
}

/** What is left to do for whoever holds the secret. */
export interface HashPlan {
  readonly hash: Hash
  /** Key of an HMAC; null for a plain hash. */
  readonly key: Piece | null
  readonly pieces: readonly Piece[]
  readonly charset: Charset
  readonly output: DigestOutput
}

/** The secret as the platform issued it. */
export const SECRET: Piece = { secret: 'as-issued' }

/** What stands for the secret in any text that is shown. */
export const SECRET_MASK = '••••'

const HASHES: Readonly<Record<SignMethod, Hash>> = { md5: 'md5', hmac: 'hmac-md5', 'hmac-sha256': 'hmac-sha256' }

/** The method a request declares; null when it names none the platform knows. */
export function declaredMethod(parameters: readonly Parameter[]): SignMethod | null {
  const declared = valueOf(parameters, 'sign_method')
  return SIGN_METHODS.find((method) => method === declared) ?? null
}

/** The recipe of PROTOCOL 2. A request that declares no method is taken as md5, as the oldest clients meant it. */
export function correctRecipe(parameters: readonly Parameter[]): Recipe {
  const hash = HASHES[declaredMethod(parameters) ?? 'md5']
  return {
    parameters: parameters.filter(({ name }) => name !== 'sign'),
    order: 'name',
    join: 'plain',
    prefix: '',
    wrap: isKeyed(hash) ? 'none' : 'both',
    secret: SECRET,
    hash,
    charset: 'utf-8',
    output: 'upper-hex',
  }
}

/** Whether the secret is the key of the hash instead of a part of the text. */
export function isKeyed(hash: Hash): boolean {
  return hash === 'hmac-md5' || hash === 'hmac-sha256'
}

/** Carries a recipe out up to the point where the secret is needed. */
export function hashPlan(recipe: Recipe): HashPlan {
  const { secret, wrap, hash, charset, output } = recipe
  const pieces = [
    ...(wrap === 'both' || wrap === 'front' ? [secret] : []),
    recipe.prefix,
    ...joined(recipe),
    ...(wrap === 'key-parameter' ? ['&key='] : []),
    ...(wrap === 'both' || wrap === 'behind' || wrap === 'key-parameter' ? [secret] : []),
  ]
  return { hash, key: isKeyed(hash) ? secret : null, pieces: merged(pieces), charset, output }
}

/** The hashed text with the secret masked. */
export function maskedText(plan: HashPlan): string {
  return plan.pieces.map(masked).join('')
}

/** The hashed bytes with the secret masked. */
export function maskedBytes(plan: HashPlan): Uint8Array {
  return encodeText(maskedText(plan), plan.charset)
}

/** What a signer who spoiled the secret in that way really used. Letters of the mask have no case, so it stays itself. */
export function spoiledSecret(secret: string, form: SecretForm): string {
  switch (form) {
    case 'as-issued':
      return secret
    case 'upper-case':
      return secret.toUpperCase()
    case 'lower-case':
      return secret.toLowerCase()
    case 'trailing-space':
      return `${secret} `
    case 'trailing-newline':
      return `${secret}\n`
    case 'trailing-crlf':
      return `${secret}\r\n`
    case 'quoted':
      return `"${secret}"`
    case 'first-16':
      return secret.slice(0, 16)
  }
}

/** Value of the first parameter of that name; null when there is none. */
export function valueOf(parameters: readonly Parameter[], name: string): string | null {
  return parameters.find((parameter) => parameter.name === name)?.value ?? null
}

function masked(piece: Piece): string {
  return typeof piece === 'string' ? piece : spoiledSecret(SECRET_MASK, piece.secret)
}

function joined({ parameters, order, join }: Recipe): Piece[] {
  return inOrder(parameters, order).flatMap(({ name, value }, index) => [
    `${join === 'query' && index > 0 ? '&' : ''}${name}${join === 'plain' ? '' : '='}`,
    value,
  ])
}

function inOrder(parameters: readonly SignedParameter[], order: ParameterOrder): readonly SignedParameter[] {
  if (order === 'written') return parameters
  const key = ({ name, value }: SignedParameter): string => {
    if (order === 'ignoring-case') return name.toLowerCase()
    return order === 'name-and-value' && typeof value === 'string' ? name + value : name
  }
  const keyed = parameters.map((parameter) => ({ parameter, key: key(parameter) }))
  keyed.sort((left, right) => {
    if (order === 'locale') return left.key.localeCompare(right.key, 'en')
    const ascending = left.key < right.key ? -1 : left.key > right.key ? 1 : 0
    return order === 'descending' ? -ascending : ascending
  })
  return keyed.map(({ parameter }) => parameter)
}

/** Neighbouring texts become one, so that two recipes that hash the same thing have the same pieces. */
function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  for (const piece of pieces) {
    const last = result.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') result[result.length - 1] = last + piece
    else if (piece !== '') result.push(piece)
  }
  return result
}
