import { once } from 'node:events'
import { parseFault, syntaxOf, type Fault } from '@shared/gateway/fault-text'
import { FAULTS } from '@shared/gateway/faults'
import { LocalGateway } from '../../gateway/local-gateway'
import { EXIT, UsageError, readOptions, required, secretFrom, type Command } from '../command'
import { speaksChinese } from '../messages'

/** `lysession gateway`: the local gateway alone, until it is ended. */
export const gatewayCommand: Command = async (parameters, { environment, write, signal }) => {
  const { values } = readOptions(parameters, {
    port: { type: 'string', default: '0' },
    'app-key': { type: 'string' },
    'secret-env': { type: 'string' },
    fault: { type: 'string' },
    times: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  })
  if (values.help === true) {
    write(usage(speaksChinese(environment)))
    return EXIT.succeeded
  }
  const appKey = required(values['app-key'], 'app-key')
  const secret = secretFrom(environment, values['secret-env'], 'secret-env')
  const gateway = new LocalGateway({ secretOf: (key) => (key === appKey ? secret : null) })
  gateway.setFault(faultOf(values.fault), timesOf(values.times, values.fault))
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

function faultOf(text: string | undefined): Fault | null {
  if (text === undefined) return null
  const fault = parseFault(text)
  if (fault === null) throw new UsageError(`--fault is one of\n${FAULTS.map((known) => `  ${syntaxOf(known)}`).join('\n')}`)
  return fault
}

function timesOf(text: string | undefined, fault: string | undefined): number | null {
  if (text === undefined) return null
  if (fault === undefined) throw new UsageError('--times says how often the fault of --fault acts')
  const times = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (times === 0) throw new UsageError('--times is a number from 1 to 999999')
  return times
}

function usage(inChinese: boolean): string {
  const intro = inChinese
    ? `--fault 让网关按要求出错；--times 指定只对前几次调用出错，之后恢复正常。
除最后一个值以外，值里的冒号写成 %3A，百分号写成 %25。`
    : `--fault makes the gateway misbehave; with --times for the first N calls only.
In every value but the last one a colon is written %3A and a percent sign %25.`
  const list = FAULTS.map((fault) => `  ${syntaxOf(fault)}\n      ${inChinese ? fault.effect.zh : fault.effect.en}`).join('\n')
  return `lysession gateway --port 0 --app-key K --secret-env VAR [--fault FAULT [--times N]]

${intro}

${list}
`
}
