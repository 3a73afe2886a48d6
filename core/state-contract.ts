import { randomUUID } from 'node:crypto'

import { describe, expect, it, onTestFinished } from 'vitest'

import type { SharedState } from './shared-state.ts'

interface Opened {
  readonly state: SharedState
  close(): Promise<void>
}

/** What every kept state does, wherever it is kept. */
export function stateContract(name: string, open: () => Promise<Opened>): void {
  describe(`small facts ${name}`, () => {
    async function opened() {
      const { state, close } = await open()
      onTestFinished(close)
      const names = [randomUUID(), randomUUID()] as const
      return { state, names }
    }

    it('are there until they are forgotten', async () => {
      const { state, names } = await opened()
      const [one, other] = names
      await state.write(one, 'yes', 60_000)
      expect(await state.read(names)).toEqual(['yes', null])
      await state.write(one, 'no', 60_000)
      await state.write(other, 'too', 60_000)
      expect(await state.read(names)).toEqual(['no', 'too'])
      await state.forget(names)
      expect(await state.read(names)).toEqual([null, null])
    })

    it('can be counted', async () => {
      const { state, names } = await opened()
      const [one, other] = names
      const counts = [one, one, other, one].map((key) => state.count(key, 60_000))
      expect(await Promise.all(counts)).toEqual([1, 2, 1, 3])
      await state.forget([one])
      expect(await state.count(one, 60_000)).toBe(1)
    })

    it('can be claimed by one', async () => {
      const { state, names } = await opened()
      const [key] = names
      const claims = await Promise.all([1, 2, 3].map(() => state.claim(key, 60_000)))
      expect(claims.filter(Boolean)).toHaveLength(1)
      await state.forget([key])
      expect(await state.claim(key, 60_000)).toBe(true)
    })
  })
}
