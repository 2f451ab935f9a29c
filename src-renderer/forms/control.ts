/** What every control of a form is given, whatever it edits. */
export interface ControlProps {
  readonly controlId: string
  /** Wire name first, so that people and tools find the control by it. */
  readonly accessibleName: string
  readonly value: string
  /** What a value with variables would be sent as now; null for one without. */
  readonly example: string | null
  /** Ids of what explains the control: its problems, its decoded value. */
  readonly describedBy: string | undefined
  readonly isInvalid: boolean
  readonly isRequired: boolean
}

/** Whether the key belongs to an input method that is still composing: its Enter chooses a word and nothing else. */
export function isComposing(event: KeyboardEvent): boolean {
  // 229 is what Chromium reports for the key that ends a composition after `isComposing` was reset.
  return event.isComposing || event.keyCode === 229
}

/** The text of an input event, or null while an input method is still composing it. */
export function typedText(event: Event): string | null {
  if (event instanceof InputEvent && event.isComposing) return null
  // Only text controls are given this handler.
  return (event.target as HTMLInputElement | HTMLTextAreaElement).value
}

/** Keeps Enter from submitting the form around a control; with Ctrl or Cmd it is the shortcut that sends, and passes. */
export function swallowEnter(event: KeyboardEvent): void {
  if (!isComposing(event) && !event.ctrlKey && !event.metaKey) event.preventDefault()
}

/** Attributes that every text control of a form carries; bound with `v-bind`. */
export function controlAttributes(props: ControlProps): Record<string, string | true | undefined> {
  return {
    id: props.controlId,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': props.accessibleName,
    'aria-required': props.isRequired || undefined,
    'aria-invalid': props.isInvalid || undefined,
    'aria-describedby': props.describedBy,
  }
}
