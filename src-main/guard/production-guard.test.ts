import { expect, it } from 'vitest'
import type { ProductionConfirmation } from '@shared/guard/production-guard'
import { ProductionGuard } from './production-guard'

const guardOf = (confirmation: ProductionConfirmation): ProductionGuard => new ProductionGuard(() => Promise.resolve(confirmation))

it.each(['sandbox', 'local', 'custom'] as const)('asks nothing for %s', async (environment) => {
  await guardOf('each-time').admit(environment, null)
})

it.each([
  ['production', ' Production '],
  ['production', '生产'],
  ['overseas', 'overseas'],
  ['overseas', '海外生产环境'],
] as const)('takes the name of %s in both languages: %s', async (environment, typed) => {
  await guardOf('each-time').admit(environment, typed)
})

it.each(['', 'overseas', 'prod', 'productions'])('refuses %j as the name of production', async (typed) => {
  await expect(guardOf('once-per-run').admit('production', typed)).rejects.toMatchObject({ code: 'guard.name-wrong' })
})

it('asks each time, or once per run and environment', async () => {
  const strict = guardOf('each-time')
  await strict.admit('production', 'production')
  await expect(strict.admit('production', null)).rejects.toMatchObject({ code: 'guard.name-needed' })
  expect(await strict.admitted()).toEqual([])

  const lenient = guardOf('once-per-run')
  await expect(lenient.admit('production', null)).rejects.toMatchObject({ code: 'guard.name-needed' })
  await lenient.admit('production', 'production')
  await lenient.admit('production', null)
  expect(await lenient.admitted()).toEqual(['production'])
  await expect(lenient.admit('overseas', null)).rejects.toMatchObject({ code: 'guard.name-needed' })
})
