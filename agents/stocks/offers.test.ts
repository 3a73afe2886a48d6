import { expect, it } from 'vitest'

import {
  abstention,
  apple,
  aspectReading,
  brief,
  findings,
  reading,
  tesla,
} from './narrator/fixtures.ts'
import { offersOf } from './offers.ts'

const textsOf = (...asked: Parameters<typeof brief>) =>
  offersOf(brief(...asked)).map(({ text }) => text)

it('offers more of what is known, once', () => {
  const asked = reading('analysis', ['AAPL'])
  expect(textsOf(asked, findings(apple))).toEqual(['Tell me more about AAPL'])
  expect(textsOf({ ...asked, isLong: true }, findings(apple))).toEqual([])
  expect(textsOf(reading('ranking', ['AAPL']), findings(apple))).toEqual([
    'Tell me more about AAPL',
  ])
})

it('offers no more of what nobody has data on', () => {
  const none = [abstention('ALL', 'technical', 'I do not know a symbol ALL.')]
  expect(textsOf(reading('analysis', ['ALL']), none)).toEqual([])
  const both = [...findings(apple), ...none]
  expect(textsOf(reading('ranking', ['ALL', 'AAPL']), both)).toEqual(['Tell me more about AAPL'])
})

it('offers a comparison in detail, and no more of one aspect', () => {
  const found = [...findings(apple), ...findings(tesla)]
  const asked = { ...reading('comparison', ['AAPL', 'TSLA']), period: '1y' }
  expect(textsOf(asked, found)).toEqual(['Compare AAPL and TSLA over one year in detail'])
  expect(textsOf(aspectReading('rsi14', ['AAPL']), findings(apple))).toEqual([])
})

it('keeps the choices of the question first', () => {
  const choice = { label: 'Next', text: 'Compare META and NFLX' }
  const asked = { ...reading('comparison', ['AAPL', 'TSLA']), choices: [choice] }
  expect(offersOf(brief(asked, [...findings(apple), ...findings(tesla)]))[0]).toEqual(choice)
})
