import { expect, it } from 'vitest'

import { wishIn } from './model-wish.ts'

const isKnown = (name: string) => ['fast', 'qwen3:8b'].includes(name)

it.each([
  ['use gpt-6-sol for this: how does AAPL look?', 'gpt-6-sol', 'how does AAPL look?'],
  ['How does AAPL look? Use gpt-6-sol for this.', 'gpt-6-sol', 'How does AAPL look?'],
  ['How does AAPL look, using claude-opus-5-5?', 'claude-opus-5-5', 'How does AAPL look?'],
  ['please use the fast model for this. RSI of TSLA', 'fast', 'RSI of TSLA'],
  ['with qwen3:8b for that, compare AAPL and TSLA', 'qwen3:8b', 'compare AAPL and TSLA'],
  ['Use OpenAI:GPT-6-sol. RSI of TSLA', 'OpenAI:GPT-6-sol', 'RSI of TSLA'],
  ['use o3 for this question: why?', 'o3', 'why?'],
  ['use gpt-9 for this', 'gpt-9', ''],
])('hears the wish in %j', (text, name, rest) => {
  expect(wishIn(text, isKnown)).toEqual({ name, text: rest })
})

it.each([
  'How does AAPL look?',
  'Should I use caution for this stock?',
  'compare Vodafone with O2',
  'companies with fast growth',
  'what do people use the chips of NVDA for?',
  'is there anything with it for this',
])('takes %j for what it is', (text) => {
  expect(wishIn(text, isKnown)).toBeNull()
})
