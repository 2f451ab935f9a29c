import { toWireName } from './wire-name'

/** What takes a value's place that must not be handed on. */
export const MASK = '***'

/** The first and last two characters; nothing of a key too short for that to hide anything. */
export function maskKey(key: string): string {
  const characters = [...key]
  return characters.length < 8 ? MASK : `${characters.slice(0, 2).join('')}${MASK}${characters.slice(-2).join('')}`
}

/** A text with every mention of the key masked: the platform repeats the app key in some of its messages. */
export function withoutKey(text: string, key: string): string {
  if (key === '') return text
  const literal = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'gu'), maskKey(key))
}

const SHOWN_OF_FREE_TEXT = 20
const PERSONAL = /(?:^|_)(?:nick|nickname|name|avatar|phone|mobile|tel|email|mail|address)(?:_|$)/
const FREE_TEXT = /(?:^|_)(?:summary|content|text|body|remark|memo|description|title)(?:_|$)/

/** Whether a field of that wire name holds a person’s name, picture or way to reach them. Ids are not: they are what a ticket is about. */
export function isPersonal(name: string): boolean {
  return PERSONAL.test(toWireName(name))
}

/** What of a field's value may be handed on: ids whole, names and pictures not at all, the first 20 characters of free text. */
export function maskField(name: string, value: string): string {
  if (isPersonal(name)) return value === '' ? '' : MASK
  const characters = FREE_TEXT.test(toWireName(name)) ? [...value] : []
  return characters.length > SHOWN_OF_FREE_TEXT ? `${characters.slice(0, SHOWN_OF_FREE_TEXT).join('')}${MASK}` : value
}
