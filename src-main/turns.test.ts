import { expect, it } from 'vitest'
import { Turns } from './turns'

it('runs one after the other, also behind one that failed', async () => {
  const turns = new Turns()
  const order: string[] = []
  const step = (name: string, fails = false) => async () => {
    order.push(`${name} begins`)
    await Promise.resolve()
    order.push(`${name} ends`)
    if (fails) throw new Error(name)
    return name
  }
  const results = await Promise.allSettled([turns.take(step('one')), turns.take(step('two', true)), turns.take(step('three'))])
  expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends'])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})
