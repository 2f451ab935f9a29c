import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/fields'

const fields: MessagesOf<typeof source> = {
  required: 'required',
  choices: 'Choices',
  showChoices: 'Show the choices',
  notDocumented: 'not documented',
  more: '{count} more: {names}',
  fewer: 'Hide {count} fields',
  notSent: 'not filled in',
  filled: '{count} filled in',
  time: {
    now: 'now',
    pick: 'Pick a date and time',
    local: 'local time',
    looksLikeSeconds: 'Looks like seconds, not milliseconds',
    toMilliseconds: 'Make it milliseconds',
  },
  problems: {
    required: 'Required by the platform',
    'not-integer': 'Not an integer (digits only, no leading zeros)',
    'out-of-int64': 'Outside the range of int64',
    'not-boolean': 'Must be true or false',
    'not-unicode': 'Contains an incomplete character that UTF-8 cannot represent. Delete it and type it again',
    'too-long': 'Longer than {limit} bytes; the platform may refuse it',
    'unknown-option': 'Documented are only {known}; sent as it is',
    'condition-unmet': 'Applies only when {field} is {value}',
    'end-before-start': 'Earlier than {field}',
    'surrounding-blank': 'Begins or ends with a blank space, which is sent too',
    'unknown-field': 'This operation has no such field',
    'variable-unknown': 'No variable is called “{expression}”',
    'variable-malformed': '“{expression}” is not how this variable is written; see “Variables”',
    'variable-circular': 'The variable “{expression}” leads back to itself',
    'variable-too-long': 'Too long once its variables are expanded',
    'variable-secret': 'Secrets and tokens cannot be variables; take “{expression}” out',
  },
}
export default fields
