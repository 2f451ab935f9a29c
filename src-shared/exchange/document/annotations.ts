import type { Field, LocalizedText, Operation } from '../../descriptor/types'
import { findPlatformCode, findSubCode } from '../../knowledge/find-meaning'
import { ERROR_ROOT, errorFields, responseFields } from '../../protocol/envelope'
import { localNameOf } from '../filter/xml-nodes'
import type { Annotation, HALVES } from './document-contract'
import { NO_ROW, type JsonRows, type XmlRows } from './rows'

/** The field of the descriptor that a row is; null when the descriptor does not know it. An item of a list is the list's item. */
export function fieldOf(rows: JsonRows | XmlRows, row: number, operation: Operation, half: (typeof HALVES)[number]): Field | null {
  return locate(rows, row, operation, half).field
}

/** What is shown beside a row's value: what a choice or a platform code means, or that digits are a time. Null for the most. */
export function annotationOf(
  rows: JsonRows | XmlRows,
  row: number,
  operation: Operation,
  half: (typeof HALVES)[number],
): Annotation | null {
  const value = leafText(rows, row)
  if (value === null) return null
  const { field, steps, isError } = locate(rows, row, operation, half)
  if (isError && field?.name === 'code') return meaning(findPlatformCode(value)?.headline ?? null)
  if (isError && field?.name === 'sub_code') return meaning(findSubCode(value)?.headline ?? null)
  if (field === null) return isTime(steps.findLast((name) => name !== null) ?? '', value) ? { kind: 'time', epochMs: value } : null
  if (field.kind === 'object' || field.kind === 'list') return null
  if (field.kind === 'integer' && field.format === 'epochMillis') return EPOCH_MS.test(value) ? { kind: 'time', epochMs: value } : null
  return meaning(field.options?.find((option) => option.value === value)?.label ?? null)
}

// The widest range of dates the language has takes 16 digits; 15 are always inside it.
const EPOCH_MS = /^-?\d{1,15}$/
const TIME_NAME = /(?:^|_)(?:time|date|at)$/
const THIRTEEN_DIGITS = /^[1-9]\d{12}$/
const YEAR_2101 = '4133980800000'

/** Whether digits under a name nobody described are plainly milliseconds of the years 2001 to 2100. */
function isTime(name: string, value: string): boolean {
  // Digits of equal length are ordered as texts are; thirteen of them begin in September 2001.
  return TIME_NAME.test(name) && THIRTEEN_DIGITS.test(value) && value < YEAR_2101
}

function meaning(text: LocalizedText | null): Annotation | null {
  return text === null ? null : { kind: 'meaning', zh: text.zh, en: text.en }
}

interface Location {
  readonly field: Field | null
  /** Names from the top down to the row; null for an item. */
  readonly steps: readonly (string | null)[]
  /** Whether the row stands in the platform's error. */
  readonly isError: boolean
}

function locate(rows: JsonRows | XmlRows, row: number, operation: Operation, half: (typeof HALVES)[number]): Location {
  const all = stepsOf(rows, row)
  if (half === 'request') {
    // Only the rendering as XML has a root of its own.
    const steps = isXml(rows) ? all.slice(1) : all
    return { field: fieldAt(operation.request, steps), steps, isError: false }
  }
  const root = all[0] ?? ''
  // A simplified answer has no root (PROTOCOL 4), except as XML, which cannot be without.
  const hasRoot = isXml(rows) || root === ERROR_ROOT || root.endsWith('_response')
  const steps = hasRoot ? all.slice(1) : all
  const isError = root === ERROR_ROOT
  return { field: fieldAt(isError ? errorFields : responseFields(operation), steps), steps, isError }
}

function fieldAt(fields: readonly Field[], steps: readonly (string | null)[]): Field | null {
  let members = fields
  let field: Field | null = null
  for (const step of steps) {
    if (step === null) {
      // Items of a list, or of what is repeated without being described as a list.
      if (field?.kind === 'list') field = field.item
    } else {
      field = members.find(({ name }) => name === step) ?? null
    }
    if (field === null) return null
    members = field.kind === 'object' ? field.fields : field.kind === 'list' ? [field.item] : []
  }
  return field
}

function stepsOf(rows: JsonRows | XmlRows, row: number): (string | null)[] {
  const steps: (string | null)[] = []
  for (let above = row; above !== NO_ROW; above = rows.parentOf(above)) {
    const name = rows.nameOf(above)
    if (isXml(rows)) steps.push(localNameOf(name ?? ''))
    // The document's own value has neither name nor place.
    else if (rows.parentOf(above) !== NO_ROW) steps.push(name)
  }
  return steps.reverse()
}

function leafText(rows: JsonRows | XmlRows, row: number): string | null {
  if (rows.nextOf(row) !== row + 1) return null
  if (isXml(rows)) return rows.kindOf(row) === 'element' ? rows.textOf(row) : null
  const kind = rows.kindOf(row)
  return kind === 'string' || kind === 'number' || kind === 'boolean' ? rows.textOf(row) : null
}

function isXml(rows: JsonRows | XmlRows): rows is XmlRows {
  return 'rootRow' in rows
}
