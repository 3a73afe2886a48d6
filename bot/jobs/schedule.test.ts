import { expect, it } from 'vitest'

import type { Schedule } from '../../core/types.ts'
import { isSlot, nextSlot } from './schedule.ts'

it.each<[Schedule, string, string]>([
  [{ everyMs: 60_000 }, '2026-03-09T12:00:00.000Z', '2026-03-09T12:01:00.000Z'],
  [{ everyMs: 60_000 }, '2026-03-09T12:00:59.999Z', '2026-03-09T12:01:00.000Z'],
  [{ cron: '0 8 * * 1-5' }, '2026-03-06T08:00:00.000Z', '2026-03-09T08:00:00.000Z'],
  [{ cron: '0 8 * * *' }, '2026-03-09T07:59:59.999Z', '2026-03-09T08:00:00.000Z'],
  [
    { cron: '30 9 * * *', timeZone: 'America/New_York' },
    '2026-03-07T14:30:00.000Z',
    '2026-03-08T13:30:00.000Z',
  ],
  [{ cron: '*/10 * * * * *' }, '2026-03-09T08:00:00.001Z', '2026-03-09T08:00:10.000Z'],
])('%o after %s is due at %s', (schedule, now, due) => {
  expect(new Date(nextSlot(schedule, Date.parse(now))).toISOString()).toBe(due)
  expect(isSlot(schedule, Date.parse(due))).toBe(true)
  expect(isSlot(schedule, Date.parse(due) - 1)).toBe(false)
})

it.each<Schedule>([
  { everyMs: 0 },
  { everyMs: -1 },
  { everyMs: 0.5 },
  { everyMs: Number.NaN },
  { cron: 'soon' },
  { cron: '61 * * * *' },
  { cron: '0 8 * * *', timeZone: 'Mars/Olympus' },
])('refuses %o', (schedule) => {
  expect(() => nextSlot(schedule, 0)).toThrow(expect.objectContaining({ code: 'invalid' }))
})
