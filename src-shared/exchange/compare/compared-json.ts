import { jsonNodeText } from '../document/node-text'
import { SiblingIndex, jsonPaths } from '../document/paths'
import { NO_ROW, type JsonRows } from '../document/rows'
import { childRows, type ComparedDocument } from './compared-document'

/** JSON to be compared: members by name, repeated ones by which comes first, items by place, literals by what they say. */
export function comparedJson(rows: JsonRows): ComparedDocument {
  const paths = jsonPaths(rows)
  const siblings = new SiblingIndex(rows, () => '')
  const isEmpty = (row: number): boolean => rows.nextOf(row) === row + 1
  return {
    rows,
    top: 0,
    shapeOf: (row) => {
      const kind = rows.kindOf(row)
      if (kind === 'object') return 'members'
      return kind === 'array' ? 'list' : 'leaf'
    },
    isVoid: () => false,
    childrenOf: (row) => (isEmpty(row) ? [] : [...childRows(rows, row)]),
    asidesOf: () => NOTHING,
    nameOf: (row) => rows.nameOf(row) ?? '',
    attributesOf: () => NOTHING,
    typeOf: (row) => rows.kindOf(row),
    textOf: (row) => rows.textOf(row),
    writtenOf: (row) => (isEmpty(row) ? rows.literalOf(row) : jsonNodeText(rows, row)),
    pathOf: (row) => paths.pathOf(row),
    stepsOf: (row, withNumbers) => {
      const steps: (string | number)[] = []
      for (let at = row; rows.parentOf(at) !== NO_ROW; at = rows.parentOf(at)) {
        steps.push(rows.nameOf(at) ?? (withNumbers ? siblings.placeOf(at).index : 0))
      }
      return steps.reverse()
    },
    areRepeatsLists: false,
  }
}

const NOTHING: readonly never[] = []
