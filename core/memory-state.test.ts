import { expect, it } from 'vitest'

import { memoryState } from './memory-state.ts'
import { stateContract } from './state-contract.ts'

stateContract('in memory', async () => ({ state: memoryState(), close: async () => {} }))

it('forgets each after its time, and a count after that of its first', async () => {
  let at = 0
  const state = memoryState(() => at)
  await state.write('fact', 'yes', 100)
  await state.count('count', 100)
  await state.claim('claim', 100)
  at = 99
  expect(await state.read(['fact'])).toEqual(['yes'])
  expect(await state.count('count', 100)).toBe(2)
  expect(await state.claim('claim', 100)).toBe(false)
  at = 100
  expect(await state.read(['fact'])).toEqual([null])
  expect(await state.count('count', 100)).toBe(1)
  expect(await state.claim('claim', 100)).toBe(true)
})
