import type { TemplateContent } from '../template/template-contract'

/** What a template holds, small and valid. */
export function aTemplateContent(changes: Partial<TemplateContent> = {}): TemplateContent {
  return {
    name: 'VIP',
    folder: '',
    note: '',
    operation: 'alibaba.lyservice.lippi.session.create',
    values: { 'ly_create_session_dto.source.sid': '{{sid}}' },
    format: null,
    signMethod: null,
    variables: {},
    ...changes,
  }
}
