import { PUBLIC_PARAMETER_NAMES, parseTimestamp, withoutEmpty } from '../protocol/parameters'
import { escapeSlashes, escapeUnicode, isJsonDocument, spacedJson } from './json-spelling'
import { SECRET, declaredMethod, isKeyed, valueOf, type Recipe, type SecretForm, type SignedParameter } from './signing-recipe'
import { PERCENT_SPELLINGS, PLUS_SPELLINGS } from './url-spelling'
import type { Parameter } from '../protocol/parameters'

/** Turns a recipe into the one of somebody who makes this mistake too: several where it has spellings, none where it cannot be made. */
type Spoil = (recipe: Recipe) => readonly Recipe[]

interface MistakeRecipe {
  readonly id: string
  readonly spoil: Spoil
}

const change = (changes: Partial<Recipe>): Spoil => (recipe) => [{ ...recipe, ...changes }]
const onlyIf = (condition: (recipe: Recipe) => boolean, spoil: Spoil): Spoil => (recipe) => (condition(recipe) ? spoil(recipe) : [])
const isPlainHash = ({ hash }: Recipe): boolean => !isKeyed(hash)
const textParameters = ({ parameters }: Recipe): Parameter[] =>
  parameters.filter((parameter): parameter is Parameter => typeof parameter.value === 'string')

/** Rewrites the values the mistake touches; none of them touched means that it cannot be made here. */
function rewrite(rewriting: (value: string, name: string) => string): Spoil {
  return (recipe) => {
    const parameters = recipe.parameters.map(({ name, value }) => ({ name, value: typeof value === 'string' ? rewriting(value, name) : value }))
    return parameters.some(({ value }, index) => value !== recipe.parameters[index]?.value) ? [{ ...recipe, parameters }] : []
  }
}

const keep = (isKept: (parameter: SignedParameter) => boolean): Spoil => (recipe) => {
  const parameters = recipe.parameters.filter(isKept)
  return parameters.length === recipe.parameters.length ? [] : [{ ...recipe, parameters }]
}
const without = (name: string): Spoil => keep((parameter) => parameter.name !== name)
const also = (name: string, value: SignedParameter['value']): Spoil => (recipe) => [
  { ...recipe, parameters: [...recipe.parameters, { name, value }] },
]
const anyOf = (...spoils: readonly Spoil[]): Spoil => (recipe) => spoils.flatMap((spoil) => spoil(recipe))
const jsonValues = (rewriting: (text: string) => string): Spoil => rewrite((value) => (isJsonDocument(value) ? rewriting(value) : value))
const timestampAs = (rewriting: (text: string) => string): Spoil => rewrite((value, name) => (name === 'timestamp' ? rewriting(value) : value))
const secretAs = (...forms: readonly SecretForm[]): Spoil => (recipe) => forms.map((secret) => ({ ...recipe, secret: { secret } }))
const isPublic = ({ name }: SignedParameter): boolean => PUBLIC_PARAMETER_NAMES.includes(name)
const isDeclared = (recipe: Recipe): boolean => declaredMethod(textParameters(recipe)) !== null

function withApiPath(recipe: Recipe): readonly Recipe[] {
  const method = valueOf(textParameters(recipe), 'method')
  return method === null ? [] : [{ ...recipe, prefix: `/${method.replaceAll('.', '/')}`, hash: 'hmac-sha256', wrap: 'none' }]
}

function withAppKeyAsSecret(recipe: Recipe): readonly Recipe[] {
  const appKey = valueOf(textParameters(recipe), 'app_key')
  return appKey === null || appKey === '' ? [] : [{ ...recipe, secret: appKey }]
}

/** The hash of that kind without the secret: the bare hash, and for an HMAC also one with an empty key. */
function withoutSecret(recipe: Recipe): readonly Recipe[] {
  if (isPlainHash(recipe)) return [{ ...recipe, wrap: 'none' }]
  return [
    { ...recipe, hash: recipe.hash === 'hmac-md5' ? 'md5' : 'sha256' },
    { ...recipe, secret: '' },
  ]
}

/**
 * The known ways to get a signature wrong, most likely first (PROTOCOL 10). Ids of `vectors.json` keep their meaning;
 * the others are this console's own. Each is a change to the correct recipe, so that two of them can be combined.
 */
export const SIGNATURE_MISTAKES = [
  // Signed set and sent set differ.
  { id: 'missing-session', spoil: without('session') },
  { id: 'missing-format', spoil: without('format') },
  { id: 'missing-business', spoil: keep(isPublic) },
  { id: 'missing-sign_method', spoil: without('sign_method') },
  { id: 'missing-timestamp', spoil: without('timestamp') },
  { id: 'missing-v', spoil: without('v') },
  { id: 'missing-method', spoil: without('method') },
  { id: 'missing-app_key', spoil: without('app_key') },
  { id: 'missing-public', spoil: keep((parameter) => !isPublic(parameter)) },
  { id: 'sign-included-empty', spoil: also('sign', '') },
  // Bytes are not UTF-8.
  { id: 'gbk', spoil: change({ charset: 'gbk' }) },
  { id: 'latin1-replace', spoil: change({ charset: 'latin-1' }) },
  { id: 'latin1-low-byte', spoil: change({ charset: 'low-byte' }) },
  { id: 'ascii-replace', spoil: change({ charset: 'ascii' }) },
  { id: 'utf8-twice', spoil: change({ charset: 'utf-8-twice' }) },
  { id: 'utf16', spoil: change({ charset: 'utf-16le' }) },
  // The DTO's text differs. Written before it is encoded, as in the combinations of two.
  { id: 'object-object', spoil: rewrite((value) => (value.trimStart().startsWith('{') && isJsonDocument(value) ? '[object Object]' : value)) },
  { id: 'json-respaced', spoil: jsonValues(spacedJson) },
  { id: 'json-ascii', spoil: jsonValues(escapeUnicode) },
  { id: 'json-slash', spoil: jsonValues(escapeSlashes) },
  { id: 'values-trimmed', spoil: rewrite((value) => value.trim()) },
  // Encoded before signing.
  { id: 'urlencoded-plus', spoil: anyOf(...PLUS_SPELLINGS.map((spelling) => rewrite(spelling))) },
  { id: 'urlencoded-20', spoil: anyOf(...PERCENT_SPELLINGS.map((spelling) => rewrite(spelling))) },
  // The secret is another one.
  { id: 'secret-trailing-space', spoil: secretAs('trailing-space') },
  { id: 'secret-trailing-newline', spoil: secretAs('trailing-newline', 'trailing-crlf') },
  { id: 'swap-key-secret', spoil: withAppKeyAsSecret },
  { id: 'secret-upper', spoil: secretAs('upper-case') },
  { id: 'secret-lower', spoil: secretAs('lower-case') },
  { id: 'secret-quoted', spoil: secretAs('quoted') },
  { id: 'secret-first-16', spoil: secretAs('first-16') },
  { id: 'secret-as-param', spoil: anyOf(also('app_secret', SECRET), also('secret', SECRET), also('appsecret', SECRET)) },
  // The algorithm is another one.
  { id: 'sign-method-absent', spoil: onlyIf((recipe) => !isDeclared(recipe), change({})) },
  { id: 'used-hmac-md5', spoil: onlyIf(({ hash }) => hash !== 'hmac-md5', change({ hash: 'hmac-md5', wrap: 'none' })) },
  { id: 'used-hmac-sha256', spoil: onlyIf(({ hash }) => hash !== 'hmac-sha256', change({ hash: 'hmac-sha256', wrap: 'none' })) },
  { id: 'used-md5', spoil: onlyIf(({ hash }) => hash !== 'md5', change({ hash: 'md5', wrap: 'both' })) },
  { id: 'hmac-wrapped', spoil: onlyIf(({ hash }) => isKeyed(hash), change({ wrap: 'both' })) },
  { id: 'no-suffix-secret', spoil: onlyIf(isPlainHash, change({ wrap: 'front' })) },
  { id: 'no-prefix-secret', spoil: onlyIf(isPlainHash, change({ wrap: 'behind' })) },
  { id: 'no-secret', spoil: withoutSecret },
  { id: 'lowercase', spoil: change({ output: 'lower-hex' }) },
  { id: 'md5-16', spoil: onlyIf(({ hash }) => hash === 'md5' || hash === 'hmac-md5', change({ output: 'middle-16' })) },
  { id: 'base64', spoil: change({ output: 'base64' }) },
  { id: 'sha256-plain', spoil: change({ hash: 'sha256', wrap: 'both' }) },
  // Recipes of other platforms.
  { id: 'kv-amp', spoil: change({ join: 'query' }) },
  { id: 'kv-eq', spoil: change({ join: 'equals' }) },
  { id: 'kv-amp-suffix-key', spoil: change({ join: 'query', wrap: 'key-parameter' }) },
  // The timestamp was written another way.
  { id: 'timestamp-plus', spoil: timestampAs((text) => text.replaceAll(' ', '+')) },
  { id: 'timestamp-T', spoil: timestampAs((text) => text.replace(' ', 'T')) },
  { id: 'timestamp-millis', spoil: timestampAs((text) => parseTimestamp(text)?.toString() ?? text) },
  // Empty values and sorting.
  { id: 'empty-not-signed', spoil: keep(({ name, value }) => typeof value !== 'string' || withoutEmpty([{ name, value }]).length > 0) },
  { id: 'unsorted', spoil: change({ order: 'written' }) },
  { id: 'sorted-ignoring-case', spoil: change({ order: 'ignoring-case' }) },
  { id: 'sorted-by-locale', spoil: change({ order: 'locale' }) },
  { id: 'sorted-name-and-value', spoil: change({ order: 'name-and-value' }) },
  { id: 'reverse', spoil: change({ order: 'descending' }) },
  // A newer gateway's rule.
  { id: 'iop-prefix', spoil: withApiPath },
] as const satisfies readonly MistakeRecipe[]

export type MistakeId = (typeof SIGNATURE_MISTAKES)[number]['id']

/** Ids of all known mistakes, most likely first. */
export const MISTAKE_IDS: readonly MistakeId[] = SIGNATURE_MISTAKES.map(({ id }) => id)

const SPOILS: ReadonlyMap<string, Spoil> = new Map(SIGNATURE_MISTAKES.map(({ id, spoil }) => [id, spoil]))

/** The recipes of somebody who makes these mistakes one after the other; none when one of them cannot be made with this request. */
export function spoiledRecipes(correct: Recipe, mistakes: readonly MistakeId[]): readonly Recipe[] {
  return mistakes.reduce<readonly Recipe[]>((recipes, id) => recipes.flatMap((recipe) => SPOILS.get(id)?.(recipe) ?? []), [correct])
}
