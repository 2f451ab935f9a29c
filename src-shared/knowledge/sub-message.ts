/** What can be read out of a refusal's `sub_msg`; null where it says nothing of the kind. */
export interface SubMessageFacts {
  /** Digits of the seconds a ban will last; kept as text. */
  readonly banSeconds: string | null
  /** The address the platform saw the call come from. */
  readonly seenIp: string | null
  /** Addresses and patterns it would accept, as it lists them. */
  readonly allowedIps: readonly string[]
  /** Numbers of the permission packages the app has. */
  readonly scopeIds: readonly string[]
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', nbsp: ' ' }
const ESCAPE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|quot|apos|amp|nbsp));/g
const MAX_CODE_POINT = 0x10ffff

/** Undoes leftover XML escapes once, e.g. `don&apos;t` inside JSON (PROTOCOL 4); for explanations only. */
export function decodeEscapes(text: string): string {
  return text.replace(ESCAPE, (escape: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? escape
    const codePoint = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10)
    return codePoint > 0 && codePoint <= MAX_CODE_POINT ? String.fromCodePoint(codePoint) : escape
  })
}

/** Reads ban, addresses and packages out of a `sub_msg` (PROTOCOL 6). */
export function readSubMessage(subMessage: string | null): SubMessageFacts {
  const text = decodeEscapes(subMessage ?? '')
  const seen = /\byour ip(?: address)? is:?\s{0,5}([^\s,;]{1,60})/i.exec(text)?.[1] ?? ''
  const allowed = /\ballowed to call from:?\s{0,5}(.{1,2000}?)(?:,?\s{0,5}but\b|$)/is.exec(text)?.[1] ?? ''
  const scopes = /\bscope ids? (?:is|are):?\s{0,5}(\d[\d\s,;|]{0,2000})/i.exec(text)?.[1] ?? ''
  return {
    banSeconds: /\bban will last for (\d{1,9}) more seconds?\b/i.exec(text)?.[1] ?? null,
    seenIp: ipIn(seen),
    allowedIps: allowed.split(/[\s,;|]+/).filter((item) => item !== ''),
    scopeIds: scopes.split(/[\s,;|]+/).filter((item) => item !== ''),
  }
}

/** The address a word holds, without the brackets or the full stop around it; null when it is none. */
function ipIn(word: string): string | null {
  const bare = word.replace(/^[["'(<]+/, '').replace(/[\]"')>.!]+$/, '')
  return isIpv4(bare) || isIpv6(bare) ? bare : null
}

function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(?:25[0-5]|2[0-4]\d|1?\d?\d)$/.test(part))
}

/** RFC 4291, section 2.2: eight groups, one run of them may be `::`, the last two may be an IPv4 address. */
function isIpv6(text: string): boolean {
  const address = text.replace(/%[\w.-]{1,30}$/, '')
  const halves = address.split('::')
  if (halves.length > 2 || !address.includes(':')) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const count = groups.length + (isIpv4(last) ? 1 : 0)
  const hex = isIpv4(last) ? groups.slice(0, -1) : groups
  if (!hex.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false
  return halves.length === 2 ? count < 8 : count === 8
}
