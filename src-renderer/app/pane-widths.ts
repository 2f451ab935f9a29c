/** The least each pane needs to stay usable, in pixels. */
export const LEAST_WIDTHS = { history: 220, compose: 360, exchange: 380 } as const

/** What the outer panes may be set to, as fractions of the window. */
export interface WidthLimits {
  readonly history: { readonly minimum: number; readonly maximum: number }
  readonly exchange: { readonly minimum: number; readonly maximum: number }
}

/** Pixels of the outer panes for a window: the wish, within what leaves every pane its least width. */
export function paneWidths(window: number, wish: { history: number; exchange: number }): { history: number; exchange: number } {
  const free = Math.max(0, window - LEAST_WIDTHS.compose)
  const exchange = clamp(wish.exchange * window, LEAST_WIDTHS.exchange, free - LEAST_WIDTHS.history)
  const history = clamp(wish.history * window, LEAST_WIDTHS.history, free - exchange)
  return { history: Math.round(history), exchange: Math.round(exchange) }
}

/** Limits of the separators for a window, within what the settings accept. */
export function widthLimits(window: number, widths: { history: number; exchange: number }): WidthLimits {
  if (window === 0) return { history: { minimum: 0.1, maximum: 0.5 }, exchange: { minimum: 0.2, maximum: 0.7 } }
  const free = window - LEAST_WIDTHS.compose
  return {
    history: {
      minimum: clamp(LEAST_WIDTHS.history / window, 0.1, 0.5),
      maximum: clamp((free - widths.exchange) / window, 0.1, 0.5),
    },
    exchange: {
      minimum: clamp(LEAST_WIDTHS.exchange / window, 0.2, 0.7),
      maximum: clamp((free - widths.history) / window, 0.2, 0.7),
    },
  }
}

/** The larger bound loses when they cross: a pane that is too small beats one that is cut off. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
