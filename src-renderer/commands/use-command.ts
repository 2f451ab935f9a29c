import { onBeforeUnmount, onMounted, shallowReactive } from 'vue'
import type { CommandId } from '@shared/commands/commands'

/** How a command is carried out while the component that offers it is shown. */
export interface OfferedCommand {
  readonly run: () => void | Promise<void>
  /** Whether it would do anything now; without it always. */
  readonly isAvailable?: () => boolean
}

// One list for the page: the palette and the shortcuts reach what is offered far from them.
const offered = shallowReactive(new Map<CommandId, OfferedCommand>())

/** What is offered at the moment. */
export function offeredCommands(): ReadonlyMap<CommandId, OfferedCommand> {
  return offered
}

/** Offers a command for as long as the component is mounted; the one that was mounted last is carried out. */
export function useCommand(id: CommandId, run: OfferedCommand['run'], isAvailable?: () => boolean): void {
  const own: OfferedCommand = isAvailable === undefined ? { run } : { run, isAvailable }
  onMounted(() => offered.set(id, own))
  onBeforeUnmount(() => {
    if (offered.get(id) === own) offered.delete(id)
  })
}
