/** The first characters of each initial in the order of pinyin; no word begins with i, u or v. */
const FIRST_OF_INITIAL = [...'阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀']
const INITIALS = 'abcdefghjklmnopqrstwxyz'
/** Characters with several readings, as the words of the console read them. */
const READ_AS: Readonly<Record<string, string>> = { 重: 'c', 长: 'c' }

const byPinyin = new Intl.Collator('zh-CN-u-co-pinyin')

// The names of the console and of what the user has are few, and comparing them is what costs.
const known = new Map<string, string>()

/** The initials of a Chinese text's characters (`fsqq` of 发送请求); other letters and digits stay, everything else is left out. */
export function pinyinInitials(text: string): string {
  const initials = known.get(text) ?? [...text].map(initialOf).join('')
  known.set(text, initials)
  return initials
}

function initialOf(character: string): string {
  if (/[a-z0-9]/i.test(character)) return character.toLowerCase()
  if (!/\p{Script=Han}/u.test(character)) return ''
  const at = FIRST_OF_INITIAL.findLastIndex((first) => byPinyin.compare(first, character) <= 0)
  return READ_AS[character] ?? INITIALS[at] ?? ''
}
