import { expect, it } from 'vitest'

import { readAlone } from './fixtures.ts'

it.each([
  ['will Apple go up tomorrow?', 'analysis', ['AAPL']],
  ['Will TSLA fall?', 'analysis', ['TSLA']],
  ['What is the price target of Apple next month?', 'aspect', ['AAPL']],
  ['price prediction for AAPL', 'analysis', ['AAPL']],
  ['forecast for Microsoft', 'analysis', ['MSFT']],
  ['Where will NVDA be next year?', 'analysis', ['NVDA']],
  ['will the market crash next week?', 'overview', undefined],
  ['Kursziel von Apple', 'aspect', ['AAPL']],
])(
  '%s is told that nobody forecasts, and then what there is to tell',
  async (text, intent, symbols) => {
    const reading = await readAlone(text)
    expect(reading).toMatchObject({ intent, ...(symbols && { symbols }), answer: null })
    expect(reading.preface).toMatch(/^I make no forecasts and set no price targets/)
  },
)

it('says so too where it has to ask whom it is about', async () => {
  const { answer, choices } = await readAlone('will the stock go up tomorrow?')
  expect(answer).toMatch(/^I make no forecasts/)
  expect(choices.length).toBeGreaterThan(0)
})

it.each(['How does AAPL look?', 'Would you compare AAPL and MSFT?', 'why did TSLA fall', 'hi'])(
  '%s asks for no forecast',
  async (text) => {
    const { preface, answer } = await readAlone(text)
    expect(preface).toBeUndefined()
    expect(answer ?? '').not.toContain('forecast')
  },
)
