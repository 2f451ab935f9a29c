import type { Parameter } from '@shared/protocol/parameters'
import { readForm, type ReadParameters } from './form-bytes'
import { readMultipart } from './multipart'

/** A call as the checks see it: each name once, in the order of arrival (PROTOCOL 1.2). */
export interface GatewayRequest {
  readonly method: string
  readonly parameters: ReadonlyMap<string, string>
  readonly isUtf8: boolean
}

/** The request line, content type and body that a call arrived with; text holds one character per byte. */
export interface ReceivedRequest {
  readonly method: string
  /** Request target without the question mark and what follows it. */
  readonly query: string
  readonly contentType: string
  readonly body: Buffer
}

/**
 * Merges the parameters of the URL and of the form body (PROTOCOL 1.2). The URL comes first, and of a repeated name
 * the first counts, as it does in the servlet containers the platform is built on.
 */
export function readRequest(received: ReceivedRequest): GatewayRequest {
  const inUrl = readForm(received.query)
  const inBody = readBody(received)
  const parameters = new Map<string, string>()
  for (const { name, value } of [...inUrl.parameters, ...inBody.parameters]) {
    if (!parameters.has(name)) parameters.set(name, value)
  }
  return { method: received.method, parameters, isUtf8: inUrl.isUtf8 && inBody.isUtf8 }
}

/** The parameters as the list that is signed. */
export function parameterList(request: GatewayRequest): Parameter[] {
  return Array.from(request.parameters, ([name, value]) => ({ name, value }))
}

function readBody({ method, contentType, body }: ReceivedRequest): ReadParameters {
  // A form in the body of a GET never reaches the platform (PROTOCOL 10, item 16).
  if (method === 'POST') {
    const type = contentType.split(';', 1)[0]?.trim().toLowerCase()
    if (type === 'application/x-www-form-urlencoded') return readForm(body.toString('latin1'))
    if (type === 'multipart/form-data') return readMultipart(body.toString('latin1'), contentType)
  }
  return { parameters: [], isUtf8: true }
}
