import { createHash, createHmac } from 'node:crypto'
import { encodeText, type Charset } from '@shared/knowledge/charsets'
import { hashPlan, isKeyed, spoiledSecret, type DigestOutput, type Hash, type Piece, type Recipe } from '@shared/knowledge/signing-recipe'

const ALGORITHMS: Readonly<Record<Hash, string>> = { md5: 'md5', 'hmac-md5': 'md5', sha256: 'sha256', 'hmac-sha256': 'sha256' }

/** What a signer with this recipe and this secret sends as `sign`. For comparing inside main only. */
export function recipeSignature(recipe: Recipe, secret: string): string {
  const plan = hashPlan(recipe)
  const text = plan.pieces.map((piece) => filled(piece, secret)).join('')
  const key = bytesOf(filled(plan.key ?? '', secret), plan.charset)
  const algorithm = ALGORITHMS[plan.hash]
  const hash = isKeyed(plan.hash) ? createHmac(algorithm, key) : createHash(algorithm)
  return written(hash.update(bytesOf(text, plan.charset)).digest(), plan.output)
}

/** The hashed text with the secret in its place. For comparing inside main only. */
export function recipeText(recipe: Recipe, secret: string): string {
  return hashPlan(recipe).pieces.map((piece) => filled(piece, secret)).join('')
}

function filled(piece: Piece, secret: string): string {
  return typeof piece === 'string' ? piece : spoiledSecret(secret, piece.secret)
}

function bytesOf(text: string, charset: Charset): Uint8Array {
  return charset === 'utf-8' ? Buffer.from(text, 'utf8') : encodeText(text, charset)
}

function written(digest: Buffer, output: DigestOutput): string {
  if (output === 'base64') return digest.toString('base64')
  const hex = digest.toString('hex')
  if (output === 'lower-hex') return hex
  return (output === 'middle-16' ? hex.slice(8, 24) : hex).toUpperCase()
}
