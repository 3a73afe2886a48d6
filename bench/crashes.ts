import { closeSync, openSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { testDatabaseUrl } from '../test/environment.ts'
import { openPlatform } from '../test/faults/platform.ts'
import { type BenchResult, type Timing, timingOf } from './bench.ts'
import { boltSubject } from './crashes/bolt.ts'
import { hubSubject } from './crashes/hub.ts'
import { crash, events, type Round, settled } from './crashes/round.ts'
import { statusOf } from './crashes/sender.ts'
import { headersOf, slackEvent } from './crashes/slack-event.ts'
import type { Subject, SubjectOptions } from './crashes/subject.ts'

const seeds = Array.from({ length: 10 }, (_, at) => at + 1)
const recoveryTargetMs = 2_000

/**
 * kill -9 twice within 200 signed events over 1.8 s: the hub beside Bolt alone, with the same work between an event
 * and its answer, and a sender that redelivers as Slack does.
 */
export async function run(): Promise<BenchResult> {
  const title = `kill -9 twice within ${events} signed events over 1.8 s, ${seeds.length} seeds`
  if (testDatabaseUrl() === undefined)
    return { title: `${title} (needs TEST_DATABASE_URL)`, rows: [] }
  const hub = await measured('our hub', hubSubject)
  const bolt = await measured('Bolt alone', async (options) => boltSubject(options))
  for (const line of [...verdictsOf(hub), ...verdictsOf(bolt)]) process.stdout.write(`${line}\n`)
  return { title, rows: [...recoveryRows(hub), answersRow(hub), answersRow(bolt)] }
}

interface Measured {
  readonly name: string
  readonly rounds: readonly Round[]
}

type Open = (options: SubjectOptions) => Promise<Subject>

/** One crash after the other, each on a stage of its own; what is still to be said then is waited for side by side. */
async function measured(name: string, open: Open): Promise<Measured> {
  const logTo = openSync(join(tmpdir(), 'ai-hub-crashes.log'), 'a')
  const rounds: Promise<Round>[] = []
  for (const seed of seeds) rounds.push((await crashed(open, logTo, seed)).round)
  const all = await Promise.all(rounds)
  closeSync(logTo)
  return { name, rounds: all }
}

/** Resolves when the crashes are over, with what is to come of them. */
async function crashed(open: Open, logTo: number, seed: number) {
  const platform = await openPlatform()
  const subject = await open({ platformUrl: platform.url, logTo })
  await subject.start()
  await refusesForgeries(subject)
  const what = await crash(subject, platform, seed)
  return { round: rest() }

  async function rest(): Promise<Round> {
    const round = await settled(subject, platform, what)
    await subject.close()
    await platform.close()
    return round
  }
}

/** Both are to do the work of checking signatures. */
async function refusesForgeries(subject: Subject): Promise<void> {
  const { body } = slackEvent(0, 0)
  const status = await statusOf(subject, body, headersOf(body, 'another secret'))
  if (status !== 401) throw new Error(`a forged event was answered with ${status}`)
}

function verdictsOf({ name, rounds }: Measured): string[] {
  return [
    `${name}: lost ${spread(rounds.map(({ lost }) => lost))}`,
    `${name}: of these never acknowledged ${spread(rounds.map(({ unheard }) => unheard))}`,
    `${name}: doubled ${spread(rounds.map(({ doubled }) => doubled))}`,
  ]
}

function spread(counts: readonly number[]): string {
  const all = counts.reduce((sum, count) => sum + count, 0)
  const range = `${Math.min(...counts)} to ${Math.max(...counts)} of ${events} a seed`
  return `${all} of ${events * counts.length} (${range})`
}

function recoveryRows({ name, rounds }: Measured): Timing[] {
  const first = rounds.flatMap(({ firstProgressMs }) => firstProgressMs)
  const each = rounds.flatMap(({ progressMs }) => progressMs)
  return [
    timingOf(`${name}: a kill to the first visible progress`, first, recoveryTargetMs),
    timingOf(`${name}: a kill to the progress of each answer that it struck`, each),
  ]
}

function answersRow({ name, rounds }: Measured): Timing {
  const times = rounds.flatMap(({ answersMs }) => answersMs)
  return timingOf(`${name}: an event to its whole answer, where one came`, times)
}
