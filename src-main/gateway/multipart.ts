import type { Parameter } from '@shared/protocol/parameters'
import { decodeUtf8, type ReadParameters } from './form-bytes'

/**
 * Text parts of a `multipart/form-data` body, given as one character per byte; files are skipped, since they are
 * neither signed nor taken by any operation of the catalog (PROTOCOL 1.2 and 2).
 */
export function readMultipart(bytes: string, contentType: string): ReadParameters {
  const parameters: Parameter[] = []
  let isUtf8 = true
  const decode = (part: string): string => {
    const decoded = decodeUtf8(part)
    isUtf8 &&= decoded.isUtf8
    return decoded.text
  }
  for (const { head, content } of partsOf(bytes, boundaryOf(contentType))) {
    const disposition = /^content-disposition:[ \t]*form-data(.*)$/im.exec(head)?.[1]
    if (disposition === undefined || /;[ \t]*filename\*?=/i.test(disposition)) continue
    const name = /;[ \t]*name="([^"]*)"/i.exec(disposition)?.[1] ?? /;[ \t]*name=([^";\s]+)/i.exec(disposition)?.[1]
    if (name !== undefined) parameters.push({ name: decode(unescapeName(name)), value: decode(content) })
  }
  return { parameters, isUtf8 }
}

function boundaryOf(contentType: string): string | null {
  const found = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType)
  return found?.[1] ?? found?.[2] ?? null
}

function* partsOf(bytes: string, boundary: string | null): Generator<{ head: string; content: string }> {
  if (boundary === null) return
  // The delimiter of the first part may lack the line break that belongs to every other (RFC 2046, section 5.1.1).
  const pieces = `\r\n${bytes}`.split(`\r\n--${boundary}`)
  for (const piece of pieces.slice(1)) {
    if (piece.startsWith('--')) return
    const start = piece.indexOf('\r\n')
    const end = piece.indexOf('\r\n\r\n', start)
    if (start !== -1 && end !== -1) yield { head: piece.slice(start, end), content: piece.slice(end + 4) }
  }
}

/** Browsers and form libraries write a quote or line break inside a name as a percent escape (HTML, multipart form data). */
function unescapeName(name: string): string {
  return name.replace(/%22|%0d|%0a/gi, (escape) => String.fromCharCode(Number.parseInt(escape.slice(1), 16)))
}
