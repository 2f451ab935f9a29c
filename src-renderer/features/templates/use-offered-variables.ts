import { useI18n } from 'vue-i18n'
import { VARIABLE_REFERENCE } from '@shared/variables/reference'
import type { OwnVariables } from '@shared/variables/variables'
import type { OfferedVariable } from '../../forms/form-model'
import { useLocalized } from '../../i18n/use-localized'
import { exampleOf } from '../../stores/draft-example'
import { useDraftStore } from '../../stores/use-draft-store'
import { useVariablesStore } from '../../stores/use-variables-store'

/** Lists every variable a value may hold with what it gives now: the user's own first, then the built-in ones. */
export function useOfferedVariables(): () => readonly OfferedVariable[] {
  const { t } = useI18n()
  const localized = useLocalized()
  const draft = useDraftStore()
  const variables = useVariablesStore()
  return () => {
    const own = draft.ownVariables
    const named = Object.keys(own).map((name) => ({ expression: name, meaning: t(`templates.field.${meaningOf(name, draft.template?.variables)}`) }))
    const builtIn = VARIABLE_REFERENCE.map(({ expression, meaning }) => ({ expression, meaning: localized(meaning) }))
    const all = [...named, ...builtIn]
    const { values } = exampleOf(Object.fromEntries(all.map(({ expression }) => [expression, `{{${expression}}}`])), own, variables.nextSequence)
    return all.map((one) => ({ ...one, becomes: values[one.expression] ?? '' }))
  }
}

function meaningOf(name: string, ofTemplate: OwnVariables | undefined): 'ofTemplate' | 'ofProfile' {
  return ofTemplate !== undefined && Object.hasOwn(ofTemplate, name) ? 'ofTemplate' : 'ofProfile'
}
