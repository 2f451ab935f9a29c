/** Outlines on a 16 × 16 grid, drawn with a stroke in the colour of the text around them. */
export const ICON_PATHS = {
  check: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  exclamation: 'M8 3v6.2M8 12.4v.1',
  question: 'M5.6 5.8a2.4 2.4 0 1 1 3.5 2.1C8.3 8.4 8 8.9 8 9.8M8 12.6v.1',
  lightning: 'M8.8 1.8 4 9h3.6l-.6 5.2L12 7H8.2z',
  spinner: 'M8 2a6 6 0 1 1-6 6',
  copy: 'M5.5 5.5h7v8h-7zM3.5 10.5v-8h7',
  sun: 'M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  moon: 'M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z',
  monitor: 'M2 3h12v8H2zM5.5 13.5h5M8 11v2.5',
  chevron: 'M4 6.5 8 10.5l4-4',
  key: 'M10.2 2.5a3.3 3.3 0 1 1-3 4.7L2.5 12v1.8h2V12h1.7v-1.6l1.6-1.6',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  wrap: 'M2 4h12M2 8h9.5a2 2 0 0 1 0 4H8M9.8 10.2 8 12l1.8 1.8M2 12h3',
  find: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.3 10.3 14 14',
  stop: 'M4 4h8v8H4z',
  inbox: 'M2 9l2.2-6h7.6L14 9v4H2zM2 9h3.5l1 2h3l1-2H14',
  exchange: 'M2 5.5h11M10 2.5l3 3-3 3M14 10.5H3M6 7.5l-3 3 3 3',
  filter: 'M2.5 3.5h11L9.5 8.5v4l-3 1.5V8.5z',
  columns: 'M2 3h12v10H2zM8 3v10',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  up: 'M4 9.5 8 5.5l4 4',
  path: 'M3 3v7.5h6M9 7.5l3 3-3 3',
} as const

export type IconName = keyof typeof ICON_PATHS
