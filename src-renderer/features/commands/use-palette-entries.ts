import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { COMMANDS, COMMAND_GROUPS, COMMAND_IDS, type CommandGroup, type CommandId } from '@shared/commands/commands'
import { findEntries } from '@shared/commands/find-commands'
import { LOCALES } from '@shared/settings'
import { isCommandAvailable, offeredCommand, runCommand, runShowingError } from '../../commands/use-command'
import { sourceEntries } from '../../commands/use-command-source'
import { useShortcuts } from '../../commands/use-shortcuts'
import { messages } from '../../i18n'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { useSettingsStore } from '../../stores/use-settings-store'
import { pinyinInitials } from './pinyin-initials'

/** One line of the palette. */
export interface PaletteEntry {
  readonly id: string
  readonly group: CommandGroup
  readonly name: string
  readonly detail: string
  /** The shortcut as this system shows it, or empty. */
  readonly keys: string
  /** Why it would do nothing now; null when it can be done. */
  readonly obstacle: string | null
  readonly isOnlyFound: boolean
  /** What it is found by; worked out when something is typed. */
  readonly texts: readonly string[]
  readonly run: () => void
}

/** Lines under one heading; null where what was typed decides the order. */
export interface PaletteSection {
  readonly heading: string | null
  readonly entries: readonly PaletteEntry[]
}

const MOST_RECENT_SHOWN = 5

/** Every name a command is found by: in each language, and the initials of the Chinese one. */
export function textsOfCommand(id: CommandId): readonly string[] {
  return [...LOCALES.map((locale) => messages[locale].commands.names[id]), pinyinInitials(messages['zh-CN'].commands.names[id])]
}

/**
 * What the palette shows for what was typed. To nothing: what was used last, then every group; only what can be done now, so
 * that everything in sight works. To something: the best answers, what cannot be done now last with the reason, so that who
 * looks for a thing learns that it exists.
 */
export function usePaletteEntries(query: () => string): ComputedRef<readonly PaletteSection[]> {
  const { t } = useI18n()
  const { assigned, shown } = useShortcuts()
  const settings = useSettingsStore()
  const exchanges = useExchangesStore()
  const profiles = useProfilesStore()

  /** What stands in the way of a command that cannot be carried out; null for one this window does not have at all. */
  function obstacleOf(id: CommandId): string | null {
    if (COMMANDS[id].group === 'exchange' && exchanges.selected === null) return t('commands.unavailable.nothingOpen')
    if (offeredCommand(id) === null) return null
    switch (id) {
      case 'send':
        return t(profiles.selected === null ? 'commands.unavailable.noProfile' : 'commands.unavailable.underWay')
      case 'cancel':
        return t('commands.unavailable.nothingUnderWay')
      case 'clearForm':
        return t('commands.unavailable.emptyForm')
      case 'undoForm':
      case 'undoRemoval':
        return t('commands.unavailable.nothingToUndo')
      case 'showProblems':
        return t('commands.unavailable.noProblems')
      case 'editProfile':
        return t('commands.unavailable.noProfile')
      case 'duplicateProfile':
      case 'removeProfile':
        return t('commands.unavailable.builtIn')
      case 'startGateway':
      case 'stopGateway':
        return t('commands.unavailable.gateway')
      default:
        return t('commands.unavailable.notNow')
    }
  }

  function commandEntries(): PaletteEntry[] {
    return COMMAND_IDS.flatMap((id) => {
      const isAvailable = isCommandAvailable(id)
      const obstacle = isAvailable ? null : obstacleOf(id)
      if (id === 'palette' || (!isAvailable && obstacle === null)) return []
      const shortcut = assigned.value.get(id)
      const keys = shortcut === undefined ? '' : shown(shortcut)
      const { group } = COMMANDS[id]
      const name = t(`commands.names.${id}`)
      return [{ id, group, name, detail: '', keys, obstacle, isOnlyFound: false, get texts() { return textsOfCommand(id) }, run: () => runCommand(id) }]
    })
  }

  const all = computed<readonly PaletteEntry[]>(() => [
    ...commandEntries(),
    ...sourceEntries().map(({ id, group, name, detail = '', otherWords = [], isOnlyFound = false, run }) => {
      const texts = (): string[] => [name, pinyinInitials(name), ...otherWords]
      return { id, group, name, detail, keys: '', obstacle: null, isOnlyFound, get texts() { return texts() }, run: () => runShowingError(run) }
    }),
  ])
  const recent = computed(() => {
    const byId = new Map(all.value.map((entry) => [entry.id, entry]))
    return settings.settings.recentCommands.flatMap((id) => byId.get(id) ?? [])
  })

  return computed(() => {
    if (query().trim() === '') {
      const first = recent.value.filter(({ obstacle }) => obstacle === null).slice(0, MOST_RECENT_SHOWN)
      const rest = all.value.filter((entry) => entry.obstacle === null && !entry.isOnlyFound && !first.includes(entry))
      const sections = COMMAND_GROUPS.map((group) => ({ heading: t(`commands.groups.${group}`), entries: rest.filter((entry) => entry.group === group) }))
      return [{ heading: t('commands.palette.recent'), entries: first }, ...sections].filter(({ entries }) => entries.length > 0)
    }
    const used = new Set(recent.value)
    const found = findEntries(query(), [...recent.value, ...all.value.filter((entry) => !used.has(entry))])
    const entries = [...found.filter(({ obstacle }) => obstacle === null), ...found.filter(({ obstacle }) => obstacle !== null)]
    return entries.length === 0 ? [] : [{ heading: null, entries }]
  })
}
