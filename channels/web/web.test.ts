import { describe, expect, it } from 'vitest'

import type { ReplyEvent } from '../../core/types.ts'
import { channelContract } from '../contract.ts'
import { blank, drafted, finalOf } from '../draft.ts'
import { isLast } from '../events.ts'
import { doneWith, fakeClock, settled } from '../fake.ts'
import { type WebChannel, webChannel } from './index.ts'

channelContract('the web', async () => {
  const channel = webChannel()
  return {
    channel,
    threadId: 'web:0198c0de',
    shown: async ({ turnId }) => [textOf(await soFar(channel, turnId))],
  }
})

describe('following a turn', () => {
  it('tells a late follower everything so far, then the rest', async () => {
    const channel = webChannel()
    const live = await channel.live?.(to)
    await live?.write({ type: 'status', text: 'Reading' })
    await live?.write(text('One'))
    await live?.write(text(' two'))
    const seen = collect(channel)
    await settled()
    await live?.write(text(' three'))
    await live?.write(doneWith('One two three.'))
    expect(await seen).toEqual([
      { type: 'status', text: 'Reading' },
      text('One two'),
      text(' three'),
      doneWith('One two three.'),
    ])
  })

  it('ends at once for a turn nobody knows', async () => {
    expect(await collect(webChannel())).toEqual([])
  })

  it('waits for the first event of a turn that was opened', async () => {
    const channel = webChannel()
    channel.open(to.turnId)
    const seen = collect(channel)
    await settled()
    const live = await channel.live?.(to)
    await live?.write(doneWith('Done.'))
    expect(await seen).toEqual([doneWith('Done.')])
  })

  it('tells a follower who came after the end, until the turn is forgotten', async () => {
    const clock = fakeClock()
    const channel = webChannel({ clock, keepMs: 1_000 })
    const live = await channel.live?.(to)
    await live?.write(doneWith('Done.'))
    await clock.advance(1_000)
    channel.open('another')
    expect(await collect(channel)).toEqual([doneWith('Done.')])
    await clock.advance(1)
    channel.open('a third')
    expect(await collect(channel)).toEqual([])
  })

  it('keeps no more ended turns than it may, the newest ones', async () => {
    const channel = webChannel({ keepTurns: 2 })
    for (const turnId of ['a', 'b', 'c', 'd']) {
      const live = await channel.live?.({ ...to, turnId })
      await live?.write(doneWith(turnId))
    }
    channel.open('e')
    const kept = await Promise.all(['a', 'b', 'c', 'd'].map((turnId) => collect(channel, turnId)))
    expect(kept.map((events) => events.length)).toEqual([0, 0, 1, 1])
  })

  it('lets nobody wait for ever on a turn that is answered elsewhere', async () => {
    const clock = fakeClock()
    const channel = webChannel({ clock })
    channel.open(to.turnId)
    const seen = collect(channel)
    await clock.advance(20 * 60_000)
    channel.open('another')
    expect(await seen).toEqual([])
  })

  it('collapses what a slow follower has not read', async () => {
    const channel = webChannel()
    const live = await channel.live?.(to)
    await live?.write({ type: 'status', text: 'Reading' })
    const follower = channel.follow(to.turnId, new AbortController().signal)[Symbol.asyncIterator]()
    await follower.next()
    for (let count = 0; count < 1_000; count++) await live?.write(text('x'))
    await live?.write(doneWith('x'.repeat(1_000)))
    expect((await follower.next()).value).toEqual(text('x'.repeat(1_000)))
    expect((await follower.next()).value).toEqual(doneWith('x'.repeat(1_000)))
    expect((await follower.next()).done).toBe(true)
  })

  it('stops when the follower hangs up', async () => {
    const channel = webChannel()
    await channel.live?.(to)
    const leaving = new AbortController()
    const seen = collect(channel, to.turnId, leaving.signal)
    await settled()
    leaving.abort()
    expect(await seen).toEqual([])
  })

  it('takes back what an earlier run showed when a run begins anew', async () => {
    const channel = webChannel()
    const first = await channel.live?.(to)
    await first?.write(text('Half'))
    const seen = collect(channel)
    await settled()
    const second = await channel.live?.(to, to.turnId)
    await second?.write(text('Whole'))
    await second?.write(doneWith('Whole.'))
    expect(await seen).toEqual([
      text('Half'),
      { type: 'restart' },
      text('Whole'),
      doneWith('Whole.'),
    ])
  })
})

const to = { threadId: 'web:1', turnId: 'turn-1' } as const

async function collect(
  channel: WebChannel,
  turnId: string = to.turnId,
  signal = new AbortController().signal,
): Promise<ReplyEvent[]> {
  const events: ReplyEvent[] = []
  for await (const event of channel.follow(turnId, signal)) events.push(event)
  return events
}

async function soFar(channel: WebChannel, turnId: string): Promise<ReplyEvent[]> {
  const leaving = new AbortController()
  const seen = collect(channel, turnId, leaving.signal)
  await settled()
  leaving.abort()
  return seen
}

function textOf(events: readonly ReplyEvent[]): string {
  const last = events.findLast(isLast)
  return last === undefined ? events.reduce(drafted, blank).text : finalOf(last).text
}

function text(delta: string): ReplyEvent {
  return { type: 'text', delta }
}
