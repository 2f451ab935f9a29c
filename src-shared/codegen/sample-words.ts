import type { LocalizedText } from '../descriptor/types'
import { SECRET_VARIABLE, SESSION_VARIABLE, type CodeRequest } from './code'

/** What comments of samples say. */
const WORDS = {
  run: { zh: '运行：', en: 'Run it with: ' },
  needs: { zh: '需要：', en: 'It needs: ' },
  secret: { zh: `app secret 从环境变量 ${SECRET_VARIABLE} 读取，不要写进代码。`, en: `The app secret is read from the environment variable ${SECRET_VARIABLE}; keep it out of the code.` },
  session: { zh: `授权令牌（session）从环境变量 ${SESSION_VARIABLE} 读取。`, en: `The session token is read from the environment variable ${SESSION_VARIABLE}.` },
  timestamp: { zh: 'GMT+8 时间，与网关相差不能超过 10 分钟。', en: 'GMT+8, at most 10 minutes from the gateway’s clock.' },
  sign: { zh: '待签名文本：所有参数按名称排序，名称和值直接相连，不做 URL 编码。', en: 'What is signed: every parameter sorted by name, names and values with nothing between, not URL-encoded.' },
  encoded: { zh: '签名之后才做 URL 编码。', en: 'URL-encoded only after it was signed.' },
  md5Only: { zh: '这个 SDK 只用 md5 签名。', en: 'This SDK signs with md5 only.' },
  sdkUnsendable: { zh: '的值不是 int64 或 true/false，SDK 的类型放不下；独立代码可以发送。', en: ' holds no int64 or true/false, which the SDK’s type cannot carry; the self-contained form can.' },
  sdkLeavesOut: { zh: 'SDK 没有设置这些公共参数的地方：', en: 'The SDK has no place for these public parameters: ' },
  placeholders: { zh: '发送前把 TIMESTAMP 换成 GMT+8 的当前时间，把 SIGN 换成用它算出的签名；独立代码会自己算出这两项。', en: 'Put the present time in GMT+8 in the place of TIMESTAMP and the signature made with it in the place of SIGN; the self-contained form works both out.' },
  localTime: { zh: '这个 SDK 按本机时区生成 timestamp，平台要求 GMT+8。', en: 'This SDK takes its timestamp from the local zone; the platform wants GMT+8.' },
  hmacByHand: { zh: '分步计算 HMAC（RFC 2104）：openssl dgst -hmac 会让密钥出现在进程列表里。', en: 'HMAC step by step (RFC 2104): with openssl dgst -hmac the secret would stand in the list of processes.' },
  readAsUtf8: { zh: '源文件必须按 UTF-8 读取，否则发出的文字会变。', en: 'Read with another charset than UTF-8, this file would send other text.' },
  httpOnly: { zh: '这个 SDK 只走 HTTP，并且固定使用 /router/rest。', en: 'This SDK speaks plain HTTP only, always to /router/rest.' },
} as const satisfies Readonly<Record<string, LocalizedText>>

type SampleWord = keyof typeof WORDS

/** A sentence for a comment, in the language the sample is wanted in. */
export function sampleWord({ language }: Pick<CodeRequest, 'language'>, word: SampleWord): string {
  return WORDS[word][language]
}

/** What every sample begins with: which operation it calls, what it needs, how it is run and where secrets come from. */
export function headLines(request: CodeRequest, { needs, run, signs = true }: { readonly needs: string; readonly run: string; readonly signs?: boolean }): string[] {
  const { operation, language, withSession } = request
  return [
    `${operation.name}: ${operation.title[language]}`,
    `${WORDS.needs[language]}${needs}`,
    `${WORDS.run[language]}${run}`,
    ...(signs ? [WORDS.secret[language]] : []),
    ...(withSession ? [WORDS.session[language]] : []),
  ]
}

/** What the official SDK of a language does otherwise than the console; each a sentence of its own. */
export function sdkLines(request: CodeRequest, { md5Only = false, leftOut }: { readonly md5Only?: boolean; readonly leftOut: readonly OptionalParameter[] }): string[] {
  const used = leftOut.filter((name) => isUsed(request, name))
  return [
    ...(md5Only && request.signMethod !== 'md5' ? [sampleWord(request, 'md5Only')] : []),
    ...(used.length === 0 ? [] : [sampleWord(request, 'sdkLeavesOut') + used.join(', ')]),
  ]
}

type OptionalParameter = 'format' | 'simplify' | 'partner_id' | 'target_app_key' | 'sign_method'

/** Whether a request says something else than the SDKs do by themselves. */
function isUsed({ format, simplify, partnerId, targetAppKey, signMethod }: CodeRequest, name: OptionalParameter): boolean {
  switch (name) {
    case 'format':
      return format !== 'json'
    case 'simplify':
      return simplify && format === 'json'
    case 'partner_id':
      return partnerId !== ''
    case 'target_app_key':
      return targetAppKey !== ''
    case 'sign_method':
      return signMethod !== 'md5'
  }
}

/** Lines behind what begins each of them: the mark of a comment, or an indentation. */
export function prefixed(lines: readonly string[], prefix: string): string {
  return lines.map((line) => prefix + line).join('\n')
}
