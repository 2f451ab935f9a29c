import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/common'

const common: MessagesOf<typeof source> = {
  copy: 'Copy',
  copied: 'Copied',
  copyNamed: 'Copy {name}',
  close: 'Close',
  listSeparator: ', ',
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
    wrap: 'Wrap lines',
    find: 'Find',
    fold: 'Fold this line',
    unfold: 'Unfold this line',
    folded: 'Folded lines {from} to {to}',
    foldedText: 'folded text',
    unfoldText: 'unfold',
    next: 'next',
    previous: 'previous',
    all: 'all',
    matchCase: 'match case',
    regexp: 'regular expression',
    byWord: 'whole words',
    currentMatch: 'current match',
    onLine: 'on line',
    plain: 'Large text, shown without colours.',
    unwrapped: 'One line is very long and is not wrapped.',
  },
}
export default common
