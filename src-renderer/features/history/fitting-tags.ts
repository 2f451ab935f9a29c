/** Widths in pixels at the size small texts have in the list. */
const NARROW = 6.6
const WIDE = 12
const AROUND = 14
const GAP = 4
const REST = 30
/** A chip is never wider; its text ends in an ellipsis then. */
const WIDEST_CHIP = 130

/** How many tags, from the first on, have room beside each other in a width; room for "+2" is kept where some have none. */
export function fittingTags(tags: readonly string[], width: number): number {
  let used = 0
  for (const [index, tag] of tags.entries()) {
    used += chipWidth(tag) + (index === 0 ? 0 : GAP)
    const isLast = index === tags.length - 1
    if (used + (isLast ? 0 : GAP + REST) > width) return Math.max(1, index)
  }
  return tags.length
}

function chipWidth(tag: string): number {
  const text = [...tag].reduce((sum, character) => sum + (character > '\u2e80' ? WIDE : NARROW), 0)
  return Math.min(WIDEST_CHIP, text + AROUND)
}
