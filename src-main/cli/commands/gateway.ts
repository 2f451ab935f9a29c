import { once } from 'node:events'
import { LocalGateway } from '../../gateway/local-gateway'
import { parseFault } from '../../gateway/faults'
import { EXIT, UsageError, readOptions, required, secretFrom, type Command } from '../command'

/** `lysession gateway`: the local gateway alone, until it is ended. */
export const gatewayCommand: Command = async (parameters, { environment, write, signal }) => {
  const { values } = readOptions(parameters, {
    port: { type: 'string', default: '0' },
    'app-key': { type: 'string' },
    'secret-env': { type: 'string' },
    fault: { type: 'string' },
  })
  const appKey = required(values['app-key'], 'app-key')
  const secret = secretFrom(environment, values['secret-env'], 'secret-env')
  const fault = values.fault === undefined ? null : parseFault(values.fault)
  if (values.fault !== undefined && fault === null) throw new UsageError('--fault is delay:MS')
  const gateway = new LocalGateway({ secretOf: (key) => (key === appKey ? secret : null), fault })
  const { url } = await gateway.start(portOf(values.port))
  write(`${JSON.stringify({ url })}\n`)
  // The end may have come while the gateway was starting.
  if (!signal.aborted) await once(signal, 'abort')
  await gateway.stop()
  return EXIT.succeeded
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw new UsageError('--port is a number from 0 to 65535')
  return port
}
