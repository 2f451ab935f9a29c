import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { createFakeBridge } from '../testing/fake-bridge'
import { useDraftStore } from './use-draft-store'

const SID = 'ly_create_session_dto.source.sid'
const STATUS = 'ly_create_session_dto.source.session_status'

beforeEach(() => {
  Object.assign(window, { bridge: createFakeBridge() })
  setActivePinia(createPinia())
})

describe('the draft', () => {
  it('brings back what the example replaced', () => {
    const draft = useDraftStore()
    draft.setValue(SID, 'mine')
    draft.fillExample()
    expect(draft.undoable?.kind).toBe('replaced')
    draft.undo()
    expect(draft.sentValues()).toEqual({ [SID]: 'mine' })
  })

  it('offers nothing to bring back where nothing was lost', () => {
    const draft = useDraftStore()
    draft.clear()
    expect(draft.undoable).toBeNull()
    draft.fillExample()
    draft.fillExample()
    expect(draft.undoable).toBeNull()
  })

  it('lets go of the cleared draft with the next edit', () => {
    const draft = useDraftStore()
    draft.fillExample()
    draft.clear()
    draft.setValue(SID, 'new')
    expect(draft.undoable).toBeNull()
  })

  it('judges a typed value with the next frame', async () => {
    const draft = useDraftStore()
    draft.fillExample()
    draft.setValue(STATUS, '00012')
    expect(draft.problems).toEqual([])
    await new Promise(requestAnimationFrame)
    expect(draft.problems.map(({ code }) => code)).toEqual(['not-integer'])
  })

  it('shows an error once the field was touched, a warning at once', () => {
    const draft = useDraftStore()
    draft.setValue(STATUS, '9')
    draft.judge()
    expect(draft.problemsAt(STATUS).map(({ code }) => code)).toEqual(['unknown-option'])
    expect(draft.problemsAt(SID)).toEqual([])
    draft.touch(SID)
    expect(draft.problemsAt(SID).map(({ code }) => code)).toEqual(['required'])
  })

  it('loads a draft of a known operation only', () => {
    const draft = useDraftStore()
    expect(draft.load('no.such.operation', { [SID]: 'x' })).toBe(false)
    expect(draft.isEmpty).toBe(true)
    expect(draft.load(draft.operation.name, { [SID]: 'x' })).toBe(true)
    expect(draft.sentValues()).toEqual({ [SID]: 'x' })
  })
})

describe('a draft with variables', () => {
  const NICK = 'ly_create_session_dto.source.channel_nick'

  it('loads what was on the wire so that it goes out as it was', () => {
    const draft = useDraftStore()
    const sent = { [SID]: '{{now}}', [NICK]: '\\{{x}} {"a":{}}' }
    draft.load(draft.operation.name, sent)
    expect(draft.expandedValues()).toEqual(sent)
    expect(draft.callerId).toBe('{{now}}')
    expect(draft.problems.map(({ code }) => code)).not.toContain('variable-unknown')
  })

  it('is judged and shown as what it would become', () => {
    const draft = useDraftStore()
    draft.setValue(STATUS, '{{random:1|1}}')
    draft.setValue(SID, '{{nobody}}')
    draft.judge()
    expect(draft.problems.filter(({ path }) => path === STATUS)).toEqual([])
    expect(draft.exampleAt(STATUS)).toBe('1')
    expect(draft.problems.find(({ path }) => path === SID)).toMatchObject({ code: 'variable-unknown', severity: 'error' })
    expect([draft.exampleAt(SID), draft.exampleAt(NICK)]).toEqual([null, null])
  })

  it('has no id that could have been used before while every send makes a new one', () => {
    const draft = useDraftStore()
    draft.setValue(SID, 'a-{{sid}}')
    expect(draft.callerId).toBe('')
    draft.loadTemplate(draft.operation.name, { id: 't', name: 'T', variables: { fixed: 'one' }, values: { [SID]: '{{fixed}}' } })
    expect(draft.callerId).toBe('one')
  })

  it('remembers its template until it is filled otherwise, and brings it back', () => {
    const draft = useDraftStore()
    const template = { id: 't', name: 'T', variables: { a: '1' }, values: { [SID]: '{{a}}' } }
    draft.loadTemplate(draft.operation.name, template)
    expect([draft.template?.name, draft.isChangedSinceFilled, draft.ownVariables]).toEqual(['T', false, { a: '1' }])
    draft.setValue(SID, 'x')
    expect(draft.isChangedSinceFilled).toBe(true)
    draft.clear()
    expect([draft.template, draft.ownVariables]).toEqual([null, {}])
    draft.undo()
    expect([draft.template?.name, draft.sentValues()]).toEqual(['T', { [SID]: 'x' }])
  })
})
