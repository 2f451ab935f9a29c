import type { Fault } from '@shared/gateway/fault-text'
import type { FaultName } from '@shared/gateway/faults'
import { printPage, withBody } from '../print-answer'
import {
  breakGzip,
  captivePortal,
  cutGzip,
  damageUtf8,
  declareEntities,
  inGbk,
  inGbkUndeclared,
  mislabel,
  nestDeeply,
} from './bodies'
import { refusalOf, rejectionOf, withBigIntegers, withChinese, withDuplicates, withSlot, withoutRequestId } from './content'
import type { FaultEffect } from './effect'
import { sendLargeBody } from './large-body'
import { hangUp, sendHalf, sendHeadersOnly, sendLate, sendSlowly, sendWrongLength } from './sending'

const MIB = 1024 * 1024

/** What each declared fault does; a fault without an effect does not compile. The values are those of its parts. */
const EFFECTS: Readonly<Record<FaultName, (...values: string[]) => FaultEffect>> = {
  refuse: (code = '', subCode = '', subMessage = '') => ({ instead: (call) => refusalOf(code, subCode, subMessage, call) }),
  reject: (code = '') => ({ instead: () => rejectionOf(code) }),
  delay: (ms) => ({ send: (outgoing) => sendLate(outgoing, Number(ms)) }),
  'slow-body': (ms) => ({ send: (outgoing) => sendSlowly(outgoing, Number(ms)) }),
  'drop-before-headers': () => ({ send: hangUp }),
  'drop-after-headers': () => ({ send: sendHeadersOnly }),
  truncated: (framing = '') => ({ send: (outgoing) => sendHalf(outgoing, framing) }),
  'wrong-length': (mistake = '') => ({ send: (outgoing) => sendWrongLength(outgoing, mistake) }),
  'html-502': () => ({ reprint: () => printPage(502, 'Bad Gateway') }),
  'html-200': () => ({ intercept: captivePortal }),
  'empty-body': () => ({ reprint: (answer) => withBody(answer, '') }),
  gbk: () => ({ alter: withChinese, encode: inGbk }),
  'gbk-undeclared': () => ({ alter: withChinese, encode: inGbkUndeclared }),
  'invalid-utf-8': () => ({ alter: withChinese, encode: damageUtf8 }),
  'gzip-broken': () => ({ encode: breakGzip }),
  'gzip-truncated': () => ({ encode: cutGzip }),
  'large-body': (megabytes) => ({
    alter: (content) => withSlot(content, 'sessions'),
    send: (outgoing) => sendLargeBody(outgoing, Number(megabytes) * MIB),
  }),
  'deep-nesting': (levels) => ({
    alter: (content) => withSlot(content, 'nested'),
    reprint: (answer, format) => nestDeeply(answer, format, Number(levels)),
  }),
  'duplicate-keys': () => ({ alter: withDuplicates }),
  'big-integers': () => ({ alter: withBigIntegers }),
  'missing-request-id': () => ({ alter: withoutRequestId }),
  'http-status': (status) => ({ reprint: (answer) => ({ ...answer, status: Number(status) }) }),
  'wrong-content-type': () => ({ reprint: mislabel }),
  dtd: () => ({ alter: (content) => withSlot(content, 'note'), reprint: declareEntities }),
  clock: (seconds) => ({ clockAheadMs: Number(seconds) * 1000 }),
}

/** What the gateway does otherwise while it has this fault. */
export function effectOf(fault: Fault | null): FaultEffect {
  return fault === null ? {} : EFFECTS[fault.name](...fault.values)
}
