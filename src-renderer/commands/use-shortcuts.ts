import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { assignedShortcuts } from '@shared/commands/assignments'
import { declarationOf, type CommandId } from '@shared/commands/commands'
import { ariaShortcut, shownShortcut, type Shortcut } from '@shared/commands/shortcut'
import { useAppStore } from '../stores/use-app-store'
import { useSettingsStore } from '../stores/use-settings-store'

/** Which command has which shortcut as the user has it, and how this system writes them. */
export function useShortcuts() {
  const settings = useSettingsStore()
  const app = useAppStore()
  const isMac = computed(() => app.description?.platform === 'darwin')
  const assigned = computed(() => assignedShortcuts(settings.settings.shortcuts))
  const shown = (shortcut: Shortcut): string => shownShortcut(shortcut, isMac.value)
  return { isMac, assigned, shown }
}

/** A command's shortcut as its button shows it; all of it follows what the user changes. */
export interface ShortcutText {
  /** `Ctrl+Shift+L`; empty when it has none. */
  readonly text: ComputedRef<string>
  /** What `aria-keyshortcuts` takes. */
  readonly aria: ComputedRef<string | undefined>
  /** A hint with the shortcut in brackets behind it, or the hint alone. */
  readonly after: (hint: string) => string
}

export function useShortcutText(id: CommandId): ShortcutText {
  const { t } = useI18n()
  const { isMac, assigned, shown } = useShortcuts()
  const shortcut = computed(() => assigned.value.get(id) ?? null)
  const text = computed(() => (shortcut.value === null ? '' : shown(shortcut.value)))
  return {
    text,
    after: (hint) => (text.value === '' ? hint : t('commands.hintWithKeys', { hint, keys: text.value })),
    aria: computed(() => {
      const all = [shortcut.value === null ? null : ariaShortcut(shortcut.value, isMac.value), declarationOf(id).character ?? null]
      return all.filter((one) => one !== null).join(' ') || undefined
    }),
  }
}
