import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/document'

const document: MessagesOf<typeof source> = {
  path: 'path',
  node: 'node',
  copyNode: 'Copy all of it',
  line: 'Line',
  goToLine: 'Go to line',
  rail: 'Line {line} of {count}',
  railOf: '{view}, place in the whole text',
  cut: '… {count} characters',
  folded: '{count} line folded, click to unfold | {count} lines folded, click to unfold',
  copiedPart: 'Part of the selection is folded or cut short, and only the text you see was copied. “Copy node” or “Copy view” gives all of it.',
  time: '{local} ({zone}, local) · {platform} (GMT+8)',
  timeHere: '{platform} (GMT+8, local)',
  showPlace: 'Show the place',
  pair: 'XML and JSON side by side',
  more: 'More',
  saved: 'Saved as {name}',
  noteTotal: '{total} remarks in all; the first {count} are listed | {total} remarks in all; the first {count} are listed',
  actions: {
    wrap: 'Wrap lines',
    'fold-siblings': 'Fold nodes of this level',
    'unfold-all': 'Unfold all',
    'save-view': 'Save this view…',
    'save-body': 'Save the original body…',
  },
  search: {
    none: 'No match',
    total: '{total} in all',
    place: '{index} of {total}',
  },
  filter: {
    name: '{language} filter',
    open: 'Filter with XPath or JSONPath',
    clear: 'Clear the filter',
    matches: '{count} node | {count} nodes',
    nothing: 'No node matches.',
  },
  table: {
    name: 'field',
    value: 'value',
    meaning: 'meaning',
    unknown: 'not documented',
  },
  charset: {
    name: 'Charset',
    title: 'Charset {charset}, {found}.',
    asFound: 'As found',
    chosen: 'your choice',
    damaged: 'Some bytes do not belong to this charset and are shown as �; the stored bytes are unchanged.',
    foundBy: {
      bom: 'told by the byte order mark',
      header: 'told by Content-Type',
      declaration: 'told by the XML declaration',
      'utf-8': 'undeclared, and valid as UTF-8',
      fallback: 'undeclared and not UTF-8, read as GB18030',
      user: 'as you chose',
    },
  },
}
export default document
