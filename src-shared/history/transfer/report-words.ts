import { bilingual as both } from '../../knowledge/types'
import type { Outcome } from '../../exchange/outcome'

/** Words of the Markdown report. Wire names are the same in both languages; words it shares with the support summary are there. */
export const reportWords = {
  title: both('开放平台请求记录', 'Open-platform requests'),
  about: (count: number, version: string, time: string) =>
    both(`${count} 条记录，由 LY Session Console ${version} 于 ${time} (GMT+8) 导出。`, `${count} exchanges, exported by LY Session Console ${version} at ${time} (GMT+8).`),
  unmasked: both('**未遮盖：**本文件含有客户的姓名、头像等个人信息，请只发给需要它的人。', '**Not masked:** this file holds personal data of customers. Give it only to those who need it.'),
  time: both('时间 (GMT+8)', 'time (GMT+8)'),
  outcome: both('结果', 'outcome'),
  note: both('备注', 'note'),
  tags: both('标签', 'tags'),
  name: both('名称', 'name'),
  masked: both('已遮盖', 'masked'),
  request: both('请求', 'Request'),
  response: both('响应', 'Response'),
  noResponse: both('没有响应。', 'No response.'),
  noText: both('响应体无法解码，没有可读的文本。', 'The body could not be decoded; there is no text to show.'),
  cut: (lines: number) => both(`……后面还有 ${lines} 行，已省略。`, `… ${lines} more lines are left out.`),
} as const

export const OUTCOME_WORDS = {
  succeeded: both('成功', 'succeeded'),
  rejected: both('业务拒绝', 'rejected'),
  refused: both('平台拒绝', 'refused'),
  failed: both('失败', 'failed'),
  unknown: both('结果未知', 'unknown'),
} as const satisfies Record<Outcome, unknown>
