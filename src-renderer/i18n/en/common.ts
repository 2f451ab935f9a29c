import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/common'

const common: MessagesOf<typeof source> = {
  copied: 'Copied',
  copyNamed: 'Copy {name}',
  close: 'Close',
  cancel: 'Cancel',
  listSeparator: ', ',
  nameSeparator: ', ',
  labelled: '{label}: ',
  inUnit: '{name} ({unit})',
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
