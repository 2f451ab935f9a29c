// Productions 4 and 4a of XML 1.0 without the colon, which namespaces claim.
const NAME_START =
  'A-Z_a-z\\u{c0}-\\u{d6}\\u{d8}-\\u{f6}\\u{f8}-\\u{2ff}\\u{370}-\\u{37d}\\u{37f}-\\u{1fff}\\u{200c}\\u{200d}\\u{2070}-\\u{218f}' +
  '\\u{2c00}-\\u{2fef}\\u{3001}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{fffd}\\u{10000}-\\u{effff}'
const NAME = new RegExp(`^[${NAME_START}][${NAME_START}\\-.0-9\\u{b7}\\u{300}-\\u{36f}\\u{203f}\\u{2040}]*$`, 'u')

/** Whether the text can stand as an element name (XML 1.0, production 5, without colons). */
export function isXmlName(text: string): boolean {
  return NAME.test(text)
}

// eslint-disable-next-line no-control-regex -- the grammar of XML names exactly these control characters
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** The first character of a text that XML 1.0 (production 2) cannot hold in any form, or null. */
export function findUnrepresentable(text: string): string | null {
  return NOT_XML.exec(text)?.[0] ?? null
}
