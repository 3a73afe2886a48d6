import { expect, it } from 'vitest'

import { settingsChangeOf } from './settings.ts'

it('takes a change of one setting, of several, and of none', () => {
  expect(settingsChangeOf({ answers: 'long' })).toEqual({ answers: 'long' })
  expect(settingsChangeOf({ charts: 'none', market: 'us' })).toEqual({
    charts: 'none',
    market: 'us',
  })
  expect(settingsChangeOf({})).toEqual({})
})

it.each([
  [{ charts: 'purple' }, 'Charts can be light, dark or none.'],
  [{ answers: 1, market: 'us' }, 'Answers can be short or long.'],
  [{ market: null }, 'Home market can be world, us or india.'],
  [{ hat: 'red' }, 'The settings are answers, charts and market.'],
  [['answers'], 'The settings are answers, charts and market.'],
  ['long', 'The settings are answers, charts and market.'],
  [null, 'The settings are answers, charts and market.'],
])('says of %j what can be chosen', (given, said) => {
  expect(() => settingsChangeOf(given)).toThrow(expect.objectContaining({ code: 'invalid', said }))
})
