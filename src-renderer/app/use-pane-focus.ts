import { useCommands } from '../commands/use-command'

/** What has the focus first when somebody goes to a pane with a key; the first control where there is none of that. */
const ENTRANCES = {
  history: '[data-exchange-id][tabindex="0"]',
  compose: '.descriptor-form :is(input, textarea, select)',
  exchange: '[role="tab"][aria-selected="true"]',
} as const
const CONTROLS = 'button:not(:disabled), input:not(:disabled), select:not(:disabled), [tabindex="0"]'

/** Offers going to each pane as commands: to the control one was in last, or to its entrance. */
export function usePaneFocus(): { readonly remember: (event: FocusEvent) => void } {
  const last = new Map<string, HTMLElement>()

  function remember({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement)) return
    const region = target.closest<HTMLElement>('[data-region]')?.dataset['region']
    if (region !== undefined) last.set(region, target)
  }

  function goTo(region: keyof typeof ENTRANCES): void {
    const pane = document.querySelector<HTMLElement>(`[data-region="${region}"]`)
    const known = last.get(region)
    if (known?.isConnected === true && pane?.contains(known) === true) known.focus()
    else (pane?.querySelector<HTMLElement>(ENTRANCES[region]) ?? pane?.querySelector<HTMLElement>(CONTROLS))?.focus()
  }
  useCommands({ focusHistory: () => goTo('history'), focusForm: () => goTo('compose'), focusExchange: () => goTo('exchange') })
  return { remember }
}
