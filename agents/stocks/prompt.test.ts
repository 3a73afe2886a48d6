import { expect, it } from 'vitest'

import { readPrompt } from './prompt.ts'

const prompt = readPrompt()

it.each([
  'analysis',
  'aspect',
  'comparison',
  'ranking',
  'reason',
  'overview',
  'changes',
  'research',
])('gives %s a shape', (intent) => {
  expect(prompt).toContain(`\`${intent}\``)
})

it('tells the words of others apart from its own instructions', () => {
  expect(prompt).toContain('between two marks that are drawn anew for each request')
})
