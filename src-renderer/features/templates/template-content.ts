import type { Template, TemplateContent } from '@shared/template/template-contract'

/** What a template holds, without what main keeps about it. */
export function contentWithout({ id: _id, createdAt: _createdAt, updatedAt: _updatedAt, ...content }: Template): TemplateContent {
  return content
}
