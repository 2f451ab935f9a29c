import { findOperation } from '@shared/catalog'
import type { Operation } from '@shared/descriptor/types'
import { readDraft } from '@shared/import/draft-values'
import type { PasteResult, PastedItem } from '@shared/import/pasted-request'
import { readRequestText } from '@shared/import/request-text'

export function readPasted(text: string, given: Operation): PasteResult {
  const read = readRequestText(text)
  if (!read.ok) return { ok: false, problem: read.problem, detail: read.detail }
  const named = read.parameters.find(({ name }) => name === 'method')?.value ?? null
  const operation = findOperation(named ?? '') ?? given
  const reading = readDraft(operation, read.parameters)
  const settings = ['format', 'sign_method']
  const items: PastedItem[] = [
    ...Object.entries(reading.values).map(([name, value]): PastedItem => ({ name, value, fate: 'mapped' })),
    ...reading.leftOut.map((name): PastedItem => ({ name, value: '', fate: 'unknown' })),
    ...read.parameters.filter(({ name }) => settings.includes(name)).map((one): PastedItem => ({ ...one, fate: 'setting' })),
    ...read.parameters.filter(({ name }) => ['timestamp', 'app_key', 'session', 'v'].includes(name)).map((one): PastedItem => ({ ...one, value: one.name === 'session' ? '' : one.value, fate: 'dropped' })),
    ...(read.sign === null ? [] : [{ name: 'sign', value: read.sign, fate: 'dropped' } as const]),
  ]
  const gatewayUrl = /^https?:\/\/[^?\s]+/.exec(text.trim())?.[0] ?? null
  return { ok: true, shape: read.shape, operation: named, heldAgainst: operation.name, gatewayUrl, parameters: read.parameters, sign: read.sign, reading, items, notes: read.notes }
}
