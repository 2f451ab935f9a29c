import { LONGEST_PROFILE_NAME } from '@shared/profile/profile'

/** The wanted name, or the first free one with a number behind it; a long one loses its end. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const withEnd = (end: string): string => wanted.slice(0, LONGEST_PROFILE_NAME - end.length).trimEnd() + end
  let name = withEnd('')
  for (let number = 2; taken.includes(name); number += 1) name = withEnd(` ${number}`)
  return name
}
