import { SIGN_METHODS, withoutEmpty } from '@shared/protocol/parameters'
import { digestInput, signingString } from '@shared/protocol/signing-string'
import { signature } from '../../signing/signature'
import { EXIT, oneOf, readOptions, required, secretFrom, type Command } from '../command'
import { parametersOf, readJsonObject } from '../read-parameters'

const MASK = '[secret]'

/** `lysession sign`: the signature of parameters given as JSON, and with `--explain` how it comes about. */
export const signCommand: Command = async (parameters, { environment, readInput, write }) => {
  const { values } = readOptions(parameters, {
    method: { type: 'string' },
    'secret-env': { type: 'string' },
    explain: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  })
  const method = oneOf(required(values.method, 'method'), SIGN_METHODS, 'method')
  const secret = secretFrom(environment, values['secret-env'], 'secret-env')
  const given = parametersOf(readJsonObject(await readInput()))
  // What is empty is not sent, so it is not signed either (PROTOCOL 2).
  const sent = withoutEmpty(given)
  const text = signingString(sent)
  const leftOut = given.filter((parameter) => !sent.includes(parameter)).map(({ name }) => name)
  const result = signature(method, text, secret)
  // A parameter may hold the secret by mistake; the explanation still must not.
  const masked = digestInput(method, text.replaceAll(secret, MASK), MASK)
  if (values.json) {
    const explanation = { method, signingString: masked, utf8Bytes: Buffer.byteLength(text), leftOut }
    write(`${JSON.stringify({ signature: result, ...(values.explain ? explanation : {}) })}\n`)
  } else {
    write(`${result}\n`)
    if (values.explain) {
      const key = method === 'md5' ? '' : `, key ${MASK}`
      write(`method: ${method}${key}\nleft out because empty: ${leftOut.join(', ') || 'nothing'}\nsigning string: ${masked}\n`)
    }
  }
  return EXIT.succeeded
}
