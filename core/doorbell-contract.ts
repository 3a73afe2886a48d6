import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Doorbell } from './turn-store.ts'

export interface OpenDoorbell {
  readonly doorbell: Doorbell
  close(): Promise<void>
}

/** What runners rely on in every doorbell, whatever it rings through. */
export function doorbellContract(name: string, open: () => Promise<OpenDoorbell>): void {
  describe(`the doorbell ${name}`, () => {
    let opened: OpenDoorbell
    let doorbell: Doorbell

    beforeEach(async () => {
      opened = await open()
      doorbell = opened.doorbell
    })
    afterEach(() => opened.close())

    it('reaches every listener of this process before anything else happens', () => {
      const heard: string[] = []
      doorbell.listen(() => heard.push('one'))
      doorbell.listen(() => heard.push('two'))
      const rung = doorbell.ring()
      expect(heard).toEqual(['one', 'two'])
      return rung
    })

    it('is heard once for each ring', async () => {
      let count = 0
      doorbell.listen(() => (count += 1))
      await Promise.all([doorbell.ring(), doorbell.ring()])
      await doorbell.ring()
      expect(count).toBe(3)
    })

    it('says which turn changed, where one did', async () => {
      const heard: unknown[] = []
      doorbell.listen((changed) => heard.push(changed))
      await doorbell.ring('turn-1')
      await doorbell.ring()
      expect(heard).toEqual(['turn-1', undefined])
    })

    it('is not heard by those who stopped listening, and goes on for the others', async () => {
      const heard: string[] = []
      const stop = doorbell.listen(() => {
        heard.push('once')
        stop()
      })
      doorbell.listen(() => heard.push('always'))
      await doorbell.ring()
      await doorbell.ring()
      stop()
      expect(heard).toEqual(['once', 'always', 'always'])
    })

    it('rings for nobody without complaint', async () => {
      await expect(doorbell.ring()).resolves.toBeUndefined()
    })
  })
}
