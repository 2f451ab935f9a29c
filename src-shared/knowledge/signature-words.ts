import type { LocalizedText } from '../descriptor/types'
import type { Diagnosis, SuspectId } from './diagnosis'
import { MISTAKE_WORDS, type MistakeText } from './mistake-words'
import type { ParameterChange, ParameterChangeKind } from './parameter-changes'
import type { MistakeId } from './signature-mistakes'

/** A mistake in both languages. */
export function mistakeText(id: MistakeId): MistakeText {
  return MISTAKE_WORDS[id]
}

/** A single changed parameter in both languages, its name included. */
export function changeText({ parameter, kind, detail }: ParameterChange): MistakeText {
  const [zh, en] = CHANGES[kind]
  const fill = (text: string): string => text.replaceAll('{name}', parameter).replaceAll('{detail}', detail)
  const isEmptyName = kind === 'not-sent' && detail === ''
  const title = isEmptyName ? { zh: `${parameter} 参与了签名（值为空），却没有发送`, en: `${parameter} was signed with an empty value but not sent` } : { zh: fill(zh), en: fill(en) }
  return {
    title,
    why: {
      zh: '除了这一个参数，其余都与签名一致。',
      en: 'Everything else agrees with the signature.',
    },
    fix: {
      zh: '先定下每个参数最终的值，再用同一份参数表签名和发送；之后不要再改动它。',
      en: 'Settle every value first, then sign and send that one list, and change nothing afterwards.',
    },
  }
}

/** Something to look at in both languages. */
export function suspectText({ id, detail }: Diagnosis['suspects'][number]): LocalizedText {
  const [zh, en] = SUSPECTS[id]
  return { zh: zh.replaceAll('{detail}', detail), en: en.replaceAll('{detail}', detail) }
}

const CHANGES: Readonly<Record<ParameterChangeKind, readonly [string, string]>> = {
  'left-out': ['{name} 发送了，却没有参与签名', '{name} was sent but not signed'],
  'percent-decoded': ['签名时 {name} 是解码后的值，发送的却带百分号编码', '{name} was signed decoded but sent with percent escapes'],
  'percent-encoded': ['签名时 {name} 是编码后的值', '{name} was signed in its encoded form'],
  'plus-for-space': ['签名时 {name} 里的空格是 +', '{name} was signed with + for its spaces'],
  'space-for-plus': ['签名时 {name} 里的 + 是空格', '{name} was signed with spaces where it now has +'],
  trimmed: ['签名时 {name} 首尾没有空白', '{name} was signed without the blanks around it'],
  'line-breaks': ['{name} 里的换行符在签名后变了', 'The line breaks of {name} changed after signing'],
  'json-slash-escaped': ['签名时 {name} 里的斜杠是 \\/', '{name} was signed with escaped slashes'],
  'json-slash-plain': ['签名时 {name} 里的斜杠没有转义', '{name} was signed without escaped slashes'],
  'json-unicode-escaped': ['签名时 {name} 里的中文是 \\u 转义', '{name} was signed with \\u escapes'],
  'json-unicode-plain': ['签名时 {name} 里没有 \\u 转义', '{name} was signed without \\u escapes'],
  'json-compact': ['签名时 {name} 的 JSON 没有空格', '{name} was signed as JSON without spaces'],
  'json-spaced': ['签名时 {name} 的 JSON 带空格', '{name} was signed as JSON with spaces'],
  'json-reprinted': ['签名时 {name} 的 JSON 被重新序列化过，大数可能也变了', '{name} was parsed and printed again before signing, which may also round long numbers'],
  'json-sorted': ['签名时 {name} 的 JSON 成员按名字排序', '{name} was signed with its members sorted by name'],
  'html-escaped': ['签名时 {name} 做了 HTML 转义', '{name} was signed with HTML escapes'],
  'html-plain': ['{name} 在签名后被 HTML 转义了', '{name} was HTML-escaped after signing'],
  composed: ['签名时 {name} 的字符是合成形式（Unicode NFC）', '{name} was signed in composed form (Unicode NFC)'],
  decomposed: ['签名时 {name} 的字符是分解形式（Unicode NFD）', '{name} was signed in decomposed form (Unicode NFD)'],
  'other-value': ['签名时 {name} 的值是 {detail}', '{name} was {detail} when it was signed'],
  hours: ['签名用的 {name} 与发送的相差 {detail} 小时：时区不一致', 'The signed {name} is {detail} hours from the sent one: another time zone'],
  'not-sent': ['{name} 以“{detail}”参与了签名，却没有发送', '{name} was signed as “{detail}” but not sent'],
}

const SUSPECTS: Readonly<Record<SuspectId, readonly [string, string]>> = {
  'sign-shape': ['sign 有 {detail} 个字符，不是任何一种算法的结果：应为 32 或 64 位十六进制', 'The sign has {detail} characters and comes from no known method: it should be 32 or 64 hexadecimal digits'],
  'sign-length': ['sign 有 {detail} 位，与声明的 sign_method 不符：先核对算法', 'The sign has {detail} digits, which is not what the declared sign_method gives: check the algorithm first'],
  'sign-method-unknown': ['请求没有写明平台认识的 sign_method：应为 md5、hmac 或 hmac-sha256', 'The request declares no sign_method the platform knows: md5, hmac or hmac-sha256'],
  'parameter-holds-secret': ['参数 {detail} 里含有密钥：密钥绝不能发送，请尽快更换', 'The parameter {detail} contains the secret: it must never be sent, so replace the secret soon'],
  'other-app-key': ['请求的 app_key 是 {detail}，不是所选配置的：密钥属于另一个应用', 'The request’s app_key is {detail}, not that of the chosen profile: the secret belongs to another app'],
  'secret-is-app-key': ['保存的密钥与 app_key 相同：可能填错了', 'The stored secret equals the app_key: it is probably in the wrong place'],
  'secret-has-blanks': ['保存的密钥里有空白', 'The stored secret has blanks in it'],
  'secret-of-sandbox': ['保存的密钥像是沙箱的（以 sandbox 开头），配置却指向正式环境', 'The stored secret looks like one of the sandbox (it begins with sandbox), but the profile is live'],
  'secret-length': ['保存的密钥不是 32 个字符：平台签发的密钥通常是 32 个', 'The stored secret is not 32 characters long, as issued ones usually are'],
  'secret-saved-later': ['密钥是在这个请求之后才保存的：请求可能用的是旧密钥', 'The secret was saved after this request was signed: the request may have used an older one'],
  secret: ['App Secret：在开放平台控制台核对它属于这个 app_key 和这个环境，然后重新粘贴', 'The secret: check in the platform’s console that it belongs to this app_key and environment, then paste it again'],
  'replacement-character': ['参数 {detail} 里有“\ufffd”：字节在途中已经损坏，很可能不是 UTF-8', 'The parameter {detail} contains “\ufffd”: its bytes were damaged on the way, probably because they were not UTF-8'],
  'left-over-escape': ['参数 {detail} 解码后仍带百分号编码：可能编码了两次', 'The parameter {detail} still has percent escapes after decoding: it may have been encoded twice'],
  'parameter-changed': ['签名后有参数被改动：与签名程序实际使用的参数逐个比较', 'A parameter changed after signing: compare one by one with what the signing program used'],
}
