import { expect, it } from 'vitest'

import { collect, endOf } from './contract.ts'
import { offlineModel } from './offline.ts'

it('says that it is not there', () => {
  expect(offlineModel()).toMatchObject({ name: 'offline', isAvailable: false })
})

it('ends at once as unavailable', async () => {
  const events = await collect(offlineModel())
  expect(events).toHaveLength(1)
  expect(endOf(events, 'failed').error.code).toBe('unavailable')
})
