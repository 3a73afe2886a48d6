import { expect, it } from 'vitest'

import { none } from './fault.ts'
import { brokenOff, type Judged } from './performance.ts'
import { reportOf } from './report.ts'
import { resultOf } from './result.ts'
import { tableOf } from './table.ts'

const fault = {
  name: 'a fault',
  runs: 2,
  run: async () => ({ messages: [], recoveriesMs: none }),
}
const well: Judged = { ...brokenOff(1, ''), broken: [] }

it('counts what people complained of, with the seed that does it again', () => {
  const ill = {
    ...well,
    seed: 2,
    lost: ['m1: lost'],
    doubled: ['m2: doubled'],
    leftOver: ['1 leases'],
  }
  const result = resultOf(fault, [well, ill, { ...ill, recoveriesMs: [40] }], 100)
  expect(result).toMatchObject({ runs: 3, lost: 2, doubled: 2, disordered: 0, leftOver: 2 })
  expect(result.complaints.slice(0, 2)).toEqual(['seed 2: m1: lost', 'seed 2: m2: doubled'])
  expect(reportOf([result])).toMatchObject([{ name: 'a fault', outcome: 'failed' }])
})

it('is content only when nobody complained', () => {
  expect(reportOf([resultOf(fault, [well, well], 100)])).toEqual([
    { name: 'a fault', outcome: 'passed', reasons: [] },
  ])
})

it.each([
  ['broke off', brokenOff(7, new Error('the fault itself took longer than 5 ms'))],
  ['gave somebody up', { ...well, seed: 7, givenUp: ['m1 plain: given up'] }],
])('fails a fault when a run %s', (_what, judged) => {
  const [reported] = reportOf([resultOf(fault, [well, judged], 100)])
  expect(reported).toMatchObject({
    outcome: 'failed',
    reasons: [expect.stringMatching(/^seed 7: /)],
  })
})

it('tells skipped faults from those for which no time was left', () => {
  const skipped = { name: 'one', skipped: 'needs redis-server' }
  const late = { name: 'two', skipped: 'no time was left', isFailure: true }
  expect(reportOf([skipped, late])).toEqual([
    { name: 'one', outcome: 'skipped', reasons: ['needs redis-server'] },
    { name: 'two', outcome: 'failed', reasons: ['no time was left'] },
  ])
})

it('prints a line for each, with the median recovery and the worst of what was measured', () => {
  const slow = {
    ...well,
    recoveriesMs: [30, 10],
    measures: [{ what: 'call', ms: 120, wantedMs: 100 }],
  }
  const quick = { ...well, recoveriesMs: [20], measures: [{ what: 'call', ms: 3, wantedMs: 100 }] }
  const table = tableOf([
    resultOf(fault, [slow, quick], 100),
    { name: 'another', skipped: 'needs redis-server' },
  ])
  const lines = table.split('\n').map((line) => line.split(/ {2,}/))
  expect(lines).toEqual([
    ['fault', 'runs', 'lost', 'doubled', 'disordered', 'left over', 'median recovery', 'note'],
    ['a fault', '2', '0', '0', '0', '0', '20 ms', 'call 120 ms (MISSED, ≤ 100 ms)'],
    ['another', '-', '-', '-', '-', '-', '-', 'skipped (needs redis-server)'],
  ])
})
