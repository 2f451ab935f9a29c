import { inject, type InjectionKey } from 'vue'
import type { DraftValues, Problem } from '@shared/descriptor/problems'

/** What a form needs of whoever holds its draft. `values` is reactive by path. */
export interface FormModel {
  readonly values: DraftValues
  readonly setValue: (path: string, value: string) => void
  /** Tells that the user left the field, so that its errors may be shown. */
  readonly touch: (path: string) => void
  /** Problems to show at the field now. */
  readonly problemsAt: (path: string) => readonly Problem[]
  /** What a value with variables would be sent as now, null for one without; a form that knows no variables has no such thing. */
  readonly exampleAt?: (path: string) => string | null
  /** The variables a value may hold, offered while one is typed. */
  readonly variables?: () => readonly OfferedVariable[]
}

/** A variable to choose, and what it gives now. */
export interface OfferedVariable {
  /** What stands between the braces. */
  readonly expression: string
  readonly meaning: string
  readonly becomes: string
}

export const formModelKey: InjectionKey<FormModel> = Symbol('form model')

/** The model of the form around the calling component. @throws Error outside of a form. */
export function useFormModel(): FormModel {
  const model = inject(formModelKey)
  if (model === undefined) throw new Error('a field stands outside of a form')
  return model
}

/** Id of the control that edits a path. */
export function controlIdOf(path: string): string {
  return `field-${path.replaceAll('.', '-')}`
}
