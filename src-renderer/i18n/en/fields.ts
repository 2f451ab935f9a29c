import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/fields'

const fields: MessagesOf<typeof source> = {
  required: 'required',
  choices: 'Choices',
  showChoices: 'Show the choices',
  notDocumented: 'not documented',
  more: '{count} more: {names}',
  fewer: 'Fold {count} fields',
  notSent: 'not used',
  filled: '{count} filled',
  time: {
    now: 'now',
    pick: 'Pick a date and time',
    local: 'local',
    looksLikeSeconds: 'Looks like seconds, not milliseconds',
    toMilliseconds: 'Make it milliseconds',
  },
  problems: {
    required: 'Required by the platform',
    'not-integer': 'Not an integer (digits only, no leading zeros)',
    'out-of-int64': 'Beyond the range of an int64',
    'not-boolean': 'Must be true or false',
    'not-unicode': 'Holds half a character that UTF-8 cannot carry. Delete it and type it again',
    'too-long': 'Longer than {limit} bytes; the platform may refuse it',
    'unknown-option': 'Documented are only {known}; sent as it is',
    'condition-unmet': 'Applies only when {field} is {value}',
    'end-before-start': 'Earlier than {field}',
    'surrounding-blank': 'Starts or ends with a blank, which is sent too',
    'unknown-field': 'This operation has no such field',
  },
}
export default fields
