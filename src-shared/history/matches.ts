import type { ExchangeSummary } from '../exchange/exchange'
import { foldCase, type Condition, type Criteria, type TextPlace, type Trait, type ValueField } from './criteria'
import type { SearchDocument } from './search-document'

/** Whether an exchange is meant by the criteria; says nothing about whether it was removed. What an index finds is what this holds true. */
export function matches(document: SearchDocument, { all }: Criteria): boolean {
  return all.every(({ not, anyOf }) => anyOf.some((condition) => holds(document, condition)) !== not)
}

/** Whether one condition holds. */
export function holds(document: SearchDocument, condition: Condition): boolean {
  const { summary } = document
  switch (condition.kind) {
    case 'text': {
      const text = foldCase(condition.text)
      const isIn = (texts: readonly string[]): boolean => texts.some((one) => foldCase(one).includes(text))
      // The halves are read last, and the second only when the first does not have it.
      if (condition.in === 'anywhere') return isIn(ownTexts(summary)) || isIn(document.requestTexts()) || isIn(document.responseTexts())
      return isIn(textsAt(document, condition.in))
    }
    case 'value':
      return isValue(valuesOf(summary, condition.field), condition.value, condition.match)
    case 'parameter': {
      const values = document.parameters().flatMap(({ name, value }) => (name === condition.name ? [value] : []))
      return isValue(values, condition.value, condition.match)
    }
    case 'time':
      return (condition.from === null || summary.startedAt >= condition.from) && (condition.until === null || summary.startedAt < condition.until)
    case 'duration':
      return (
        summary.durationMs !== null &&
        (condition.atLeastMs === null || summary.durationMs >= condition.atLeastMs) &&
        (condition.atMostMs === null || summary.durationMs <= condition.atMostMs)
      )
    case 'is':
      return TRAIT_OF[condition.trait](summary)
  }
}

/** The values an exchange has for a field; none, or only empty ones, when it has nothing to say. */
export function valuesOf(summary: ExchangeSummary, field: ValueField): readonly string[] {
  return VALUES_OF[field](summary).filter((value) => value !== '')
}

function isValue(values: readonly string[], wanted: string, match: 'exact' | 'prefix'): boolean {
  const known = values.filter((value) => value !== '')
  if (wanted === '') return match === 'prefix' ? known.length > 0 : known.length === 0
  const folded = foldCase(wanted)
  return known.some((value) => (match === 'exact' ? foldCase(value) === folded : foldCase(value).startsWith(folded)))
}

const one = (value: string | number | null): readonly string[] => (value === null ? [] : [String(value)])

const VALUES_OF: Readonly<Record<ValueField, (summary: ExchangeSummary) => readonly string[]>> = {
  outcome: ({ outcome }) => [outcome ?? 'in-progress'],
  failure: ({ failure }) => one(failure),
  code: ({ code }) => one(code),
  sub_code: ({ subCode }) => one(subCode),
  request_id: ({ requestId }) => one(requestId),
  session_id: ({ resultId }) => one(resultId),
  sid: ({ callerId }) => one(callerId),
  status: ({ httpStatus }) => one(httpStatus),
  format: ({ responseFormat, format }) => one(responseFormat ?? format),
  profile: ({ profileName }) => one(profileName),
  env: ({ environment }) => one(environment),
  op: ({ operation }) => one(operation),
  app_key: ({ appKey }) => one(appKey),
  batch: ({ batch }) => one(batch?.id ?? null),
  tag: ({ tags }) => tags,
}

const TRAIT_OF: Readonly<Record<Trait, (summary: ExchangeSummary) => boolean>> = {
  pinned: ({ pinned }) => pinned,
  named: ({ name }) => name !== '',
  noted: ({ note }) => note !== '',
  tagged: ({ tags }) => tags.length > 0,
  replayed: ({ parentId }) => parentId !== null,
  imported: ({ imported }) => imported,
  answered: ({ httpStatus }) => httpStatus !== null,
  'in-progress': ({ outcome }) => outcome === null,
}

function textsAt(document: SearchDocument, place: Exclude<TextPlace, 'anywhere'>): readonly string[] {
  const { summary } = document
  switch (place) {
    case 'request':
      return document.requestTexts()
    case 'response':
      return document.responseTexts()
    case 'msg':
      return present([summary.message, summary.subMessage])
    case 'note':
      return present([summary.note])
    case 'name':
      return present([summary.name])
  }
}

/** The texts of a row itself, without its two halves. */
export function ownTexts(summary: ExchangeSummary): readonly string[] {
  const { id, callerId, subject, code, subCode, message, subMessage, requestId, resultId, failureDetail } = summary
  const { name, note, tags, profileName, gatewayUrl, operation } = summary
  return present([
    ...[id, callerId, subject, code, subCode, message, subMessage, requestId, resultId, failureDetail],
    ...[name, note, ...tags, profileName, gatewayUrl, operation],
  ])
}

function present(texts: readonly (string | null)[]): readonly string[] {
  return texts.filter((text) => text !== null && text !== '') as string[]
}
