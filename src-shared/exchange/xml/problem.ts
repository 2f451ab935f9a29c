import { NotWellFormedError, locateInBytes, type SyntaxFault } from '../not-well-formed'

/** Refuses the document at a byte, told as line and column. */
export function fail(bytes: Uint8Array, at: number, fault: SyntaxFault, reason: string): never {
  throw new NotWellFormedError({ ...locateInBytes(bytes, at), fault, reason })
}

/** Refuses the document because something else is expected at a byte, or because the text ends there. */
export function failExpecting(bytes: Uint8Array, at: number, fault: SyntaxFault, expected: string): never {
  if (at >= bytes.length) fail(bytes, bytes.length, 'text-ends-early', `the text ends where ${expected} is expected`)
  return fail(bytes, at, fault, `${expected} is expected`)
}
