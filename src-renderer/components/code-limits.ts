/** Above this many characters a line is not wrapped: laying it out would hold the page up for seconds. */
const MAX_WRAPPED_LINE = 100_000

/** Whether every line of a text is short enough to be wrapped. */
export function canWrap(text: string): boolean {
  let start = 0
  while (text.length - start > MAX_WRAPPED_LINE) {
    // A text of many short lines is stepped through from its last break within reach, so that this stays quick.
    const lastBreak = text.lastIndexOf('\n', start + MAX_WRAPPED_LINE)
    if (lastBreak < start) return false
    start = lastBreak + 1
  }
  return true
}
