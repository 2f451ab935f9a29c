import { expect, it } from 'vitest'
import { DEFAULT_SETTINGS, settingsSchema } from './settings'

it('has defaults that are settings', () => {
  expect(settingsSchema.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS)
})

it.each([{ locale: 'fr' }, { historyWidth: 0.9 }, { theme: '' }, { secret: 'x' }])('refuses %j', (change) => {
  expect(settingsSchema.safeParse({ ...DEFAULT_SETTINGS, ...change }).success).toBe(false)
})

it('leaves room for the form between the outer panes at their defaults', () => {
  expect(DEFAULT_SETTINGS.historyWidth + DEFAULT_SETTINGS.exchangeWidth).toBeLessThan(1)
})
