import { NO_ROW } from '../document/rows'
import type { ComparedDocument, Place } from './compared-document'
import type { IgnoreRules } from './ignore-patterns'

/** Rows read between two pauses. */
const ROWS_AT_ONCE = 20_000

/** A number for every row that says what it holds, in whatever order its members stand, without what is ignored. */
export interface Digests {
  of(row: number): number
  /** The same with the name, as the parent counts it. */
  ofMember(place: Place): number
}

/** Whoever runs a comparison may stop it at any pause. */
export interface CompareControl {
  readonly shouldStop: () => boolean
}

/**
 * Reads every value once, from the last row to the first; gives up when it is stopped. Equal values have equal digests; different ones may have too,
 * so digests only choose what is compared with what.
 */
export function* readDigests(document: ComparedDocument, rules: IgnoreRules, control: CompareControl): Generator<void, Digests, undefined> {
  const { rows } = document
  const names = new Names(rules)
  /** Of a row that was not reached yet: what its children come to so far. */
  const digests = new Uint32Array(rows.count)
  const isList = listMemory(document)
  for (let row = rows.count - 1; row >= 0; row -= 1) {
    if (row % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) {
      yield
      if (control.shouldStop()) break
    }
    const isLeaf = rows.nextOf(row) === row + 1
    const name = names.known(document.nameOf(row))
    let digest = isLeaf && document.shapeOf(row) === 'leaf' ? hashOf(document.textOf(row), hashOf(document.typeOf(row), 1)) : mix(digests[row]!, 2)
    for (const attribute of document.attributesOf(row)) digest = (digest + hashOf(attribute.value, hashOf(attribute.name, 3))) >>> 0
    digests[row] = digest
    const parent = rows.parentOf(row)
    if (parent === NO_ROW || name.isAside || (name.mayBeIgnored && rules.standsForAll(document.stepsOf(row, false)))) continue
    digests[parent] = isList(parent) ? mix(digests[parent]!, digest) : (digests[parent]! + mix(name.hash, digest)) >>> 0
  }
  return { of: (row) => digests[row]!, ofMember: (row) => mix(names.known(document.nameOf(row)).hash, digests[row]!) }
}

const UNKNOWN = 0
const NO_LIST = 1
const LIST = 2

/** Whether a row is a list, found out once: in XML its children may have to be gone through. */
function listMemory(document: ComparedDocument): (row: number) => boolean {
  const known = new Uint8Array(document.rows.count)
  return (row) => {
    if (known[row] === UNKNOWN) known[row] = document.shapeOf(row) === 'list' ? LIST : NO_LIST
    return known[row] === LIST
  }
}

interface KnownName {
  readonly hash: number
  readonly mayBeIgnored: boolean
  readonly isAside: boolean
}

/** A document has few names and a million members. */
class Names {
  private readonly names = new Map<string, KnownName>()

  constructor(private readonly rules: IgnoreRules) {}

  known(name: string): KnownName {
    const known = this.names.get(name)
    if (known !== undefined) return known
    const added = {
      hash: hashOf(name, 4),
      // What stands for one item only is left to the comparison itself: a digest does not know its place.
      mayBeIgnored: this.rules.mayIgnore(name),
      isAside: name === 'comment()' || name === 'processing-instruction()',
    }
    this.names.set(name, added)
    return added
  }
}

/** A hash of a text's UTF-16 units (FNV-1a). */
export function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

function mix(one: number, other: number): number {
  let hash = Math.imul(one ^ (one >>> 15), 0x85ebca6b) + other
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
