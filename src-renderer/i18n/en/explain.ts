import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/explain'

const explain: MessagesOf<typeof source> = {
  region: 'What this outcome means',
  fold: 'Fold the explanation',
  unfold: 'Unfold the explanation',
  next: 'Next',
  stop: '. ',
  then: 'Also',
  parameter: 'parameter',
  goToField: 'Go to {name} in the form',
  source: 'source',
  sourceName: 'address of the source',
  ban: {
    running: '{left} to wait, until {at}',
    over: 'The limit should have lifted at {at}; you can send again',
  },
  summary: {
    copy: 'Copy summary',
    hint: 'Copies a summary in Markdown for the ticket; secrets, tokens and personal data are masked',
  },
}
export default explain
