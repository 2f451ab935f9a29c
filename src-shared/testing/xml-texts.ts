import fc from 'fast-check'

// Documents as texts: well-formed ones, well-formed ones that were damaged, and heaps of markup.

/** Names that grammars trip over; no colon, since one of the witnesses also judges namespaces. */
const name = fc.constantFrom('a', 'b', 'result', 'request_id', 'é', '会话', 'x-1.2', '_', '__proto__', '\u{10000}', 'a\u00b7', 'a\u0300')
const space = fc.constantFrom(' ', '\n', '\t', '\r\n', '\r', '  ')
const maybeSpace = fc.oneof(fc.constant(''), space)

// A stretch of only these would be white space to a parser that has resolved its references, so a letter goes along.
const reference = fc.constantFrom('&amp;', '&lt;', '&gt;', '&apos;', '&quot;', '&#20250;', '&#x1F600;', '&#xFFFD;', 'x&#13;', 'x&#10;', 'x&#32;')
// A blank before '>' keeps the end mark of a CDATA section from coming about where stretches meet.
const plain = fc.constantFrom('a', '1.10', '9007199254740993', '会话', '，', '😀', ' >', ']', ']]', '\ufffd', '\u0085', '\u2028', '\r', '\r\n', '\n', '\t', ' ', 'é')
const joined = (part: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> =>
  fc.array(part, { minLength: 1, maxLength }).map((parts) => parts.join(''))
const characterData = joined(fc.oneof({ weight: 3, arbitrary: plain }, reference), 5)

const value = fc.oneof(
  joined(fc.oneof(plain, reference, fc.constant("'")), 4).map((text) => `"${text}"`),
  joined(fc.oneof(plain, reference, fc.constant('"')), 4).map((text) => `'${text}'`),
  fc.constantFrom('""', "''"),
)
const attribute = fc.tuple(space, name, maybeSpace, maybeSpace, value)
const attributes = fc
  .uniqueArray(attribute, { maxLength: 3, selector: ([, attributeName]) => attributeName })
  .map((list) => list.map(([before, attributeName, left, right, written]) => `${before}${attributeName}${left}=${right}${written}`).join(''))

const comment = joined(fc.oneof(plain, fc.constantFrom('&', '<a>', '-x', '"')), 4).map((text) => `<!--${text}-->`)
const target = fc.constantFrom('p', '会', 'xml-stylesheet', 'xm')
const instruction = fc.oneof(
  target.map((written) => `<?${written}?>`),
  fc.tuple(target, space, plain).map(([written, before, body]) => `<?${written}${before}${body}?>`),
)
const cdata = joined(fc.oneof(plain, fc.constantFrom('&', '<a>', '&amp;', ']')), 3).map((text) => `<![CDATA[${text}]]>`)

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.tuple(name, attributes, maybeSpace).map(([tag, list, after]) => `<${tag}${list}${after}/>`),
    fc.tuple(name, attributes, maybeSpace, characterData, maybeSpace).map(([tag, list, after, text, end]) => `<${tag}${list}${after}>${text}</${tag}${end}>`),
    fc.tuple(name, attributes, tie('content')).map(([tag, list, content]) => `<${tag}${list}>${content}</${tag}>`),
  ),
  content: joined(
    fc.oneof({ weight: 4, arbitrary: tie('element') }, { weight: 3, arbitrary: space }, characterData, cdata, comment, instruction, fc.constant('')),
    5,
  ),
}))

const declaration = fc.constantFrom(
  '',
  '<?xml version="1.0"?>',
  "<?xml version='1.0' encoding='utf-8' ?>",
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
  '<?xml version="1.0"\nstandalone=\'no\'?>',
)
const around = joined(fc.oneof(space, comment, instruction, fc.constant('')), 2)

/** A well-formed document of everything XML has but a document type. */
export const xmlText: fc.Arbitrary<string> = fc.tuple(declaration, around, element, around).map((parts) => parts.join(''))

const PIECES = [
  ...'<>/&;"\'=!?-][ \n\r\t:ax1.#会é·×😀',
  ...['\u0001', '\u007f', '\ufffe', '\uffff', '\ufeff', '\u0300', '\u037e', '\u203f', '\u2028', '\u{f0000}', '\u{effff}'],
  ...['<!--', '-->', '--', '<![CDATA[', ']]>', '<?', '?>', '<?xml ', '<?xml version="1.0"?>', '&amp;', '&#', '&#x', '&#0;', '&#x110000;', '&a;'],
  ...['</', '/>', '<a>', '</a>', '<a/>', ' a="1"', ' b=\'', 'version', 'encoding="utf-8"', 'standalone="yes"', '<!'],
]

interface Edit {
  readonly place: number
  readonly removed: number
  readonly inserted: string
}
const edit: fc.Arbitrary<Edit> = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.constantFrom(0, 0, 1, 1, 2, 5),
  inserted: fc.oneof(fc.constant(''), fc.constantFrom(...PIECES)),
})

/** A well-formed document after one to three deletions, insertions or replacements of characters. */
export const damagedXmlText: fc.Arbitrary<string> = fc.tuple(xmlText, fc.array(edit, { minLength: 1, maxLength: 3 })).map(([text, edits]) => {
  const characters = [...text]
  for (const { place, removed, inserted } of edits) characters.splice(Math.floor(place * (characters.length + 1)), removed, inserted)
  return characters.join('')
})

/** Markup in no order. */
export const markupSoup: fc.Arbitrary<string> = fc.array(fc.constantFrom(...PIECES, '<a>', '</a>', '<a', '>', '"1"'), { maxLength: 14 }).map((parts) => parts.join(''))
