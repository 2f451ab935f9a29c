import { isWellFormedText } from '@shared/descriptor/problems'
import { readRequestText } from '@shared/import/request-text'
import type { Candidate, Diagnosis } from '@shared/knowledge/diagnosis'
import { changeText, mistakeText, suspectText } from '@shared/knowledge/signature-words'
import type { LocalizedText } from '@shared/descriptor/types'
import { diagnose } from '../../signing/diagnosis'
import { NO_CONTEXT } from '../../signing/suspects'
import { EXIT, UsageError, readOptions, secretFrom, type Command } from '../command'
import { speaksChinese } from '../messages'

/** `lysession diagnose`: names the mistake that gives the sign of a refused request. */
export const diagnoseCommand: Command = async (parameters, { environment, readInput, write, writeError }) => {
  const { values } = readOptions(parameters, { 'secret-env': { type: 'string' }, json: { type: 'boolean', default: false } })
  const secret = secretFrom(environment, values['secret-env'], 'secret-env')
  const request = readRequestText(await readInput())
  if (!request.ok) throw new UsageError(`the input is no request: ${request.problem} ${request.detail}`.trimEnd())
  if (request.sign === null || request.sign === '') throw new UsageError('the input has no "sign"')
  if (!request.parameters.every(({ name, value }) => isWellFormedText(name + value))) throw new UsageError('the input holds half a character')
  for (const { code, detail } of request.notes) writeError(`${code}${detail === '' ? '' : `: ${detail}`}\n`)
  const diagnosis = await diagnose({ parameters: request.parameters, sign: request.sign }, secret, NO_CONTEXT)
  write(values.json ? `${JSON.stringify({ mistake: nameOf(diagnosis.candidates[0]), ...diagnosis })}\n` : worded(diagnosis, speaksChinese(environment)))
  return EXIT.succeeded
}

/** Id of `vectors.json` or of the console's own; `parameter-…` when one parameter differs; null when nothing was found. */
function nameOf(candidate: Candidate | undefined): string | null {
  if (candidate === undefined) return null
  return candidate.change === null ? (candidate.mistakes[0] ?? null) : `parameter-${candidate.change.kind}`
}

const VERDICTS: Readonly<Record<Diagnosis['verdict'], LocalizedText>> = {
  correct: {
    en: 'The sign is the proper signature of these parameters with this secret. If it is refused, look here:',
    zh: '这个 sign 正是用这个密钥对这些参数算出的正确签名。如果仍被拒绝，请依次检查：',
  },
  mistake: { en: 'The sign comes from this mistake:', zh: '这个 sign 是这样算错的：' },
  'no-hit': { en: 'No known mistake gives this sign. Look here, in this order:', zh: '已知的错误都算不出这个 sign。请依次检查：' },
}

function worded({ verdict, candidates, suspects }: Diagnosis, inChinese: boolean): string {
  const say = (text: LocalizedText): string => (inChinese ? text.zh : text.en)
  const explanations = candidates.flatMap(({ mistakes, change }) => [
    ...(change === null ? [] : [changeText(change)]),
    ...mistakes.map((id) => mistakeText(id)),
  ])
  const lines = [
    say(VERDICTS[verdict]),
    ...explanations.flatMap(({ title, fix }) => [`- ${say(title)}`, `  ${say(fix)}`]),
    ...suspects.map((suspect) => `- ${say(suspectText(suspect))}`),
  ]
  return `${lines.join('\n')}\n`
}
