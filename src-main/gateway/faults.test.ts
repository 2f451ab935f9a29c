import { describe, expect, it } from 'vitest'
import { MAX_DELAY_MS, applyFault, parseFault } from './faults'
import { printPage } from './print-answer'

const answer = printPage(404, 'Not Found')

describe('parseFault', () => {
  it('reads a delay', () => {
    expect(parseFault('delay:1500')).toEqual({ name: 'delay', ms: 1500 })
    expect(parseFault(`delay:${MAX_DELAY_MS}`)).toEqual({ name: 'delay', ms: MAX_DELAY_MS })
  })

  it.each(['', 'delay', 'delay:', 'delay:-1', 'delay:1.5', 'delay:1e3', 'delay:600001', 'drop:1', 'constructor:1'])('refuses "%s"', (text) => {
    expect(parseFault(text)).toBeNull()
  })
})

describe('applyFault', () => {
  it('lets an answer pass unchanged without a fault', async () => {
    expect(await applyFault(null, answer, new AbortController().signal)).toBe(answer)
  })

  it('ends a delay when the gateway stops', async () => {
    const stopped = new AbortController()
    const late = applyFault({ name: 'delay', ms: 60_000 }, answer, stopped.signal)
    stopped.abort()
    await expect(late).rejects.toThrow('aborted')
  })
})
