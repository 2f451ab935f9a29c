import type { IconName } from '../../components/icon-paths'

/** An entry of the menu of the history as a whole. */
export interface PaneAction {
  readonly id: string
  readonly label: string
  readonly icon: IconName
  /** Whether what it switches is on; absent when it switches nothing. */
  readonly isChecked?: boolean
  readonly run: () => void
}
