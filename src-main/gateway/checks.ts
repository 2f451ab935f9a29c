import { timingSafeEqual } from 'node:crypto'
import type { Operation } from '@shared/descriptor/types'
import type { JsonObject } from '@shared/exchange/json/tree'
import { SIGN_METHODS, parseTimestamp, type SignMethod } from '@shared/protocol/parameters'
import { signParameters } from '../signing/signature'
import { readArguments } from './arguments'
import { REFUSALS, type Refusal } from './refusals'
import { parameterList, type GatewayRequest } from './request'

/** What the checks need to know of the world. */
export interface CheckContext {
  /** The app's secret, or null for a key the gateway does not know. */
  readonly secretOf: (appKey: string) => Promise<string | null> | string | null
  readonly nowMs: number
  /** Operations the gateway has both a descriptor and behaviour for. */
  readonly findOperation: (name: string) => Operation | null
}

/** A call that passed, or the first reason to refuse it. */
export type CheckResult =
  | { readonly ok: true; readonly operation: Operation; readonly appKey: string; readonly tree: JsonObject }
  | { readonly ok: false; readonly refusal: Refusal }

/** How far a timestamp may be from the clock, in either direction (PROTOCOL 1.3). */
const CLOCK_TOLERANCE_MS = 10 * 60 * 1000

/** Checks a call in the order of PROTOCOL 5, "Order of checks"; only "29 before 25" of that order is evidenced. */
export async function checkRequest(request: GatewayRequest, context: CheckContext): Promise<CheckResult> {
  const value = (name: string): string => request.parameters.get(name) ?? ''
  const early = findTransportRefusal(request) ?? findMissing(value) ?? findIllFormed(value, context.nowMs)
  if (early !== null) return refuse(early)

  const appKey = value('app_key')
  const secret = await context.secretOf(appKey)
  if (secret === null) return refuse(REFUSALS.invalidAppKey)
  if (!isSigned(request, value('sign_method'), secret)) return refuse(REFUSALS.invalidSignature)

  const operation = context.findOperation(value('method'))
  if (operation === null) return refuse(REFUSALS.invalidMethod)
  // Flow control (7), permissions (11) and sessions (26, 27) have no rule here: faults provoke them.
  const found = readArguments(operation, request.parameters)
  return found.ok ? { ok: true, operation, appKey, tree: found.tree } : found
}

function findTransportRefusal({ method, isUtf8 }: GatewayRequest): Refusal | null {
  if (method !== 'GET' && method !== 'POST') return REFUSALS.httpMethod
  return isUtf8 ? null : REFUSALS.invalidEncoding
}

function findMissing(value: (name: string) => string): Refusal | null {
  if (value('method') === '') return REFUSALS.missingMethod
  if (value('app_key') === '') return REFUSALS.missingAppKey
  if (value('timestamp') === '') return REFUSALS.missingTimestamp
  if (value('v') === '') return REFUSALS.missingVersion
  return value('sign') === '' ? REFUSALS.missingSignature : null
}

function findIllFormed(value: (name: string) => string, nowMs: number): Refusal | null {
  if (!/^\d+(?:\.\d+)?$/.test(value('v'))) return REFUSALS.invalidVersion
  if (value('v') !== '2.0') return REFUSALS.unsupportedVersion
  if (!['', 'xml', 'json'].includes(value('format'))) return REFUSALS.invalidFormat
  const timestampMs = parseTimestamp(value('timestamp'))
  if (timestampMs === null || Math.abs(timestampMs - nowMs) > CLOCK_TOLERANCE_MS) return REFUSALS.invalidTimestamp
  return null
}

/** An absent or unknown sign_method cannot be verified and counts as a wrong signature: no code of its own is known. */
function isSigned(request: GatewayRequest, signMethod: string, secret: string): boolean {
  if (!isSignMethod(signMethod)) return false
  const expected = Buffer.from(signParameters(parameterList(request), signMethod, secret))
  const given = Buffer.from(request.parameters.get('sign') ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function isSignMethod(text: string): text is SignMethod {
  return (SIGN_METHODS as readonly string[]).includes(text)
}

function refuse(refusal: Refusal): CheckResult {
  return { ok: false, refusal }
}
