import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { IGNORED_BY_DEFAULT, MAX_PATTERNS, readIgnorePattern } from '@shared/exchange/compare/ignore-patterns'
import { useNotices } from '../../composables/use-notices'
import { useSettingsStore } from '../../stores/use-settings-store'

/** What comparisons ignore: what always differs, unless it is switched off for now, and what the user added, which is kept. */
export const useIgnoredPatterns = defineStore('ignored-patterns', () => {
  const settings = useSettingsStore()
  const { orShowError } = useNotices()
  const switchedOff = ref<readonly string[]>([])
  const defaults = computed(() => IGNORED_BY_DEFAULT.map((pattern) => ({ pattern, isOn: !switchedOff.value.includes(pattern) })))
  const added = computed<readonly string[]>(() => settings.settings.ignoredInComparisons)
  const ignored = computed(() => [...defaults.value.filter(({ isOn }) => isOn).map(({ pattern }) => pattern), ...added.value])

  const save = (patterns: readonly string[]): void => void orShowError(settings.save({ ignoredInComparisons: [...patterns] }))

  function toggle(pattern: string): void {
    const { value } = switchedOff
    switchedOff.value = value.includes(pattern) ? value.filter((one) => one !== pattern) : [...value, pattern]
  }

  /** Says why a pattern cannot be added; null when it is ignored from now on. */
  function add(text: string): 'invalid' | 'full' | null {
    const pattern = text.trim()
    if (readIgnorePattern(pattern) === null) return 'invalid'
    if (switchedOff.value.includes(pattern)) toggle(pattern)
    else if (!ignored.value.includes(pattern)) {
      if (added.value.length >= MAX_PATTERNS) return 'full'
      save([...added.value, pattern])
    }
    return null
  }

  function remove(pattern: string): void {
    save(added.value.filter((one) => one !== pattern))
  }

  return { defaults, added, ignored, toggle, add, remove }
})
