import { defineStore } from 'pinia'
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { catalog, findOperation } from '@shared/catalog'
import { exampleValues } from '@shared/descriptor/example'
import { lastNameOf } from '@shared/descriptor/paths'
import type { DraftValues, Problem } from '@shared/descriptor/problems'
import type { Operation } from '@shared/descriptor/types'
import type { Format, SignMethod } from '@shared/protocol/parameters'
import type { ProfileChange } from '@shared/exchange/replay'
import type { DraftReading } from '@shared/import/draft-values'
import { findDraftProblems } from '@shared/variables/draft-problems'
import { isMadeAnew } from '@shared/variables/reach'
import { escapedValues, holdsVariables } from '@shared/variables/syntax'
import type { OwnVariables } from '@shared/variables/variables'
import { exampleOf } from './draft-example'
import { sameValues } from './same-values'
import { useProfilesStore } from './use-profiles-store'
import { useVariablesStore } from './use-variables-store'

const NO_PROBLEMS: readonly Problem[] = []
const NO_VARIABLES: OwnVariables = {}

/** A draft that was just emptied or replaced, kept until the next edit so that it can be brought back. */
export interface Undoable {
  readonly kind: 'cleared' | 'replaced'
  readonly operation: Operation
  readonly values: DraftValues
  readonly format: Format
  readonly signMethod: SignMethod
  readonly origin: DraftOrigin | null
  readonly template: DraftTemplate | null
}

/** The template a draft was filled from; its variables go along with every send. */
export interface DraftTemplate {
  readonly id: string
  readonly name: string
  readonly variables: OwnVariables
  /** The values as they were filled in. */
  readonly values: DraftValues
}

/** The exchange a draft was loaded from; whatever is changed afterwards, what is sent repeats it. */
export interface DraftOrigin {
  readonly exchangeId: string
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly callerId: string
  /** What did not come along: words are the form's. */
  readonly losses: Omit<DraftReading, 'values'>
  /** Why the profile is not the one it was sent with, if so. */
  readonly profileChange: ProfileChange | null
  readonly profileName: string
  /** The values as they were loaded. */
  readonly values: DraftValues
}

/** What the form holds and how it would be sent. Values outlive a change of profile. */
export const useDraftStore = defineStore('draft', () => {
  const profiles = useProfilesStore()
  const variables = useVariablesStore()
  // The catalog is never empty: a console without an operation would have nothing to show.
  const operation = shallowRef<Operation>(catalog[0]!)
  // Reactive by key, so that a keystroke wakes the touched field and nothing else.
  const values = reactive<Record<string, string>>({})
  const format = ref<Format>('json')
  const signMethod = ref<SignMethod>('hmac-sha256')
  const touched = reactive(new Set<string>())
  const wasAttempted = ref(false)
  const undoable = shallowRef<Undoable | null>(null)
  const loadedFrom = shallowRef<DraftOrigin | null>(null)
  const loadedFor = shallowRef<Operation | null>(null)
  const filledFrom = shallowRef<DraftTemplate | null>(null)
  /** Where the draft comes from; a draft of another operation comes from nowhere. */
  const origin = computed(() => (loadedFor.value === operation.value ? loadedFrom.value : null))
  const template = computed(() => (loadedFor.value === operation.value ? filledFrom.value : null))
  /** The field to go to; a new object for every request, so that asking twice goes twice. */
  const jump = shallowRef<{ readonly path: string } | null>(null)

  // What the problems are found in: it follows the values once per frame, so that a key is taken before it is judged.
  const judged = shallowRef<DraftValues>({})
  let frame = 0
  /** What the variables of the draft stand for. */
  const ownVariables = computed<OwnVariables>(() => ({ ...variables.ofProfile, ...(template.value?.variables ?? NO_VARIABLES) }))
  /** What would be sent now; ids and random texts are examples. */
  const expansion = computed(() => exampleOf(judged.value, ownVariables.value, variables.nextSequence))
  const problems = computed(() => findDraftProblems(operation.value, expansion.value))
  const problemsByPath = computed(() => groupByPath(problems.value))
  const isEmpty = computed(() => Object.values(values).every((value) => value === ''))
  /** The caller's own id as it would be sent, empty while every send has a new one; and the wire name of its field. */
  const callerId = computed(() => {
    const typed = values[operation.value.identity.callerId] ?? ''
    if (!holdsVariables(typed)) return typed
    return isMadeAnew(typed, ownVariables.value) ? '' : (exampleOf({ typed }, ownVariables.value, '').values['typed'] ?? '')
  })
  const callerName = computed(() => lastNameOf(operation.value.identity.callerId))
  /** Whether something was changed since the draft was loaded; false for a draft that comes from nowhere. */
  const isChangedSinceLoaded = computed(() => origin.value !== null && !sameValues(sentValues(), origin.value.values))
  const isChangedSinceFilled = computed(() => template.value !== null && !sameValues(sentValues(), template.value.values))

  watch(
    () => [profiles.selected?.id, profiles.selected?.format, profiles.selected?.signMethod] as const,
    ([, profileFormat, profileSignMethod]) => {
      if (profileFormat !== undefined) format.value = profileFormat
      if (profileSignMethod !== undefined) signMethod.value = profileSignMethod
    },
    { immediate: true },
  )

  /** Problems worth saying at the field now: an error waits until the field was left or a send was tried. */
  function problemsAt(path: string): readonly Problem[] {
    const found = problemsByPath.value.get(path) ?? NO_PROBLEMS
    if (wasAttempted.value || touched.has(path)) return found
    return found.some(isError) ? found.filter((problem) => !isError(problem)) : found
  }

  function setValue(path: string, value: string): void {
    if ((values[path] ?? '') === value) return
    values[path] = value
    undoable.value = null
    if (frame === 0) frame = requestAnimationFrame(judge)
  }

  /** What a field with variables would be sent as; null for one without, and where a variable stands for nothing. */
  function exampleAt(path: string): string | null {
    if (!holdsVariables(judged.value[path] ?? '') || expansion.value.problems.some((problem) => problem.path === path)) return null
    return expansion.value.values[path] ?? null
  }

  /** Brings the problems up to date with the values at once. */
  function judge(): void {
    cancelAnimationFrame(frame)
    frame = 0
    judged.value = sentValues()
  }

  function touch(path: string): void {
    touched.add(path)
    judge()
  }

  function fillExample(): void {
    replaceValues(exampleValues(operation.value))
  }

  function clear(): void {
    replaceValues({}, 'cleared')
  }

  /** Puts another draft into the form; what was there can be brought back. */
  function replaceValues(next: DraftValues, kind: Undoable['kind'] = 'replaced'): void {
    const before = sentValues()
    const undone: Undoable = { kind, operation: operation.value, values: before, format: format.value, signMethod: signMethod.value, origin: origin.value, template: template.value }
    setOrigin(null)
    assign(next)
    undoable.value = Object.keys(before).length === 0 || sameValues(before, sentValues()) ? null : undone
  }

  function undo(): void {
    const before = undoable.value
    undoable.value = null
    if (before === null) return
    operation.value = before.operation
    format.value = before.format
    signMethod.value = before.signMethod
    assign(before.values)
    setOrigin(before.origin, before.template)
  }

  function setOrigin(next: DraftOrigin | null, from: DraftTemplate | null = null): void {
    loadedFrom.value = next
    filledFrom.value = from
    loadedFor.value = operation.value
  }

  function assign(next: DraftValues): void {
    for (const path of Object.keys(values)) if (!(path in next)) delete values[path]
    Object.assign(values, next)
    touched.clear()
    wasAttempted.value = false
    judge()
  }

  /**
   * Loads values as they are on the wire, e.g. from the history: braces in them are text and go out as they were. Does nothing for
   * an unknown operation and says so.
   */
  function load(operationName: string, next: DraftValues, from: DraftOrigin | null = null): boolean {
    const escaped = escapedValues(next)
    if (!fill(operationName, escaped)) return false
    setOrigin(from === null ? null : { ...from, values: escapedValues(from.values) })
    return true
  }

  /** Loads values as somebody typed them, variables and all. Does nothing for an unknown operation and says so. */
  function loadTyped(operationName: string, next: DraftValues, from: DraftTemplate | null = null): boolean {
    if (!fill(operationName, next)) return false
    setOrigin(null, from)
    return true
  }

  /** The same for what a template holds. */
  function loadTemplate(operationName: string, from: DraftTemplate): boolean {
    const isLoaded = loadTyped(operationName, from.values)
    if (isLoaded) setTemplate({ ...from, values: sentValues() })
    return isLoaded
  }

  function fill(operationName: string, next: DraftValues): boolean {
    const found = findOperation(operationName)
    if (found === null) return false
    const before = { operation: operation.value, origin: origin.value, template: template.value }
    operation.value = found
    replaceValues(next)
    // What is brought back is a draft of the operation that was chosen before.
    if (undoable.value !== null) undoable.value = { ...undoable.value, ...before }
    return true
  }

  /** Takes a template that holds what the form holds now for where the draft comes from; a loaded exchange stays known. */
  function setTemplate(next: DraftTemplate | null): void {
    setOrigin(origin.value, next)
  }

  /** What is sent from here on repeats nothing. */
  function forgetOrigin(): void {
    setOrigin(null, template.value)
  }

  /** The values that go out, as a plain object. */
  function sentValues(): Record<string, string> {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
  }

  /** The draft as main takes it: what is typed, with the variables of its template. */
  function toSend() {
    return { operation: operation.value.name, values: sentValues(), variables: { ...template.value?.variables }, format: format.value, signMethod: signMethod.value }
  }

  /** The values with every variable replaced by what it would be now. */
  function expandedValues(): DraftValues {
    judge()
    return expansion.value.values
  }

  function jumpTo(path: string): void {
    jump.value = { path }
  }

  return {
    operation,
    values,
    format,
    signMethod,
    problems,
    isEmpty,
    callerId,
    callerName,
    isChangedSinceLoaded,
    isChangedSinceFilled,
    template,
    ownVariables,
    expansion,
    touched,
    wasAttempted,
    undoable,
    origin,
    jump,
    problemsAt,
    setValue,
    judge,
    touch,
    fillExample,
    clear,
    undo,
    replaceValues,
    load,
    loadTemplate,
    loadTyped,
    setTemplate,
    exampleAt,
    forgetOrigin,
    sentValues,
    toSend,
    expandedValues,
    jumpTo,
  }
})

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}

function groupByPath(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const byPath = new Map<string, Problem[]>()
  for (const problem of problems) byPath.set(problem.path, [...(byPath.get(problem.path) ?? []), problem])
  return byPath
}
