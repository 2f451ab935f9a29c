import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { CodeForm, CodeLanguage } from '@shared/codegen/code'
import { AppError } from '@shared/errors'
import { holdsVariables } from '@shared/variables/syntax'
import type { ShownExchange } from '@shared/exchange/exchange'
import { LOCAL_PROFILE_ID } from '@shared/profile/profile'
import { ROUTER_PATH, findGatewayUrlProblem } from '@shared/protocol/gateway-url'
import { useAppStore } from '../../stores/use-app-store'
import { useDraftStore } from '../../stores/use-draft-store'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { subjectOfDraft, subjectOfExchange, type CodeSubject } from './code-subject'

/** What code is shown of: a request, or the form while its profile leads nowhere. */
export type ShownCode = { readonly kind: 'subject'; readonly subject: CodeSubject } | { readonly kind: 'no-gateway' }

// The port of the local gateway is chosen when it starts.
const LOCAL_ADDRESS = `http://127.0.0.1${ROUTER_PATH}`

/** The code that is shown, if any; language and form stay as they were chosen last. */
export const useCode = defineStore('code', () => {
  const draft = useDraftStore()
  const profiles = useProfilesStore()
  const app = useAppStore()
  const shown = shallowRef<ShownCode | null>(null)
  const language = ref<CodeLanguage>('java')
  const form = ref<CodeForm>('self-contained')

  /** Shows the call the form would make. */
  function openForm(): void {
    const profile = profiles.selected
    const gatewayUrl = profile === null ? '' : profile.builtIn ? (app.gateway.url ?? LOCAL_ADDRESS) : profile.gatewayUrl
    if (profile === null || findGatewayUrlProblem(gatewayUrl) !== null) {
      shown.value = { kind: 'no-gateway' }
      return
    }
    const session = profiles.statuses[profile.id]?.session
    const subject = subjectOfDraft({
      operation: draft.operation,
      values: draft.expandedValues(),
      hasVariables: Object.values(draft.sentValues()).some(holdsVariables),
      format: draft.format,
      signMethod: draft.signMethod,
      profile,
      gatewayUrl,
      withSession: session !== undefined && session.state !== 'nothing-stored',
    })
    shown.value = { kind: 'subject', subject }
  }

  /** Shows the call a kept exchange made. @throws AppError `operation.unknown` */
  function openExchange(exchange: ShownExchange): void {
    const subject = subjectOfExchange(exchange, exchange.profileId === LOCAL_PROFILE_ID && !exchange.imported)
    if (subject === null) throw new AppError('operation.unknown')
    shown.value = findGatewayUrlProblem(subject.request.gatewayUrl) === null ? { kind: 'subject', subject } : { kind: 'no-gateway' }
  }

  function close(): void {
    shown.value = null
  }

  return { shown, language, form, openForm, openExchange, close }
})
