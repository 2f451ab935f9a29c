import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { printLines } from '@shared/exchange/document/lines'
import { sessionMarker } from '@shared/exchange/exchange'
import { draftViews, type View } from '@shared/exchange/views'
import { ROUTER_PATH, findGatewayUrlProblem } from '@shared/protocol/gateway-url'
import { useAppStore } from '../../stores/use-app-store'
import { useDraftStore } from '../../stores/use-draft-store'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { wirePreviewText } from './wire-preview'

export const PREVIEW_TABS = ['DTO JSON', 'XML', 'Wire'] as const
export type PreviewTab = (typeof PREVIEW_TABS)[number]

/** A preview: a text to show as code, or a sentence why there is none. */
export type Preview = { readonly kind: 'code'; readonly text: string } | { readonly kind: 'sentence'; readonly text: string }

// The port of the local gateway is chosen when it starts.
const LOCAL_ADDRESS = `http://127.0.0.1${ROUTER_PATH}`

/** The chosen preview of the draft, computed only while it is looked at and at most once per frame. */
export function usePreview(isOpen: Readonly<Ref<boolean>>, tab: Readonly<Ref<PreviewTab>>): Readonly<Ref<Preview>> {
  const draft = useDraftStore()
  const profiles = useProfilesStore()
  const app = useAppStore()
  const { t, locale } = useI18n()
  const preview = shallowRef<Preview>({ kind: 'sentence', text: '' })
  let frame = 0

  const gatewayUrl = computed(() => {
    const profile = profiles.selected
    if (profile === null) return null
    const url = profile.builtIn ? (app.gateway.url ?? LOCAL_ADDRESS) : profile.gatewayUrl
    return findGatewayUrlProblem(url) === null ? url : null
  })

  // Reading everything here makes it what the preview depends on; while it is folded it depends on nothing.
  watch(
    () =>
      isOpen.value
        ? [tab.value, draft.operation, draft.expansion, draft.format, draft.signMethod, profiles.selected, profiles.statuses, gatewayUrl.value, locale.value]
        : null,
    (sources) => {
      cancelAnimationFrame(frame)
      if (sources !== null) frame = requestAnimationFrame(update)
    },
    { immediate: true },
  )
  onScopeDispose(() => cancelAnimationFrame(frame))

  function update(): void {
    preview.value = tab.value === 'Wire' ? wire() : view()
  }

  function view(): Preview {
    const { values } = draft.expansion
    if (Object.keys(values).length === 0) return { kind: 'sentence', text: t('compose.preview.empty') }
    const views = draftViews(draft.operation, values)
    const shown: View = tab.value === 'XML' ? views.xml : views.json
    if (shown.kind === 'lines') return { kind: 'code', text: printLines(shown.lines) }
    return { kind: 'sentence', text: t('compose.preview.notConvertible', { detail: shown.detail }) }
  }

  function wire(): Preview {
    const profile = profiles.selected
    const url = gatewayUrl.value
    if (profile === null || url === null) return { kind: 'sentence', text: t('compose.preview.wireNoGateway') }
    const session = profiles.statuses[profile.id]?.session
    const isHeld = session !== undefined && session.state !== 'nothing-stored'
    const text = wirePreviewText({
      operation: draft.operation,
      values: draft.expansion.values,
      profile,
      gatewayUrl: url,
      format: draft.format,
      signMethod: draft.signMethod,
      sessionMarker: isHeld ? sessionMarker(session.fingerprint ?? '') : null,
      signMarker: t('compose.preview.sign'),
      timestampMs: Date.now(),
      version: app.description?.version ?? '',
    })
    return { kind: 'code', text }
  }

  return preview
}
