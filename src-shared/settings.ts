import { z } from 'zod'
import { MAX_PATTERNS, MAX_PATTERN_LENGTH } from './exchange/compare/ignore-patterns'
import { PRODUCTION_CONFIRMATIONS } from './guard/production-guard'
import { GROUPINGS } from './history/history-contract'

export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** How many commands that were used last are remembered. */
export const MOST_RECENT_COMMANDS = 8

/** What the user chose about the window. Nothing secret is ever a setting. */
export const settingsSchema = z.strictObject({
  /** `system` follows the language of the operating system. */
  locale: z.enum([...LOCALES, 'system']),
  theme: z.enum(['light', 'dark', 'system']),
  profileId: z.string().max(64).nullable(),
  /** Widths of the outer panes as fractions of the window. */
  historyWidth: z.number().min(0.1).max(0.5),
  exchangeWidth: z.number().min(0.2).max(0.7),
  /** Whether the preview below the form is open. */
  previewOpen: z.boolean(),
  /** What comparisons ignore besides what differs between any two calls. */
  ignoredInComparisons: z.array(z.string().min(1).max(MAX_PATTERN_LENGTH)).max(MAX_PATTERNS),
  /** What the history is grouped by: the day, or one of the fields it can be gathered by. */
  historyGrouping: z.enum(['day', ...GROUPINGS]),
  /** Whether pinned exchanges stand on top of the days. */
  pinnedFirst: z.boolean(),
  /** When the name of a live environment has to be typed before something is sent there. */
  productionConfirmation: z.enum(PRODUCTION_CONFIRMATIONS),
  /** Shortcuts that differ from the declared ones, by command; null takes a command's shortcut away. */
  shortcuts: z.record(z.string().max(64), z.string().max(40).nullable()),
  /** What was done from the palette last, the newest first: ids of commands and of what its sources offer. */
  recentCommands: z.array(z.string().max(200)).max(MOST_RECENT_COMMANDS),
})
export type Settings = z.infer<typeof settingsSchema>

export const DEFAULT_SETTINGS: Settings = {
  locale: 'system',
  theme: 'system',
  profileId: null,
  historyWidth: 0.2,
  exchangeWidth: 0.42,
  previewOpen: false,
  ignoredInComparisons: [],
  historyGrouping: 'day',
  pinnedFirst: true,
  productionConfirmation: 'each-time',
  shortcuts: {},
  recentCommands: [],
}
