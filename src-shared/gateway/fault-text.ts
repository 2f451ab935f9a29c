import type { FaultDeclaration, FaultPart } from './fault-types'
import { FAULTS, type FaultName } from './faults'

/** A fault with one value for each of its parts; an optional one that was not given is empty. */
export interface Fault {
  readonly name: FaultName
  readonly values: readonly string[]
}

/** The longest text of a fault. */
export const LONGEST_FAULT = 2_000

/** The declaration of that name, or null. */
export function findFault(name: string): (typeof FAULTS)[number] | null {
  return FAULTS.find((fault) => fault.name === name) ?? null
}

/**
 * A fault as it is written on the command line and in IPC, or null for a text that is none. Values stand behind
 * colons; the last one may hold colons itself when it is free text, in the others a colon is `%3A` and a percent sign `%25`.
 * @example parseFault('refuse:7:accesscontrol.limited-by-app-access-count')
 */
export function parseFault(text: string): Fault | null {
  if (text.length > LONGEST_FAULT) return null
  const [name = '', ...pieces] = text.split(':')
  const declaration = findFault(name)
  if (declaration === null) return null
  const { parts } = declaration
  if (pieces.length > parts.length && parts.at(-1)?.kind !== 'text') return null
  const values = parts.map((part, index) => valueOf(part, given(pieces, index, parts.length)))
  return values.every((value) => value !== null) ? { name: declaration.name, values } : null
}

/** The text `parseFault` reads this fault from; optional values that are empty at its end are left out. */
export function printFault({ name, values }: Fault): string {
  const filled = values.slice(0, values.findLastIndex((value) => value !== '') + 1)
  return [name, ...filled.map((value, index) => (index === values.length - 1 ? value : escapeColon(value)))].join(':')
}

/** How a fault is written, e.g. `refuse:CODE[:SUB_CODE[:SUB_MSG]]`. */
export function syntaxOf({ name, parts }: FaultDeclaration): string {
  return name + parts.reduceRight((rest, part) => (initialOf(part) === null ? `:${part.placeholder}${rest}` : `[:${part.placeholder}${rest}]`), '')
}

/** What counts when a part is not given; null when it must be. */
export function initialOf(part: FaultPart): string | null {
  switch (part.kind) {
    case 'number':
      return part.initial === undefined ? null : String(part.initial)
    case 'choice':
      return part.options[0]?.value ?? null
    case 'text':
      return part.initial ?? null
  }
}

/** The value of a part as it counts, or null when the text is none. */
export function valueOf(part: FaultPart, text: string): string | null {
  if (text === '') return initialOf(part)
  switch (part.kind) {
    case 'number':
      return /^-?\d{1,9}$/.test(text) && Number(text) >= part.min && Number(text) <= part.max ? String(Number(text)) : null
    case 'choice':
      return part.options.some(({ value }) => value === text) ? text : null
    case 'text':
      return part.pattern.test(text) ? text : null
  }
}

function given(pieces: readonly string[], index: number, count: number): string {
  return index === count - 1 ? pieces.slice(index).join(':') : unescapeColon(pieces[index] ?? '')
}

function escapeColon(value: string): string {
  return value.replaceAll('%', '%25').replaceAll(':', '%3A')
}

function unescapeColon(value: string): string {
  return value.replace(/%3a/gi, ':').replaceAll('%25', '%')
}
