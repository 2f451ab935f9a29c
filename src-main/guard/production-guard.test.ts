import { expect, it } from 'vitest'
import type { ProductionConfirmation } from '@shared/guard/production-guard'
import type { Environment } from '@shared/protocol/gateway-url'
import { ProductionGuard } from './production-guard'

const at = (environment: Environment, gatewayUrl = 'https://gateway.example/router/rest') => ({ environment, gatewayUrl })
const guardOf = (confirmation: ProductionConfirmation): ProductionGuard => new ProductionGuard(() => Promise.resolve(confirmation))

it.each(['sandbox', 'local', 'custom'] as const)('asks nothing for %s', async (environment) => {
  await guardOf('each-time').admit(at(environment), null)
})

it.each([
  ['production', ' Production '],
  ['production', '生产'],
  ['overseas', 'overseas'],
  ['overseas', '海外生产环境'],
] as const)('takes the name of %s in both languages: %s', async (environment, typed) => {
  await guardOf('each-time').admit(at(environment), typed)
})

it.each(['', 'overseas', 'prod', 'productions'])('refuses %j as the name of production', async (typed) => {
  await expect(guardOf('once-per-run').admit(at('production'), typed)).rejects.toMatchObject({ code: 'guard.name-wrong' })
})

it('asks each time, or once per run and environment', async () => {
  const strict = guardOf('each-time')
  await strict.admit(at('production'), 'production')
  await expect(strict.admit(at('production'), null)).rejects.toMatchObject({ code: 'guard.name-needed' })
  expect(await strict.admitted()).toEqual([])

  const lenient = guardOf('once-per-run')
  await expect(lenient.admit(at('production'), null)).rejects.toMatchObject({ code: 'guard.name-needed' })
  await lenient.admit(at('production'), 'production')
  await lenient.admit(at('production'), null)
  expect(await lenient.admitted()).toEqual(['production'])
  await expect(lenient.admit(at('overseas'), null)).rejects.toMatchObject({ code: 'guard.name-needed' })
})

it.each([
  ['https://gw.api.taobao.com/router/rest', 'production'],
  ['http://GW.API.TAOBAO.COM:80/top/router/rest', 'production'],
  ['https://eco.taobao.com/router/rest', 'production'],
  ['https://gw.api.taobao.com./router/rest', 'production'],
  ['https://api.taobao.com/router/rest', 'overseas'],
] as const)('is not led astray by a profile that calls %s its own', async (url, name) => {
  await expect(guardOf('each-time').admit(at('custom', url), null)).rejects.toMatchObject({ code: 'guard.name-needed' })
  await guardOf('each-time').admit(at('custom', url), name)
})

it.each(['https://gw.api.tbsandbox.com/router/rest', 'https://gw.api.taobao.com.example/', 'http://127.0.0.1:8080/', 'no address'])('asks nothing at %s', async (url) => {
  await guardOf('each-time').admit(at('custom', url), null)
})
