import { rm } from 'node:fs/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { crashFaults } from './crash-faults.ts'
import { type Fault, none } from './fault.ts'
import { messageFaults } from './message-faults.ts'
import { postgresPrograms } from './postgres-server.ts'
import type { Result, Skipped } from './result.ts'
import { slackFaults } from './slack-faults.ts'
import { sleepFaults, sleptInPost } from './sleep-faults.ts'
import { openTheatre, type Theatre } from './theatre.ts'

const programs = postgresPrograms()
const seed = 5

/** A few of `npm run test:faults`, once each; the rest runs there. */
describe.skipIf(programs === null)('faults (needs the programs of PostgreSQL)', () => {
  let theatre: Theatre

  beforeAll(async () => {
    theatre = await openTheatre(programs ?? '')
  }, 120_000)
  afterAll(async () => {
    await theatre.close()
    await rm(theatre.logFile)
  }, 60_000)

  const perform = (fault: Fault) => theatre.perform({ ...fault, runs: 1 }, seed)

  it.each([
    named(crashFaults, 'kill -9 at a random point of a turn'),
    named(crashFaults, 'kill -9 between a post and its record'),
    named(sleepFaults, sleptInPost),
    named(messageFaults, 'the same event 5 times at once'),
    named(slackFaults, 'Slack: kill -9 at a random point of a turn'),
  ])(
    'leave everybody with one answer: $name',
    async (fault) => {
      expect(complaintsIn(await perform(fault))).toEqual([])
    },
    120_000,
  )

  it.each([
    named(crashFaults, 'kill -9 between a post and its record'),
    named(sleepFaults, sleptInPost),
    named(slackFaults, 'Slack: kill -9 between a post and its record'),
  ])(
    'are complained of where nothing can be done against them: $name',
    async (fault) => {
      const options = { ...fault.options, canFind: false }
      const found = complaintsIn(await perform({ ...fault, options }))
      expect(found).toContainEqual(expect.stringMatching(/^seed 5: m\d+ \w+: .*(doubled|twice)/))
    },
    120_000,
  )

  it('that do not come to an end are complained of too', async () => {
    const fault = { name: 'an endless one', runs: 1, lastsMs: 10, run: endless }
    const expected = 'seed 5: the fault itself took longer than 10 ms'
    expect(complaintsIn(await perform(fault))).toEqual([expected])
  }, 120_000)

  it('leave a silence behind them that is called a loss', async () => {
    const unheard = { id: 'e1', threadId: 't1', text: 'm1 plain', saidAt: 0, ackedAt: null }
    const messages = [{ ...unheard, turnIds: new Set<string>() }]
    const run = async () => ({ messages, recoveriesMs: none })
    const found = complaintsIn(await perform({ name: 'silence', runs: 1, withinMs: 10, run }))
    expect(found).toEqual(['seed 5: m1 plain: lost', 'seed 5: not all was at rest after 10 ms'])
  }, 120_000)
})

function named(faults: readonly Fault[], wanted: string): Fault {
  const found = faults.find(({ name }) => name === wanted)
  if (!found) throw new Error(`no fault is called ${wanted}`)
  return found
}

function complaintsIn(result: Result | Skipped): readonly string[] {
  return 'complaints' in result ? result.complaints : [result.skipped]
}

async function endless(): Promise<never> {
  return new Promise(() => {})
}
