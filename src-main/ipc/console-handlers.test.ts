import { expect, it } from 'vitest'
import type { DatabaseClient } from '../database/client'
import type { Services } from '../services'
import { consoleHandlers, type Desktop } from './console-handlers'

it('lists the profiles while the keychain is still being asked', async () => {
  const services = {
    profiles: { list: async () => [] },
    profilesReady: Promise.resolve(),
    localReady: new Promise<void>(() => undefined),
  } as unknown as Services
  const handlers = consoleHandlers(services, {} as DatabaseClient, {} as Desktop)
  expect(await handlers['profile.list']({})).toEqual({ profiles: [] })
})
