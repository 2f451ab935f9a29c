import { describe, expect, it } from 'vitest'
import { LEAST_WIDTHS, paneWidths, widthLimits } from './pane-widths'

const wish = { history: 0.22, exchange: 0.44 }

describe('paneWidths', () => {
  it.each([
    [1_920, 422, 845],
    [1_280, 282, 563],
  ])('follows the wish in a window of %i', (window, history, exchange) => {
    expect(paneWidths(window, wish)).toEqual({ history, exchange })
  })

  it.each([1_000, 1_100, 1_280])('leaves every pane its least width in a window of %i, whatever was wished', (window) => {
    for (const extreme of [{ history: 0.5, exchange: 0.7 }, { history: 0.1, exchange: 0.2 }]) {
      const { history, exchange } = paneWidths(window, extreme)
      expect(history).toBeGreaterThanOrEqual(LEAST_WIDTHS.history)
      expect(exchange).toBeGreaterThanOrEqual(LEAST_WIDTHS.exchange)
      expect(window - history - exchange).toBeGreaterThanOrEqual(LEAST_WIDTHS.compose)
    }
  })
})

describe('widthLimits', () => {
  it('stay within what the settings accept', () => {
    for (const window of [0, 1_000, 1_920, 6_000]) {
      const { history, exchange } = widthLimits(window, paneWidths(window, wish))
      expect(history.minimum).toBeGreaterThanOrEqual(0.1)
      expect(history.maximum).toBeLessThanOrEqual(0.5)
      expect(exchange.minimum).toBeGreaterThanOrEqual(0.2)
      expect(exchange.maximum).toBeLessThanOrEqual(0.7)
    }
  })
})
