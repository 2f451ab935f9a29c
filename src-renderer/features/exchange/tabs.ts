import type { Format } from '@shared/protocol/parameters'

/** Names of the views, the same in every language so that people and tools find them. */
export const TABS = ['XML', 'JSON', 'Raw'] as const
export type Tab = (typeof TABS)[number]

const TAB_OF_FORMAT = { xml: 'XML', json: 'JSON' } as const satisfies Record<Format, Tab>

/** The format a tab shows, null for the raw one. */
export function formatOfTab(tab: Tab): Format | null {
  return tab === 'Raw' ? null : tab === 'XML' ? 'xml' : 'json'
}

/** The tab to open with: the format that came over the wire, and the bytes where there is none. */
export function tabOfFormat(format: Format | null): Tab {
  return format === null ? 'Raw' : TAB_OF_FORMAT[format]
}
