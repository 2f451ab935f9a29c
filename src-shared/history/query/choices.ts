import { FAILURE_KINDS, OUTCOMES } from '../../exchange/outcome'
import { FAILURE_MEANINGS } from '../../knowledge/failures'
import { bilingual as both } from '../../knowledge/types'
import type { LocalizedText } from '../../descriptor/types'
import { ENVIRONMENTS } from '../../protocol/gateway-url'
import { FORMATS } from '../../protocol/parameters'

/** One of a field's possible values. */
export interface ChoiceOfField {
  /** As it is compared and printed. */
  readonly value: string
  readonly meaning: LocalizedText
  /** Other ways to write it. */
  readonly aliases: readonly string[]
}

const choice = (value: string, zh: string, en: string, ...aliases: string[]): ChoiceOfField => ({ value, meaning: both(zh, en), aliases: [zh, ...aliases] })

const OUTCOME_WORDS: Readonly<Record<(typeof OUTCOMES)[number] | 'in-progress', ChoiceOfField>> = {
  succeeded: choice('succeeded', '成功', 'the session was created', 'success', 'ok'),
  rejected: choice('rejected', '业务拒绝', 'the business said no'),
  refused: choice('refused', '平台拒绝', 'the platform said no'),
  failed: choice('failed', '失败', 'no usable answer'),
  unknown: choice('unknown', '结果未知', 'interrupted after bytes left', '未知'),
  'in-progress': choice('in-progress', '发送中', 'still under way', 'sending'),
}

const ENVIRONMENT_WORDS: Readonly<Record<(typeof ENVIRONMENTS)[number], ChoiceOfField>> = {
  production: choice('production', '生产环境', 'production', '生产', 'prod'),
  overseas: choice('overseas', '海外生产环境', 'overseas production', '海外'),
  sandbox: choice('sandbox', '沙箱', 'sandbox'),
  local: choice('local', '本机网关', 'local gateway', '本机'),
  custom: choice('custom', '自定义', 'custom'),
}

export const OUTCOME_CHOICES: readonly ChoiceOfField[] = [...OUTCOMES, 'in-progress' as const].map((outcome) => OUTCOME_WORDS[outcome])
export const ENVIRONMENT_CHOICES: readonly ChoiceOfField[] = ENVIRONMENTS.map((environment) => ENVIRONMENT_WORDS[environment])
export const FAILURE_CHOICES: readonly ChoiceOfField[] = FAILURE_KINDS.map((kind) => ({ value: kind, meaning: FAILURE_MEANINGS[kind].headline, aliases: [] }))
export const FORMAT_CHOICES: readonly ChoiceOfField[] = FORMATS.map((format) => ({ value: format, meaning: both(format.toUpperCase(), format.toUpperCase()), aliases: [] }))

export const HAS_CHOICES = [
  choice('note', '有备注', 'a note', '备注'),
  choice('name', '有名称', 'a name', '名称'),
  choice('tag', '有标签', 'a tag', '标签'),
  choice('response', '有响应', 'a response', '响应'),
] as const

export const IS_CHOICES = [
  choice('pinned', '已置顶', 'pinned', '置顶'),
  choice('replayed', '重发的请求', 'a repeat of another exchange', '重发'),
  choice('imported', '从文件导入', 'read from a file', '导入'),
  choice('in-progress', '发送中', 'still under way', 'sending'),
  choice('removed', '已删除，还可以恢复', 'removed, and can be brought back', '已删除'),
] as const

/** The choice somebody means by a text, in any of its writings; null when there is none. */
export function findChoice<C extends ChoiceOfField>(choices: readonly C[], text: string): C | null {
  const wanted = text.toLowerCase()
  return choices.find(({ value, aliases }) => value === wanted || aliases.some((alias) => alias.toLowerCase() === wanted)) ?? null
}
