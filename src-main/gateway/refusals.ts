/** What the platform says when it refuses a call: the members of `error_response` but `request_id` (PROTOCOL 4). */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly subCode: string | null
  readonly subMessage: string | null
}

/**
 * Refusals without a parameter of their own (PROTOCOL 5). Wording and case follow the captured samples where there is
 * one (25, 29, 31), the rest is written alike.
 */
export const REFUSALS = {
  httpMethod: refusal('9', 'Http action not allowed'),
  unavailable: refusal('10', 'Service currently unavailable'),
  missingMethod: refusal('21', 'Missing method'),
  invalidMethod: refusal('22', 'Invalid method'),
  invalidFormat: refusal('23', 'Invalid format'),
  missingSignature: refusal('24', 'Missing signature'),
  invalidSignature: refusal('25', 'Invalid signature'),
  missingAppKey: refusal('28', 'Missing app key'),
  invalidAppKey: refusal('29', 'Invalid app Key', 'isv.appkey-not-exists'),
  missingTimestamp: refusal('30', 'Missing timestamp'),
  invalidTimestamp: refusal('31', 'Invalid timestamp'),
  missingVersion: refusal('32', 'Missing version'),
  invalidVersion: refusal('33', 'Invalid version'),
  unsupportedVersion: refusal('34', 'Unsupported version'),
  invalidEncoding: refusal('47', 'Invalid encoding'),
} as const

/** A required parameter or a required member of a DTO is absent (code 40, the name after the colon). */
export function missingArgument(path: string): Refusal {
  // The sample of a missing parameter has no sub code; inside a DTO it is the service that misses the member.
  if (!path.includes('.')) return refusal('40', `Missing required arguments:${path}`)
  return refusal('40', `Missing required arguments:${path}`, `isv.missing-parameter:${lastName(path)}`)
}

/** A value is not of the type its field has (code 41, the name after the colon). */
export function invalidArgument(path: string): Refusal {
  return refusal('41', `Invalid arguments:${path}`, `isv.invalid-parameter:${lastName(path)}`)
}

/** A DTO's text is no JSON object; `reason` says where it stops being one. */
export function unreadableArgument(path: string, reason: string): Refusal {
  return refusal('41', `Invalid arguments:${path}`, 'isp.top-mapping-parse-error', reason)
}

function refusal(code: string, message: string, subCode: string | null = null, subMessage: string | null = null): Refusal {
  return { code, message, subCode, subMessage }
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}
