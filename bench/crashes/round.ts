import { setTimeout } from 'node:timers/promises'

import type { Board } from '../../test/faults/board.ts'
import type { Platform } from '../../test/faults/platform.ts'
import { random } from '../../test/faults/random.ts'
import { deliver, type Sending } from './sender.ts'
import { slackEvent } from './slack-event.ts'
import type { Subject } from './subject.ts'
import { type Seen, seenOf } from './tally.ts'

/** What came of one seed. */
export interface Round {
  readonly sent: number
  /** Events without a whole answer. */
  readonly lost: number
  /** Those of them that Slack gave up, since nobody ever acknowledged them. */
  readonly unheard: number
  /** Events with two posts. */
  readonly doubled: number
  /** From each kill to the first thing that anybody saw of an answer that it had struck. */
  readonly firstProgressMs: readonly number[]
  /** The same for every answer that was struck. */
  readonly progressMs: readonly number[]
  /** From the event to its whole answer. */
  readonly answersMs: readonly number[]
}

export const events = 200
const overMs = 1_800
/** When all has been silent for so long, nothing more will come. */
const silentMs = 4_000
const roundMs = 120_000

/** What happened, and what is still to come of it. */
export interface Crashed {
  readonly sendings: readonly Sending[]
  readonly kills: readonly Kill[]
}

/** 200 events over 1.8 s, and two kills in their midst, each followed by a new life at once. */
export async function crash(subject: Subject, { board }: Platform, seed: number): Promise<Crashed> {
  const startedAt = performance.now()
  const chance = random(seed)
  const talking = talk(subject, seed)
  const first = await killAt(startedAt + chance.between(300, 600), subject)
  await shownBy(board, first.nextLife)
  const second = await killAt(startedAt + chance.between(1_300, 1_700), subject)
  return { sendings: await talking, kills: [first, second] }
}

/** Waits until everybody is answered, or nothing more will come. */
export async function settled(
  subject: Subject,
  platform: Platform,
  { sendings, kills }: Crashed,
): Promise<Round> {
  await Promise.all(sendings.map(({ ended }) => ended))
  const look = () =>
    seenOf(
      platform.board,
      sendings.map(({ delivery }) => delivery.event),
    )
  await silence(subject, platform, look)
  return summed({ sendings, kills, seen: look() })
}

/** Resolves when all was said; whether it was heard is another matter. */
async function talk(subject: Subject, seed: number): Promise<readonly Sending[]> {
  const startedAt = performance.now()
  const sendings: Sending[] = []
  for (let number = 0; number < events; number += 1) {
    const waitMs = startedAt + (number * overMs) / events - performance.now()
    if (waitMs > 0) await setTimeout(waitMs)
    sendings.push(deliver(subject, slackEvent(seed, number)))
  }
  return sendings
}

export interface Kill {
  readonly at: number
  readonly nextLife: string
}

/** At that moment, or at once when it has passed. */
async function killAt(moment: number, subject: Subject): Promise<Kill> {
  await setTimeout(Math.max(0, moment - performance.now()))
  const at = performance.now()
  await subject.kill()
  return { at, nextLife: await subject.start() }
}

/** Resolves once that life is in the midst of its work, or has nothing to show for ten seconds. */
async function shownBy({ journal }: Board, life: string): Promise<void> {
  const until = performance.now() + 10_000
  while (journal.at(-1)?.by !== life && performance.now() < until) await setTimeout(10)
}

async function silence(
  subject: Subject,
  { board }: Platform,
  look: () => ReadonlyMap<string, Seen>,
): Promise<void> {
  const startedAt = performance.now()
  while (performance.now() - startedAt < roundMs && !(await isOver())) await setTimeout(100)

  async function isOver(): Promise<boolean> {
    const silentFor = performance.now() - Math.max(startedAt, board.journal.at(-1)?.at ?? 0)
    if (silentFor < silentMs) return false
    const isAnswered = [...look().values()].every(({ answeredAt }) => answeredAt !== null)
    return isAnswered || subject.isDone()
  }
}

interface Outcome {
  readonly sendings: readonly Sending[]
  readonly kills: readonly Kill[]
  readonly seen: ReadonlyMap<string, Seen>
}

function summed({ sendings, kills, seen }: Outcome): Round {
  const all = sendings.map(({ delivery }) => ({ ...delivery, ...seenFor(delivery.event.name) }))
  const waits = kills.map((kill) => all.flatMap((one) => waitAfter(kill, one)))
  return {
    sent: all.length,
    lost: all.filter(({ answeredAt }) => answeredAt === null).length,
    unheard: all.filter(({ ackedAt, answeredAt }) => ackedAt === null && answeredAt === null)
      .length,
    doubled: all.filter(({ posts }) => posts > 1).length,
    firstProgressMs: waits.flatMap((some) => (some.length > 0 ? [Math.min(...some)] : [])),
    progressMs: waits.flat(),
    answersMs: all.flatMap(({ answeredAt, sentAt }) =>
      answeredAt === null ? [] : [answeredAt - sentAt],
    ),
  }

  function seenFor(name: string): Seen {
    return seen.get(name) ?? { journal: [], answeredAt: null, posts: 0 }
  }
}

/** How long an answer waited that was owed when the process died; nothing for one that was not, or never came. */
function waitAfter(
  { at, nextLife }: Kill,
  { ackedAt, answeredAt, journal }: Seen & { readonly ackedAt: number | null },
): number[] {
  const isStruck = ackedAt !== null && ackedAt < at && (answeredAt === null || answeredAt > at)
  const next = journal.find((shown) => shown.at > at && shown.by === nextLife)
  return isStruck && next ? [next.at - at] : []
}
