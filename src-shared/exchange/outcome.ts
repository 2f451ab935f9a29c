/** How an exchange ended (design, section 2). */
export const OUTCOMES = ['succeeded', 'rejected', 'refused', 'failed', 'unknown'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Why there is no usable answer. The interface words each of them and says what to do next. */
export const FAILURE_KINDS = [
  'dns',
  'connection-refused',
  'connection-reset',
  'unreachable',
  'tls',
  'connect-time-out',
  'time-out',
  'http-protocol',
  'http-status',
  'content-encoding',
  'truncated',
  'too-large',
  'empty-body',
  'html',
  'not-well-formed',
  'unrecognised-answer',
  'cancelled',
  'interrupted',
  'response-lost',
  'request-lost',
  'internal',
] as const
export type FailureKind = (typeof FAILURE_KINDS)[number]
