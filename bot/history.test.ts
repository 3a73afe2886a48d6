import { expect, it } from 'vitest'

import type { TurnStore } from '../core/turn-store.ts'
import type { ThreadId, Turn } from '../core/types.ts'
import { recall } from './history.ts'

const threadId: ThreadId = 'fake:1'
const lease = { owner: 'me', threadId, fence: 1 }

/** A thread in memory, with as many turns before the one that is asked about. */
function threadWith(texts: readonly string[]) {
  let turns = texts.map(turnAt)
  let summary = ''
  let reads = 0
  const store: Pick<TurnStore, 'history' | 'summarise'> = {
    async history(_, most) {
      reads += 1
      return { summary, turns: turns.slice(0, most) }
    },
    async summarise(_, through, longer) {
      turns = turns.slice(turns.findIndex(({ id }) => id === through) + 1)
      summary = longer
    },
  }
  const say = (text: string) => (turns = [...turns, turnAt(text, texts.length + turns.length)])
  return {
    say,
    reads: () => reads,
    recall: () => recall(store, { lease, turn: turnAt('now', -1) }),
  }
}

/** Day 0 is the first of January 2026; the reply says what the price was that day: as much as the day's number. */
function turnAt(text: string, day: number): Turn {
  const sentAt = new Date(Date.UTC(2026, 0, 1 + day))
  const asOf = sentAt.toISOString().slice(0, 10)
  const evidence = {
    id: `e${day}`,
    tool: 'stocks.prices',
    arguments: { symbol: `S${day}` },
    source: 'test',
    asOf,
    fetchedAt: sentAt.toISOString(),
    freshness: 'closed',
    values: { close: day },
    units: { close: 'USD' },
  } as const
  return {
    id: `t${day}`,
    threadId,
    message: {
      id: `m${day}`,
      channel: 'fake',
      organisation: { id: 'fake:org', name: 'Org' },
      roomId: 'room',
      threadId,
      author: { id: 'ann', name: 'Ann' },
      text,
      addressed: true,
      sentAt,
    },
    state: 'done',
    reply: {
      text: 'It closed.',
      route: { project: 'p', intent: 'i', agents: [], symbols: [`S${day}`], period: null },
      verdicts: [],
      evidence: [evidence],
      choices: [],
      usage: [],
      timings: {},
    },
    failure: null,
    createdAt: sentAt,
    endedAt: sentAt,
  }
}

const short = Array<string>(12).fill('How?')
/** 3,000 tokens. */
const long = 'word '.repeat(2_400)

it('reads a short thread in full', async () => {
  const thread = threadWith(short)
  const { summary, turns } = await thread.recall()
  expect([summary, turns.length, thread.reads()]).toEqual(['', 12, 1])
})

it('sums up what it has no room for, and loses no turn', async () => {
  const { summary, turns } = await threadWith([...short, 'one more']).recall()
  expect(turns.map(({ id }) => id)).toEqual(['t7', 't8', 't9', 't10', 't11', 't12'])
  expect(summary.split('\n')).toHaveLength(7)
  expect(summary.split('\n').at(-1)).toBe('2026-01-07: S6 close 6 USD (as of 2026-01-07)')
})

it('keeps within its budget of tokens', async () => {
  const { summary, turns } = await threadWith(['How?', long, long, 'How?', 'Why?']).recall()
  expect(turns.map(({ id }) => id)).toEqual(['t3', 't4'])
  expect(summary.split('\n')).toHaveLength(3)
})

it('keeps the last turn, however long it is', async () => {
  const { turns } = await threadWith(['How?', long.repeat(2)]).recall()
  expect(turns.map(({ id }) => id)).toEqual(['t1'])
})

it('sums up a thread of a thousand turns once, and then reads no more of it than of a short one', async () => {
  const thread = threadWith(Array<string>(1_000).fill('How?'))
  const { summary, turns } = await thread.recall()
  expect(turns.at(-1)?.id).toBe('t999')
  expect(turns.length).toBeLessThanOrEqual(12)
  expect(summary.length).toBeLessThanOrEqual(2_000)
  const before = thread.reads()
  for (let at = 0; at < 50; at += 1) {
    thread.say('And now?')
    expect((await thread.recall()).turns.length).toBeLessThanOrEqual(12)
  }
  expect(thread.reads() - before).toBe(50)
})
