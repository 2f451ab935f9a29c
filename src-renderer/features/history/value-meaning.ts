import { findOperation } from '@shared/catalog'
import type { LocalizedText } from '@shared/descriptor/types'
import { findChoice } from '@shared/history/query/choices'
import { findField } from '@shared/history/query/fields'
import { findPlatformCode, findSubCode } from '@shared/knowledge/find-meaning'
import { businessCodes } from '@shared/knowledge/service-sub-codes'

/** What a value of a field means to people; null where nothing is known beyond the value itself. */
export function valueMeaning(field: string, value: string): LocalizedText | null {
  switch (field) {
    case 'code':
      return (findPlatformCode(value) ?? businessCodes.find(({ code }) => code === value))?.headline ?? null
    case 'sub_code':
      return findSubCode(value)?.headline ?? null
    case 'op':
      return findOperation(value)?.title ?? null
    default: {
      const kind = findField(field)?.kind
      return kind !== undefined && 'choices' in kind && kind.choices !== null ? (findChoice(kind.choices, value)?.meaning ?? null) : null
    }
  }
}
