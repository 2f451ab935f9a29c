import { onBeforeUnmount, onMounted } from 'vue'
import { holderOf } from '@shared/commands/assignments'
import { COMMAND_IDS, declarationOf, type CommandId } from '@shared/commands/commands'
import { shortcutsOfPress } from '@shared/commands/key-press'
import { isInDialog } from '../composables/in-dialog'
import { offeredCommand, runCommand } from './use-command'
import { useShortcuts } from './use-shortcuts'

const CHARACTERS: ReadonlyMap<string, CommandId> = new Map(
  COMMAND_IDS.flatMap((id) => {
    const { character } = declarationOf(id)
    return character === undefined ? [] : [[character, id] as const]
  }),
)

/**
 * The one place that listens for shortcuts: carries out what a press means wherever the focus is, but for dialogs, which have
 * keys of their own. What something else has taken, what types and what is only held down does nothing.
 */
export function useCommandKeys(): void {
  const { isMac, assigned } = useShortcuts()

  function commandOf(event: KeyboardEvent): CommandId | null {
    for (const shortcut of shortcutsOfPress(event, isMac.value)) {
      const id = holderOf(shortcut, assigned.value)
      if (id !== null) return id
    }
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing
    return isPlain && !isTextField(event.target) ? (CHARACTERS.get(event.key) ?? null) : null
  }

  function onKeydown(event: KeyboardEvent): void {
    if (event.defaultPrevented || isInDialog(event.target) || document.querySelector('dialog[open]') !== null) return
    const id = commandOf(event)
    // What nothing offers leaves the key to whatever has the focus.
    if (id === null || offeredCommand(id) === null) return
    event.preventDefault()
    if (!event.repeat) runCommand(id)
  }
  onMounted(() => window.addEventListener('keydown', onKeydown))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKeydown))
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
