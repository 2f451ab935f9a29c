import type { Rows } from '../document/rows'
import type { Steps } from './ignore-patterns'

/** A place in a compared document: a row, or the top above all rows. */
export type Place = number

/** `members` are found by name, those of a `list` by place; a `leaf` holds characters. */
export type Shape = 'members' | 'list' | 'leaf'

/** What comparing asks of a document, the same of both formats. */
export interface ComparedDocument {
  readonly rows: Rows
  readonly top: Place
  shapeOf(place: Place): Shape
  /** Whether a leaf may as well be a container that holds nothing: `<items/>`. */
  isVoid(place: Place): boolean
  /** What it holds, one after another; without what stands aside. */
  childrenOf(place: Place): Place[]
  /** What belongs to no value: comments and instructions. */
  asidesOf(place: Place): readonly Place[]
  /** What its parent knows it by; siblings may share it. */
  nameOf(place: Place): string
  /** Attributes have names and values but no place of their own. */
  attributesOf(place: Place): readonly { readonly name: string; readonly value: string }[]
  /** What else than its text tells one leaf from another: the type JSON gives it. */
  typeOf(place: Place): string
  /** The characters of a leaf. */
  textOf(place: Place): string
  /** The value as it is written, everything inside included. */
  writtenOf(place: Place): string
  pathOf(place: Place): string
  /** The way down to it; the numbers in it are right only when they are asked for, since counting siblings takes its time. */
  stepsOf(place: Place, withNumbers: boolean): Steps
  /** Whether members of one name are a list, or told apart by which of them comes first. */
  readonly areRepeatsLists: boolean
}

/** The children of a row in order. */
export function* childRows(rows: Rows, row: number): Generator<number, void, undefined> {
  const end = rows.nextOf(row)
  for (let child = row + 1; child < end; child = rows.nextOf(child)) yield child
}
