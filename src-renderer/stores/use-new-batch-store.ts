import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { BatchCharset, BatchCheck, BatchDelimiter, BatchFile, BatchPlan } from '@shared/batch/batch-contract'
import type { DraftValues } from '@shared/descriptor/problems'
import type { Format, SignMethod } from '@shared/protocol/parameters'
import { guessedColumns, type Columns } from '../features/batch/columns'
import { USUAL_PACE, paceOf, paceTextsOf } from '../features/batch/pace'
import { call } from '../ipc/client'
import { useDraftStore } from './use-draft-store'
import { useProfilesStore } from './use-profiles-store'

export const STEPS = ['file', 'columns', 'check'] as const
export type Step = (typeof STEPS)[number]

/** How the file is read; what is absent stays as it is. */
export interface Reading {
  readonly charset?: BatchCharset
  readonly delimiter?: BatchDelimiter
  readonly hasHeader?: boolean
}

/** The batch that is being made. It outlives closing the dialog: nobody maps thirty columns twice. */
export const useNewBatchStore = defineStore('new-batch', () => {
  const draft = useDraftStore()
  const profiles = useProfilesStore()

  const step = ref<Step>('file')
  const file = shallowRef<BatchFile | null>(null)
  const columns = shallowRef<Columns>([])
  const profileId = ref<string | null>(null)
  const format = ref<Format>('json')
  const signMethod = ref<SignMethod>('hmac-sha256')
  const pace = ref(paceTextsOf(USUAL_PACE))
  const sendErrors = ref(false)
  const isReading = ref(false)
  const isChecking = ref(false)
  const failure = shallowRef<unknown>(null)
  const checked = shallowRef<{ readonly key: string; readonly result: BatchCheck } | null>(null)
  /** Row of the sample to look at, counted from 1; a new object for every jump. */
  const jump = shallowRef<{ readonly row: number } | null>(null)

  const operation = computed(() => draft.operation)
  /** What every row has besides its columns: what the form holds. */
  const base = computed<DraftValues>(() => draft.sentValues())
  const profile = computed(() => profiles.find(profileId.value) ?? profiles.selected)
  const plan = computed<BatchPlan | null>(() => {
    const typed = paceOf(pace.value)
    if (profile.value === null || typed === null) return null
    return {
      profileId: profile.value.id,
      operation: operation.value.name,
      base: { ...base.value },
      variables: { ...draft.template?.variables },
      columns: [...columns.value],
      format: format.value,
      signMethod: signMethod.value,
      ...typed,
    }
  })
  /** What a check depends on; how fast it goes changes no row. */
  const checkKey = computed(() => {
    const { concurrency: _, perSecond: __, ...rest } = plan.value ?? { concurrency: 0, perSecond: 0 }
    return JSON.stringify([file.value?.fileId, file.value?.charset, file.value?.delimiter, file.value?.hasHeader, rest])
  })
  /** The result of checking exactly what would be sent; null until there is one. */
  const check = computed(() => (checked.value?.key === checkKey.value ? checked.value.result : null))
  /** How many rows would be sent; null until that is known. */
  const toSend = computed(() => {
    const result = check.value
    return result === null ? null : result.rowCount - result.blocking - (sendErrors.value ? 0 : result.errors)
  })

  watch(
    () => profile.value?.id,
    () => {
      if (profile.value === null) return
      format.value = profile.value.format
      signMethod.value = profile.value.signMethod
    },
    { immediate: true },
  )

  /** Asks for a file; nothing changes when the user chooses none. */
  async function choose(): Promise<void> {
    await read(async () => (await call('batch.choose', { operation: operation.value.name })).file)
  }

  async function reread(changes: Reading): Promise<void> {
    const known = file.value
    if (known === null) return
    const { fileId, charset, delimiter, hasHeader } = known
    await read(() => call('batch.reread', { fileId, charset, delimiter, hasHeader, ...changes, operation: operation.value.name }))
  }

  let reading = 0
  async function read(ask: () => Promise<BatchFile | null>): Promise<void> {
    const asked = (reading += 1)
    isReading.value = true
    failure.value = null
    try {
      const answer = await ask()
      if (answer !== null && asked === reading) takeFile(answer)
    } catch (error) {
      if (asked === reading) failure.value = error
    } finally {
      if (asked === reading) isReading.value = false
    }
  }

  /** Columns of the same names keep the fields that were chosen for them. */
  function takeFile(next: BatchFile): void {
    const before = file.value
    const isSame = before !== null && before.columns.length === next.columns.length && before.columns.every(({ name }, index) => name === next.columns[index]?.name)
    if (!isSame) columns.value = guessedColumns(next, operation.value)
    file.value = next
  }

  function map(index: number, path: string | null): void {
    columns.value = columns.value.with(index, path)
  }

  // Other fields: what the columns are called may mean something else among them.
  watch(operation, () => {
    if (file.value === null) return
    step.value = 'file'
    columns.value = file.value.columns.map(() => null)
    file.value = { ...file.value, columns: [] }
    void reread({})
  })

  let checking = 0
  async function runCheck(): Promise<void> {
    if (file.value === null || plan.value === null || check.value !== null) return
    const asked = (checking += 1)
    const key = checkKey.value
    isChecking.value = true
    failure.value = null
    try {
      const result = await call('batch.check', { fileId: file.value.fileId, plan: plan.value })
      if (asked === checking) checked.value = { key, result }
    } catch (error) {
      if (asked === checking) failure.value = error
    } finally {
      if (asked === checking) isChecking.value = false
    }
  }

  /** Goes to the row of the sample where something is wrong. */
  function showRow(row: number): void {
    step.value = 'file'
    jump.value = { row }
  }

  /** Forgets the file and what was decided for it; how fast to go stays. */
  function reset(): void {
    reading += 1
    checking += 1
    step.value = 'file'
    file.value = null
    columns.value = []
    checked.value = null
    failure.value = null
    jump.value = null
    sendErrors.value = false
    isReading.value = false
    isChecking.value = false
  }

  return {
    ...{ step, file, columns, profileId, format, signMethod, pace, sendErrors, isReading, isChecking, failure, jump },
    ...{ operation, base, profile, plan, checkKey, check, toSend },
    ...{ choose, reread, map, runCheck, showRow, reset },
  }
})
