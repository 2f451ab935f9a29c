import type { CommandId } from '@shared/commands/commands'
import type { ViewName } from '@shared/exchange/document/document-contract'

type Half = 'request' | 'response'

/** The commands that show the views of a half. */
export const VIEW_COMMANDS: Readonly<Record<Half, Readonly<Record<ViewName, CommandId>>>> = {
  request: { XML: 'requestXml', JSON: 'requestJson', Table: 'requestTable', Raw: 'requestRaw', Hex: 'requestHex' },
  response: { XML: 'responseXml', JSON: 'responseJson', Table: 'responseTable', Raw: 'responseRaw', Hex: 'responseHex' },
}

/** What else is done with the view of a half that is shown. */
export const HALF_COMMANDS: Readonly<Record<Half, Readonly<Record<'both' | 'find' | 'filter' | 'copy', CommandId>>>> = {
  request: { both: 'requestBoth', find: 'requestFind', filter: 'requestFilter', copy: 'requestCopy' },
  response: { both: 'responseBoth', find: 'responseFind', filter: 'responseFilter', copy: 'responseCopy' },
}
