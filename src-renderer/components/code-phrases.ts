/** The words CodeMirror uses, in English as it knows them, and the message that stands for each. */
export const CODE_PHRASES = {
  Find: 'common.code.find',
  next: 'common.code.next',
  previous: 'common.code.previous',
  all: 'common.code.all',
  'match case': 'common.code.matchCase',
  regexp: 'common.code.regexp',
  'by word': 'common.code.byWord',
  close: 'common.close',
  'current match': 'common.code.currentMatch',
  'on line': 'common.code.onLine',
  'Fold line': 'common.code.fold',
  'Unfold line': 'common.code.unfold',
  'folded code': 'common.code.foldedText',
  unfold: 'common.code.unfoldText',
} as const
