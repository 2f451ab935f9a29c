import fc from 'fast-check'

const plainName = fc.constantFrom('a', 'b', 'sid', 'gmt_create', 'p:a', '会话')
const jsonName = fc.oneof(plainName, fc.constantFrom("o'k", 'x y', 'x.y', '', '\n', '\\', '"', '[0]', '*', '1a', '\u0001', '😀', '__proto__'))
const leaf = fc.constantFrom('1.10', '9007199254740993', '-0', '1e400', 'true', 'null', '"a"', '"会话 会话"', '"A, b"', '"{\\"a\\": 1}"', '"x\\ny"', '""', '{}', '[]')
const blank = fc.constantFrom('', ' ', '\n  ')

/** JSON texts of a few levels with awkward names and literals, some of them repeated in one object. */
export const jsonText: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.tuple(blank, fc.array(tie('any'), { maxLength: 4 })).map(([space, items]) => `[${space}${items.join(`,${space}`)}]`),
    fc
      .tuple(blank, fc.array(fc.tuple(jsonName, tie('any')), { maxLength: 4 }))
      .map(([space, members]) => `{${space}${members.map(([name, value]) => `${JSON.stringify(name)}${space}:${space}${value}`).join(`,${space}`)}}`),
  ),
})).any

const xmlPart: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('x', 'A &amp; b', '会话 会话', 'one\ntwo\r\nthree', ' ', '<![CDATA[y<]]>', '<!--x-->', '<!--a\nb-->', '<?a x?>', '<e/>'),
    fc
      .tuple(fc.oneof(plainName, fc.constantFrom('a:b:c', '_x')), fc.constantFrom('', ' a="x"', '\n b = "y z"', ' xmlns:p="x"'), fc.constantFrom('', '\n '), fc.array(tie('any'), { maxLength: 4 }))
      .map(([tag, attributes, space, inside]) => `<${tag}${attributes}>${inside.map((part) => space + part).join('')}</${tag}>`),
  ),
})).any

/** XML documents of a few levels: mixed content, CDATA, comments, prefixes, line breaks inside and outside of texts. */
export const xmlText: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('', '<?xml version="1.0"\n encoding="utf-8"?>\n'), fc.constantFrom('', '<!--top\na-->'), fc.array(xmlPart, { maxLength: 5 }), fc.constantFrom('', '<!--host--><?a b?>'))
  .map(([declaration, before, inside, after]) => `${declaration}${before}<root>${inside.join('')}</root>${after}`)
