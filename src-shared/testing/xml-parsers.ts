import { ParseOption, XmlDocument, XmlParseError } from 'libxml2-wasm'
import { SaxesParser } from 'saxes'

// Two parsers nobody here wrote, as witnesses of what is well-formed.

/** Whether saxes takes a document for well-formed XML 1.0, whatever version it declares. */
export function saxesAccepts(text: string): boolean {
  let isAccepted = true
  const parser = new SaxesParser({ xmlns: false, defaultXMLVersion: '1.0', forceXMLVersion: true })
  parser.on('error', () => {
    isAccepted = false
  })
  parser.write(text).close()
  return isAccepted
}

// IGNORE_ENC keeps it from decoding by a declared encoding what is known to be UTF-8; nothing outside the text is loaded.
const OPTIONS =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_IGNORE_ENC |
  ParseOption.XML_PARSE_SKIP_IDS |
  ParseOption.XML_PARSE_HUGE
/** The level of what makes a document not well-formed; below it stand remarks and what concerns namespaces. */
const FATAL = 3

/** What libxml2 says: well-formed, not well-formed, or well-formed as far as it read with namespaces that are wrong. */
export function askLibxml(bytes: Uint8Array): 'well-formed' | 'wrong-namespaces' | 'not-well-formed' {
  try {
    XmlDocument.fromBuffer(bytes, { option: OPTIONS }).dispose()
    return 'well-formed'
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error
    const isFatal = error.details.length === 0 || error.details.some(({ level }) => level >= FATAL)
    return isFatal ? 'not-well-formed' : 'wrong-namespaces'
  }
}
