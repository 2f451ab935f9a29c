export { layoutXml } from '@shared/exchange/xml/layout'
export { readXmlRows } from '@shared/exchange/xml/rows'
