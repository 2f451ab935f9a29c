import type { FailureKind, Outcome } from '../exchange/outcome'

/** How an exchange ends that met a fault of the local gateway. */
export interface ExpectedEnd {
  readonly outcome: Outcome
  readonly failure: FailureKind | null
  readonly code: string | null
}

/** A fault, and what the console makes of it in each format when it sends the example. */
export interface FaultCase {
  /** As `--fault` and `gateway.misbehave` take it. */
  readonly fault: string
  readonly xml: ExpectedEnd
  readonly json: ExpectedEnd
  readonly createsSession: boolean
  /** The largest body of them all takes its time. */
  readonly isLarge?: boolean
}

const succeeded: ExpectedEnd = { outcome: 'succeeded', failure: null, code: '0' }

/** Every fault, some with several values: plain data for the tests of the gateway, of the window and of the docs. */
export const FAULT_MATRIX: readonly FaultCase[] = [
  notCreated('refuse:7:accesscontrol.limited-by-app-access-count', refused('7')),
  notCreated('refuse:11:isv.permission-ip-whitelist-limit', refused('11')),
  notCreated('refuse:15:isp.remote-service-timeout', refused('15')),
  notCreated('reject:400001', { outcome: 'rejected', failure: null, code: '400001' }),
  created('delay:50', succeeded),
  created('slow-body:200', succeeded),
  created('drop-before-headers', failed('connection-reset')),
  created('drop-after-headers', failed('truncated')),
  created('truncated:length', failed('truncated')),
  created('truncated:chunked', failed('truncated')),
  created('wrong-length:too-small', failed('http-protocol')),
  created('wrong-length:too-large', failed('truncated')),
  created('html-502', failed('http-status')),
  notCreated('html-200', failed('html')),
  created('empty-body', failed('empty-body')),
  created('gbk', succeeded),
  created('gbk-undeclared', succeeded),
  created('invalid-utf-8', succeeded),
  created('gzip-broken', failed('content-encoding')),
  created('gzip-truncated', failed('content-encoding')),
  { ...created('large-body:50', succeeded), isLarge: true },
  created('deep-nesting:100', succeeded),
  created('deep-nesting:10000', failed('not-well-formed')),
  created('duplicate-keys', { ...failed('unrecognised-answer'), code: '0' }),
  created('big-integers', succeeded),
  created('missing-request-id', succeeded),
  created('http-status:404', succeeded),
  created('http-status:503', succeeded),
  created('wrong-content-type', succeeded),
  { ...created('dtd', succeeded), xml: failed('not-well-formed') },
  created('clock:300', succeeded),
  notCreated('clock:-700', refused('31')),
]

function created(fault: string, end: ExpectedEnd): FaultCase {
  return { fault, xml: end, json: end, createsSession: true }
}

function notCreated(fault: string, end: ExpectedEnd): FaultCase {
  return { ...created(fault, end), createsSession: false }
}

function refused(code: string): ExpectedEnd {
  return { outcome: 'refused', failure: null, code }
}

function failed(failure: FailureKind): ExpectedEnd {
  return { outcome: 'failed', failure, code: null }
}
