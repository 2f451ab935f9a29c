import fc from 'fast-check'
import type { Field, LeafField, ObjectField, Operation } from '../descriptor/types'
import { responseFields, responseRoot } from '../protocol/envelope'
import { findUnrepresentable } from '../exchange/xml/writable'
import { anyText, wellFormedText } from './arbitraries'

/** An operation that was made up, and an answer that is all in its descriptor: once plain, once simplified, in compact JSON. */
export interface DescribedAnswer {
  readonly operation: Operation
  readonly plain: string
  readonly simplified: string
}

const words = { label: { zh: '', en: '' }, meaning: { zh: '', en: '' }, required: false } as const
const names = fc.constantFrom('a', 'b', 'code', 'items', 'string', '会话', '__proto__', 'x-1.2')
const itemNames = fc.constantFrom('string', 'number', 'group_d_t_o', 'a')

/** Digits that a JavaScript number would not keep. */
export const awkwardDigits = fc.constantFrom('0', '-0', '9007199254740993', '179551105895329108', '1.10', '1e400', '-1E-7', '9'.repeat(40))
const writableText = fc.oneof(anyText, wellFormedText, fc.constantFrom('', ' ', '00012', '\r\n', ']]>', '"\\/', '&lt;')).filter((text) => findUnrepresentable(text) === null)

function leaf(name: fc.Arbitrary<string>): fc.Arbitrary<LeafField> {
  return fc.record({ name, kind: fc.constantFrom('string', 'integer', 'boolean') }).map((found) => ({ ...words, example: '', ...found }) as LeafField)
}

const { fields } = fc.letrec<{ fields: Field[]; object: ObjectField; field: Field }>((tie) => ({
  fields: fc.uniqueArray(tie('field'), { minLength: 1, maxLength: 4, selector: ({ name }) => name, depthIdentifier: 'fields' }),
  object: fc.record({ name: names, fields: tie('fields') }).map((found): ObjectField => ({ ...words, kind: 'object', type: 'T', ...found })),
  field: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'fields' },
    leaf(names),
    tie('object'),
    fc
      .record({ name: names, itemName: itemNames, item: fc.oneof(leaf(names), tie('object')) })
      .map(({ name, itemName, item }): Field => ({ ...words, kind: 'list', name, item: { ...item, name: itemName } })),
  ),
}))

type Value = { readonly plain: string; readonly simplified: string }

const same = (text: string): Value => ({ plain: text, simplified: text })

function valueOf(field: Field): fc.Arbitrary<Value> {
  switch (field.kind) {
    case 'string':
      return writableText.map((text) => same(JSON.stringify(text)))
    case 'integer':
      return awkwardDigits.map(same)
    case 'boolean':
      return fc.boolean().map((is) => same(String(is)))
    case 'object':
      return objectOf(field.fields)
    case 'list':
      return fc.array(valueOf(field.item), { maxLength: 3 }).map((items) => ({
        plain: items.length === 0 ? '{}' : `{${JSON.stringify(field.item.name)}:[${items.map(({ plain }) => plain).join(',')}]}`,
        simplified: `[${items.map(({ simplified }) => simplified).join(',')}]`,
      }))
  }
}

function objectOf(members: readonly Field[]): fc.Arbitrary<Value> {
  return fc.shuffledSubarray([...members]).chain((chosen) =>
    fc.tuple(...chosen.map(valueOf)).map((values) => {
      const written = (form: keyof Value): string =>
        `{${values.map((value, index) => `${JSON.stringify(chosen[index]!.name)}:${value[form]}`).join(',')}}`
      return { plain: written('plain'), simplified: written('simplified') }
    }),
  )
}

/** Answers of operations whose response is made of texts, numbers, flags, objects and lists, nested at will. */
export function describedAnswers(base: Operation): fc.Arbitrary<DescribedAnswer> {
  return fields.chain((response) => {
    const operation: Operation = { ...base, response }
    return objectOf(responseFields(operation)).map(({ plain, simplified }) => ({
      operation,
      plain: `{${JSON.stringify(responseRoot(operation.name))}:${plain}}`,
      simplified,
    }))
  })
}

/** The value of an object with those fields, in compact JSON. */
export function describedObjects(members: readonly Field[]): fc.Arbitrary<string> {
  return objectOf(members).map(({ plain }) => plain)
}
