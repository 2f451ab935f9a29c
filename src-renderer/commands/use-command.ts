import { onBeforeUnmount, onMounted, shallowReactive } from 'vue'
import { COMMAND_IDS, type CommandId } from '@shared/commands/commands'
import { useNotices } from '../composables/use-notices'

/** How a command is carried out while the component that offers it is shown. */
export interface OfferedCommand {
  readonly run: () => void | Promise<void>
  /** Whether it would do anything now; without it always. */
  readonly isAvailable?: () => boolean
}

// One list for the page: the palette and the shortcuts reach what is offered far from them. The last of each is carried out.
const offered = shallowReactive(new Map<CommandId, readonly OfferedCommand[]>())

/** What is carried out for a command at the moment; null when nothing of the page offers it. */
export function offeredCommand(id: CommandId): OfferedCommand | null {
  return offered.get(id)?.at(-1) ?? null
}

/** Whether a command would do anything now. */
export function isCommandAvailable(id: CommandId): boolean {
  const command = offeredCommand(id)
  return command !== null && (command.isAvailable?.() ?? true)
}

/** Carries a command out, unless it would do nothing now; what fails is shown to the user. */
export function runCommand(id: CommandId): void {
  if (isCommandAvailable(id)) runShowingError(() => offeredCommand(id)?.run())
}

/** Runs something that may fail at once or later, and shows the error. */
export function runShowingError(run: () => unknown): void {
  void useNotices().orShowError(new Promise((resolve) => resolve(run())))
}

/** Offers a command for as long as the component is mounted; the one that was mounted last is carried out. */
export function useCommand(id: CommandId, run: OfferedCommand['run'], isAvailable?: () => boolean): void {
  const own: OfferedCommand = isAvailable === undefined ? { run } : { run, isAvailable }
  onMounted(() => offered.set(id, [...(offered.get(id) ?? []), own]))
  onBeforeUnmount(() => {
    const others = offered.get(id)?.filter((one) => one !== own) ?? []
    if (others.length > 0) offered.set(id, others)
    else offered.delete(id)
  })
}

/** Offers several commands at once; `isAvailable` counts for each of them. */
export function useCommands(commands: Partial<Record<CommandId, OfferedCommand['run']>>, isAvailable?: () => boolean): void {
  for (const id of COMMAND_IDS) {
    const run = commands[id]
    if (run !== undefined) useCommand(id, run, isAvailable)
  }
}
