import { bilingual as both } from '../../knowledge/types'

/** Words of a comparison written as Markdown. Wire names are the same in both languages. */
export const comparisonWords = {
  title: both('对比', 'Comparison'),
  halves: { request: both('请求', 'request'), response: both('响应', 'response') },
  colon: both('：', ': '),
  dash: both(' · ', ' · '),
  facts: both('基本情况', 'Facts'),
  fact: both('项目', 'Fact'),
  differences: both('差异', 'Differences'),
  counts: (total: number, ignored: number) =>
    both(`${total} 处差异，另有 ${ignored} 处已忽略`, `${total} ${total === 1 ? 'difference' : 'differences'}, ${ignored} ignored`),
  stopped: both('对比没有做完，可能还有别的差异。', 'The comparison was stopped before the end: there may be more.'),
  listed: (count: number) => both(`只列出前 ${count} 处。`, `Only the first ${count} are listed.`),
  ignored: both('已忽略', 'Ignored'),
  kind: both('类型', 'Kind'),
  kinds: { changed: both('修改', 'changed'), added: both('新增', 'added'), removed: both('缺少', 'removed'), moved: both('移位', 'moved') },
  notes: { 'same-number': both('数值相同，写法不同', 'same number, written differently'), 'other-type': both('字符相同，类型不同', 'same characters, another type') },
  path: both('路径', 'Path'),
  line: (line: string) => both(`第 ${line} 行`, `line ${line}`),
  empty: both('（空）', '(empty)'),
  absent: both('—', '—'),
  none: both('无法对比。', 'They could not be compared.'),
  sides: (left: string, right: string) => both(`左边${left}，右边${right}。`, `Left: ${left}. Right: ${right}.`),
  origins: {
    received: both('是收到的格式', 'as received'),
    sent: both('是发出的格式', 'as sent'),
    converted: both('由另一种格式转换得到', 'converted from the other format'),
    draft: both('是表单里的内容，没有发送', 'from the form, not sent'),
  },
  tooLong: (characters: number) => both(`…（共 ${characters} 个字符）`, `… (${characters} characters)`),
  masked: both(
    '已遮盖：授权令牌、app_key 的中间部分、签名的后半部分、昵称和头像，以及分不清字段的内容；自由文本只留前 20 个字符。客户与会话的 ID 保留，用来查找。',
    'Masked: session token, the middle of app keys, most of signatures, nick and avatar, and whatever cannot be told apart by field; free text is cut to 20 characters. Ids of customer and session are kept, to look them up.',
  ),
} as const
