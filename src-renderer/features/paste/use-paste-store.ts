import { defineStore } from 'pinia'
import { computed, nextTick, ref, shallowRef, watch } from 'vue'
import type { DraftValues } from '@shared/descriptor/problems'
import type { PastedRequest } from '@shared/import/pasted-request'
import { sameValues } from '../../stores/same-values'
import { useDraftStore } from '../../stores/use-draft-store'
import { useProfilesStore } from '../../stores/use-profiles-store'
import type { Subject } from '../signature/subject'
import type { FillPlan } from './pasted-plan'

/** What the dialog opens with. */
export interface PasteSource {
  readonly text: string
  /** Null when it was not read from a file. */
  readonly fileName: string | null
}

/** What the form was filled from, until it is edited. */
interface Filled extends Pick<PastedRequest, 'shape' | 'notes' | 'reading'> {
  readonly values: DraftValues
}

/** A request on its way from somebody's text into the form. The text is held only while it is looked at. */
export const usePasteStore = defineStore('paste', () => {
  const draft = useDraftStore()
  const profiles = useProfilesStore()
  const opened = shallowRef<PasteSource | null>(null)
  /** A text that went into a field and is a request. */
  const offered = shallowRef<string | null>(null)
  /** A pasted request that is looked at for its signature. */
  const examined = shallowRef<Subject | null>(null)
  const isReadingFile = ref(false)
  // What was pasted into a field gave way to something else.
  watch(
    () => draft.undoable,
    (undoable) => {
      if (undoable !== null) offered.value = null
    },
  )
  const filledWith = shallowRef<Filled | null>(null)
  const filled = computed(() => (filledWith.value !== null && sameValues(filledWith.value.values, draft.sentValues()) ? filledWith.value : null))

  function open(text = '', fileName: string | null = null): void {
    offered.value = null
    opened.value = { text, fileName }
  }

  function close(): void {
    opened.value = null
  }

  /** Puts the plan into the form; `profileId` chooses the profile it goes with, null leaves the chosen one. */
  async function fill(plan: FillPlan, { shape, notes, reading }: PastedRequest, profileId: string | null): Promise<void> {
    if (profileId !== null) await profiles.select(profileId)
    close()
    // A change of profile brings its own method and format along.
    await nextTick()
    draft.loadTyped(plan.operation, plan.values, plan.keepsDraft ? draft.template : null)
    if (plan.format !== null) draft.format = plan.format
    if (plan.signMethod !== null) draft.signMethod = plan.signMethod
    filledWith.value = { shape, notes, reading, values: draft.sentValues() }
    draft.jumpTo(draft.operation.identity.callerId)
  }

  function dismissFilled(): void {
    filledWith.value = null
  }

  function examine(subject: Subject | null): void {
    close()
    examined.value = subject
  }

  return { opened, offered, examined, isReadingFile, filled, open, close, fill, dismissFilled, examine }
})
