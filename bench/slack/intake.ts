import { setTimeout } from 'node:timers/promises'

import { scopes } from '../../channels/slack/scopes.ts'
import manifest from '../../package.json' with { type: 'json' }
import { openDatabase } from '../../storage/database.ts'
import { migrate } from '../../storage/migrate.ts'
import { migrationsFolder } from '../../storage/migrations.ts'
import { emptyDatabaseOnServer } from '../../storage/test-database.ts'
import { peopleIn } from '../../test/fakes/slack/acting.ts'
import { openFakeSlack } from '../../test/fakes/slack/fake-slack.ts'
import { asking, personOf, type Place, teamId } from './mention.ts'
import { openReceiver, openSender, type Receiver, type Sender } from './processes.ts'

export const perSecond = 200
export const rounds = 5
const roundSeconds = 2
/** Before the clock counts, faster, so that all is compiled. */
const warmUpPerSecond = 1_000

/** How one receiver took the events of all rounds. */
export interface Taken {
  readonly name: string
  /** Microseconds an event, one for each round. */
  readonly cpuUs: readonly number[]
  /** Milliseconds to the acknowledgement of every event. */
  readonly tookMs: readonly number[]
}

/** What takes events in, side by side: the first is what the others are compared with. */
export async function intakes(): Promise<readonly Taken[]> {
  const stage = await openStage()
  try {
    return await takeTurns(stage)
  } finally {
    await stage.close()
  }
}

interface Stage {
  readonly sender: Sender
  readonly receivers: readonly Receiver[]
  readonly place: Place
  close(): Promise<void>
}

async function openStage(): Promise<Stage> {
  const { url: databaseUrl, drop } = await emptyDatabaseOnServer()
  await migrated(databaseUrl)
  const slack = await openFakeSlack()
  const workspace = slack.open({ teamId, scopes })
  const people = peopleIn(slack, workspace)
  const members = Array.from({ length: asking }, (_, at) => people.person(personOf(at).slice(1)))
  const [botToken = ''] = workspace.tokens
  const options = { databaseUrl, apiUrl: slack.apiUrl, botToken }
  const sender = openSender()
  const receivers = [
    await openReceiver('node:http alone', { ...options, kind: 'bare' }),
    await openReceiver('our hub', { ...options, kind: 'hub' }),
    await openReceiver('our hub, as npm start', { ...options, kind: 'hub' }, flagsOfStart()),
    await openReceiver('Bolt, keeping nothing', { ...options, kind: 'bolt' }),
  ]
  return {
    sender,
    receivers,
    place: { room: people.room('C1', members).id, bot: workspace.botUserId },
    async close() {
      await Promise.all([sender, ...receivers].map((one) => one.end()))
      await slack.close()
      await drop()
    },
  }
}

/** It keeps the young generation small, and so the whole process. */
function flagsOfStart(): readonly string[] {
  return manifest.scripts.start.split(' ').filter((word) => word.startsWith('--max-'))
}

async function migrated(databaseUrl: string): Promise<void> {
  const { sql, close } = await openDatabase({ databaseUrl, dataDir: '', onProgress: () => {} })
  await migrate(sql, migrationsFolder)
  await close()
}

/** What else the machine does meets all of them. */
async function takeTurns({ sender, receivers, place }: Stage): Promise<Taken[]> {
  const all = receivers.map((): Round[] => [])
  let first = 0
  for (let round = -1; round < rounds; round += 1) {
    const pace = round < 0 ? warmUpPerSecond : perSecond
    const count = pace * roundSeconds
    for (const [at, receiver] of receivers.entries()) {
      const before = await receiver.usedUs()
      const what = { url: receiver.url, count, perSecond: pace, first, place }
      const tookMs = await sender.send(what)
      const cpuUs = ((await receiver.usedUs()) - before) / count
      first += count
      if (round >= 0) all[at]?.push({ cpuUs, tookMs })
      await setTimeout(100)
    }
  }
  return receivers.map(({ name }, at) => ({
    name,
    cpuUs: (all[at] ?? []).map(({ cpuUs }) => cpuUs),
    tookMs: (all[at] ?? []).flatMap(({ tookMs }) => tookMs),
  }))
}

interface Round {
  readonly cpuUs: number
  readonly tookMs: readonly number[]
}
