import type { LocalizedText } from '../../descriptor/types'
import { bilingual as both } from '../../knowledge/types'
import { QUERY_FIELDS } from './fields'

/** One line of the page about the language: how something is written, and what it means. */
export interface ReferenceLine {
  readonly written: string
  readonly meaning: LocalizedText
}

export interface ReferenceSection {
  readonly title: LocalizedText
  readonly lines: readonly ReferenceLine[]
}

const line = (written: string, zh: string, en: string): ReferenceLine => ({ written, meaning: both(zh, en) })

/** What the language can say, to be read by people. Every line is a query that works. */
export const QUERY_REFERENCE: readonly ReferenceSection[] = [
  {
    title: both('文字', 'Text'),
    lines: [
      line('退款', '任何位置含有“退款”；一个汉字也可以，不区分大小写', 'found anywhere, in requests, responses and your notes; upper and lower case are the same'),
      line('"退款 1234"', '含有空格的文字加引号；引号里的引号写作 \\"', 'a text with blanks goes in quotes; a quote inside is written \\"'),
      line('退款 1234', '两段文字都要有，顺序不限', 'both texts, in any order'),
      line('-超时', '不含“超时”', 'without this text'),
    ],
  },
  {
    title: both('条件', 'Fields'),
    lines: [
      line('code:25', '错误码是 25', 'the code is 25'),
      line('code:25,29', '25 或 29', '25 or 29'),
      line('-outcome:succeeded', '结果不是成功', 'any outcome but success'),
      line('sub_code:isv.*', '以 isv. 开头', 'begins with isv.'),
      line('tag:"退款 1234"', '值里有空格时加引号', 'a value with blanks goes in quotes'),
      line('code:"" request_id:*', '没有错误码，但有请求编号', 'no code, and any request_id'),
      line('service_id:5 channel_uid:testUid', '请求里任何参数都可以按名称写', 'any parameter of the request by its name'),
      line('outcome:failed slower:2s after:7d', '条件用空格隔开，全部满足才列出', 'all of them must hold'),
    ],
  },
  {
    title: both('时间与耗时', 'Time'),
    lines: [
      line('on:today', '今天；也可以写 yesterday、2026-11-22、11-22', 'today; or yesterday, 2026-11-22, 11-22'),
      line('after:7d', '最近 7 天；m、h、d、w 是分钟、小时、天、周', 'the last 7 days; m, h, d, w are minutes, hours, days, weeks'),
      line('after:2026-11-22T10:00 before:2026-11-23', '从 22 日 10 点起，到 23 日 0 点之前', 'from ten o’clock on the 22nd up to midnight'),
      line('slower:2s faster:1m', '耗时 2 秒到 1 分钟', 'took between two seconds and a minute'),
    ],
  },
  { title: both('全部条件名', 'Every field'), lines: QUERY_FIELDS.map(({ name, example, meaning }) => ({ written: `${name}:${example}`, meaning })) },
]

/** The same as plain text for a terminal. */
export function referenceText(language: keyof LocalizedText): string {
  const width = Math.max(...QUERY_REFERENCE.flatMap(({ lines }) => lines.map(({ written }) => columnsOf(written))))
  const padded = (written: string): string => written + ' '.repeat(width - columnsOf(written))
  return QUERY_REFERENCE.map(({ title, lines }) => `${title[language]}\n${lines.map(({ written, meaning }) => `  ${padded(written)}  ${meaning[language]}\n`).join('')}`).join('\n')
}

/** Columns a text takes in a terminal: what East Asian fonts draw wide takes two. */
export function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(character) ? 2 : 1), 0)
}
