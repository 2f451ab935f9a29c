import type { MessagesOf } from '../messages-of'
import type source from '../zh-CN/code'

const code: MessagesOf<typeof source> = {
  open: 'Code',
  hint: 'This call in seven languages',
  hintExchange: 'This request as code',
  title: 'Code: {operation}',
  languages: 'Language',
  forms: 'Form of the code',
  form: { sdk: 'Official SDK', 'self-contained': 'Self-contained' },
  copy: 'Copy',
  save: 'Save as file…',
  saved: 'Saved as {name}.',
  code: '{language} code',
  proof: {
    run: 'Code of this kind is run with {tool} by the tests: the local gateway verified its signature and received the parameters the console sends.',
    sdkRun: 'Code of this kind is run with {tool} by the tests: the local gateway received the business parameters the console sends.',
    placeholders: 'Code of this kind is run with {tool} by the tests, with TIMESTAMP and SIGN filled in.',
    checked: 'Code of this kind was not run. Its syntax is checked with {tool}: the tests have no official SDK of this language.',
  },
  variables: 'Variables of the form stand here with example values; the console takes new ones for every send.',
  local: 'The secret of the local gateway never leaves the console. To run this code, start a gateway with a secret of your own by the command below, and put the address it prints into the code.',
  masked: 'A marker took the place of {names} when it was stored. Fill in the real value before you run this.',
  leftOut: 'The SDK has no members for {paths}: this form leaves them out. The self-contained form sends them.',
  environment: {
    title: 'Set the environment variables first',
    what: 'Secret and token are read from the environment and never stand in the code. These commands wait for what you type, so that it does not stay in the command history either.',
  },
  noGateway: 'The gateway address of this profile cannot be used. Correct it to get code.',
  obstacle: {
    'not-text': 'A value is not whole text (half a character, or U+0000), so no language can write it down.',
    names: 'The request repeats a parameter, or has one with an unusual name, so it cannot be written as code.',
  },
}
export default code
