import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/common'

const common: MessagesOf<typeof source> = {
  copy: 'Copy',
  copied: 'Copied',
  copyNamed: 'Copy {name}',
  close: 'Close',
  listSeparator: ', ',
  nameSeparator: ', ',
  labelled: '{label}: ',
  inUnit: '{name} ({unit})',
  loading: 'Loading…',
  outcome: {
    succeeded: 'succeeded',
    rejected: 'rejected',
    refused: 'refused',
    failed: 'failed',
    unknown: 'unknown',
    'in-progress': 'sending',
  },
  today: 'Today',
  yesterday: 'Yesterday',
  code: {
    find: 'Find',
    fold: 'Fold this line',
    unfold: 'Unfold this line',
    folded: 'Folded lines {from} to {to}',
    foldedText: 'Folded text',
    unfoldText: 'Unfold',
    next: 'Next',
    previous: 'Previous',
    all: 'All',
    matchCase: 'Match case',
    regexp: 'Regular expression',
    byWord: 'Whole words',
    currentMatch: 'Current match',
    onLine: 'on line',
  },
}
export default common
