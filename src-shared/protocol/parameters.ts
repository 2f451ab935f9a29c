/** One text parameter as it is signed and sent: raw, not URL-encoded. */
export interface Parameter {
  readonly name: string
  readonly value: string
}

export const SIGN_METHODS = ['md5', 'hmac', 'hmac-sha256'] as const
export type SignMethod = (typeof SIGN_METHODS)[number]

export const FORMATS = ['json', 'xml'] as const
export type Format = (typeof FORMATS)[number]

/** Where parameters travel: all in the form body, or the public ones in the URL as the official Java SDK does (PROTOCOL 1.2). */
export const PLACEMENTS = ['body', 'sdk'] as const
export type Placement = (typeof PLACEMENTS)[number]

/** What the public parameters of a call are made from; empty texts are left out of the call. */
export interface PublicParameterValues {
  readonly method: string
  readonly appKey: string
  readonly targetAppKey: string
  readonly session: string
  /** Epoch milliseconds of the call. */
  readonly timestampMs: number
  readonly format: Format
  readonly partnerId: string
  readonly simplify: boolean
  readonly signMethod: SignMethod
}

/** The public parameters but `sign`, in the order of the official table (PROTOCOL 1.3), empty ones left out. */
export function publicParameters(values: PublicParameterValues): Parameter[] {
  const all: Parameter[] = [
    { name: 'method', value: values.method },
    { name: 'app_key', value: values.appKey },
    { name: 'target_app_key', value: values.targetAppKey },
    { name: 'session', value: values.session },
    { name: 'timestamp', value: formatTimestamp(values.timestampMs) },
    { name: 'format', value: values.format },
    { name: 'v', value: '2.0' },
    { name: 'partner_id', value: values.partnerId },
    // The platform knows simplify only together with JSON.
    { name: 'simplify', value: values.simplify && values.format === 'json' ? 'true' : '' },
    { name: 'sign_method', value: values.signMethod },
  ]
  return withoutEmpty(all)
}

/** Everything of a call but its signature, in the order it is sent: public parameters, then business ones that are not empty. */
export function unsignedParameters(values: PublicParameterValues, business: readonly Parameter[]): Parameter[] {
  return [...publicParameters(values), ...withoutEmpty(business)]
}

/** Names the platform reserves for public parameters. */
export const PUBLIC_PARAMETER_NAMES: readonly string[] = [
  'method',
  'app_key',
  'target_app_key',
  'session',
  'timestamp',
  'format',
  'v',
  'partner_id',
  'simplify',
  'sign_method',
  'sign',
]

/** Parameters that are neither empty nor blank; what this drops is neither sent nor signed (PROTOCOL 2, "Empty values"). */
export function withoutEmpty(parameters: readonly Parameter[]): Parameter[] {
  return parameters.filter(({ name, value }) => !isBlank(name) && !isBlank(value))
}

// Java's Character.isWhitespace, which the official SDK asks: U+3000 and the information separators count, U+00A0 does not.
// eslint-disable-next-line no-control-regex -- the information separators U+001C to U+001F are part of the rule
const JAVA_BLANK = /^[\t-\r\u001c-\u0020\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*$/

function isBlank(text: string): boolean {
  return JAVA_BLANK.test(text)
}

/** `yyyy-MM-dd HH:mm:ss` in GMT+8, whatever the machine's zone (PROTOCOL 1.3). */
export function formatTimestamp(epochMs: number): string {
  return new Date(epochMs + GMT8_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** Epoch milliseconds of a `yyyy-MM-dd HH:mm:ss` text in GMT+8, or null when it is not one. */
export function parseTimestamp(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null
  const asUtc = Date.parse(`${text.replace(' ', 'T')}Z`)
  // Date.parse accepts 2026-02-30 by rolling over; a round trip does not.
  if (Number.isNaN(asUtc) || formatTimestamp(asUtc - GMT8_OFFSET_MS) !== text) return null
  return asUtc - GMT8_OFFSET_MS
}

const GMT8_OFFSET_MS = 8 * 60 * 60 * 1000
