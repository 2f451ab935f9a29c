import type { LocalizedText } from '../descriptor/types'

/** One way to write a built-in variable, and what it stands for. */
export interface VariableDescription {
  /** What stands between the braces. */
  readonly expression: string
  readonly meaning: LocalizedText
}

/** Every built-in variable in the ways it is written most, for help and completion; each of them can be expanded. */
export const VARIABLE_REFERENCE: readonly VariableDescription[] = [
  {
    expression: 'sid',
    meaning: {
      zh: '全新的会话 ID：lysc-、发送时刻（36 进制）、8 位随机字母和数字',
      en: 'A new session id: lysc-, the moment of sending in base 36, eight random letters and digits',
    },
  },
  { expression: 'now', meaning: { zh: '发送时刻，毫秒时间戳', en: 'The moment of sending in epoch milliseconds' } },
  {
    expression: 'now+5m',
    meaning: { zh: '5 分钟后；+ 或 -，单位 ms、s、m、h、d、w', en: 'Five minutes later; + or -, in ms, s, m, h, d or w' },
  },
  {
    expression: 'now:yyyy-MM-dd HH:mm:ss',
    meaning: { zh: '写成日期的时刻（GMT+8），可与 +5m 连用；毫秒用 SSS', en: 'The moment as a date at GMT+8, also after +5m; SSS stands for milliseconds' },
  },
  { expression: 'seq', meaning: { zh: '当前配置的流水号，每次发送加一，不会重复', en: "The profile's counter: one more with every send, never the same twice" } },
  { expression: 'uuid', meaning: { zh: '随机 UUID（第 4 版）', en: 'A random UUID, version 4' } },
  { expression: 'random:8', meaning: { zh: '8 位随机字母和数字，最多 999 位', en: 'Eight random letters and digits; up to 999' } },
  { expression: 'random:1-100', meaning: { zh: '1 到 100 之间的随机整数', en: 'A random whole number from 1 to 100' } },
  { expression: 'random:a|b|c', meaning: { zh: '从列出的几项里随机取一项', en: 'One of the listed texts, at random' } },
]
