/** The first characters of each initial in the order of pinyin; no word begins with i, u or v. */
const FIRST_OF_INITIAL = [...'阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀']
const INITIALS = 'abcdefghjklmnopqrstwxyz'
/** Characters with several readings, as the words of the console read them. */
const READ_AS: Readonly<Record<string, string>> = { 重: 'c', 长: 'c' }

const byPinyin = new Intl.Collator('zh-CN-u-co-pinyin')

/** The initials of a Chinese text's characters (`fsqq` of 发送请求); other letters and digits stay, everything else is left out. */
export function pinyinInitials(text: string): string {
  return [...text].map((character) => (/\p{Script=Han}/u.test(character) ? initialOf(character) : /[a-z0-9]/i.test(character) ? character.toLowerCase() : '')).join('')
}

function initialOf(character: string): string {
  const at = FIRST_OF_INITIAL.findLastIndex((first) => byPinyin.compare(first, character) <= 0)
  return READ_AS[character] ?? INITIALS[at] ?? ''
}
