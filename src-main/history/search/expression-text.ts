import type { Expression } from '@shared/history/search-plan'

/** An expression as FTS5 reads it. Tokens hold no quotes (`spelled`, `addGrams`), so they stand between quotes as they are. */
export function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'token':
      return `"${expression.token}"`
    case 'prefix':
      return `"${expression.token}" *`
    case 'all':
      return expression.of.map((part) => `(${expressionText(part)})`).join(' AND ')
    case 'any':
      return expression.of.map((part) => `(${expressionText(part)})`).join(' OR ')
    case 'except':
      return `(${expressionText(expression.base)}) NOT (${expressionText(expression.without)})`
  }
}
