import { expect, it } from 'vitest'
import { anExchange, summaryOf } from '../../testing/exchange-builder'
import { compareFacts, factsOfExchange, type FactWords } from './facts'

const words: FactWords = {
  outcome: ({ outcome }) => outcome ?? '',
  profile: ({ profileName }) => profileName,
  environment: ({ environment }) => environment,
  sent: String,
  duration: String,
}
const factsOf = (changes: Parameters<typeof anExchange>[0]) => factsOfExchange(summaryOf(anExchange(changes)), words)

it('tells what differs, but not that every call has its own time', () => {
  const facts = compareFacts(factsOf({ startedAt: 1, durationMs: 10 }), factsOf({ startedAt: 2, durationMs: 20, outcome: 'refused', code: '25' }))
  expect(facts.filter(({ differs }) => differs)).toEqual([
    { name: 'outcome', left: 'succeeded', right: 'refused', differs: true },
    { name: 'code', left: null, right: '25', differs: true },
  ])
  expect(facts.find(({ name }) => name === 'sent')).toEqual({ name: 'sent', left: '1', right: '2', differs: false })
  expect(facts.map(({ name }) => name)).not.toContain('failure')
})

it('takes for no difference what a request that was not sent cannot have', () => {
  const facts = compareFacts(factsOf({}), { operation: 'another.operation' })
  expect(facts.filter(({ differs }) => differs).map(({ name }) => name)).toEqual(['operation'])
})
