import { describe, expect, it } from 'vitest'

import { AppError } from '../core/errors.ts'
import type { ReplyEvent } from '../core/types.ts'
import { doneWith } from './fake.ts'
import { begin, gone, limited, text, to, unavailable } from './test-delivery.ts'

describe('delivering in posts', () => {
  it('posts at once and edits at the pace of the channel, the newest text winning', async () => {
    const { channel, reply, clock, delivered } = begin()
    reply.push(text('One'))
    await clock.advance(0)
    expect(channel.shown(to.threadId)).toEqual(['One'])
    for (const word of [' two', ' three', ' four']) {
      reply.push(text(word))
      await clock.advance(100)
    }
    expect(channel.calls).toEqual(['post 1'])
    await clock.advance(700)
    expect(channel.calls).toEqual(['post 1', 'edit 1'])
    expect(channel.shown(to.threadId)).toEqual(['One two three four'])
    reply.push(doneWith('One two three four five.'))
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['One two three four five.'])
  })

  it('shows who is at work until there is text', async () => {
    const { channel, reply, clock, delivered } = begin()
    reply.push(
      { type: 'status', text: 'Looking at AAPL' },
      task('a', 'started'),
      task('a', 'done'),
      task('b', 'started'),
    )
    await clock.advance(1_000)
    expect(channel.shown(to.threadId)).toEqual(['Looking at AAPL\n\n- ✓ Task a\n- … Task b'])
    reply.push(text('Here.'))
    await clock.advance(1_000)
    expect(channel.shown(to.threadId)).toEqual(['Here.'])
    reply.push(doneWith('Here.'))
    await delivered
    expect(channel.calls).toEqual(['post 1', 'edit 1', 'edit 1'])
  })

  it('closes unfinished markdown while it streams', async () => {
    const { channel, reply, clock, delivered } = begin()
    reply.push(text('See **bold'))
    await clock.advance(0)
    expect(channel.shown(to.threadId)).toEqual(['See **bold**'])
    reply.push(doneWith('See **bold**.'))
    await delivered
  })

  it('rolls over to further posts and puts the choices on the last', async () => {
    const { channel, reply, delivered } = begin({ limits: { length: 50 } })
    const choices = [{ label: 'Why?', text: 'why?' }]
    reply.push(doneWith('word '.repeat(25).trim(), choices))
    await delivered
    const posts = [...channel.posts.values()]
    expect(posts.map(({ text: words }) => words.split(' ').length)).toEqual([10, 10, 5])
    expect(posts.map((post) => post.choices)).toEqual([[], [], choices])
  })

  it('leaves nothing of a longer text standing after a restart', async () => {
    const { channel, reply, clock, delivered } = begin({ limits: { length: 60 } })
    reply.push(text('word '.repeat(25)))
    await clock.advance(0)
    expect(channel.posts.size).toBe(3)
    reply.push({ type: 'restart' }, doneWith('Short.'))
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['Short.', withdrawn, withdrawn])
  })

  it('ends a failure with what there was, the reason and a way on', async () => {
    const { channel, reply, delivered } = begin()
    const error = new AppError('timeout', 'no token for 20 s')
    reply.push(text('It rose **to'), { type: 'failed', error, partial: 'It rose **to' })
    await delivered
    expect([...channel.posts.values()]).toMatchObject([
      { text: `It rose **to**\n\n⚠️ ${error.said}`, choices: [{ label: 'Retry', text: 'retry' }] },
    ])
  })

  it('ends a reply visibly whose stream breaks its promise', async () => {
    const { channel, reply, delivered } = begin()
    reply.push(text('Half'))
    reply.end()
    await delivered
    expect(channel.shown(to.threadId)[0]).toMatch(/^Half\n\n⚠️ Something went wrong/)
  })

  it('says so when a reply is empty', async () => {
    const { channel, reply, delivered } = begin()
    reply.push(doneWith(' \n'))
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['I have nothing to say to that.'])
  })
})

describe('delivering to a platform in trouble', () => {
  it('waits as long as the platform asks, without holding up the reply', async () => {
    const { channel, reply, clock, delivered, troubles } = begin()
    channel.fail('post', limited)
    reply.push(text('One'))
    await clock.advance(2_900)
    expect(channel.calls).toEqual(['post 1'])
    reply.push(text(' two'))
    await clock.advance(100)
    expect(channel.shown(to.threadId)).toEqual(['One two'])
    reply.push(doneWith('One two.'))
    await delivered
    expect(troubles).toEqual([limited])
  })

  it('insists on the final state', async () => {
    const { channel, reply, clock, delivered } = begin()
    reply.push(text('One'))
    await clock.advance(0)
    channel.fail('edit', unavailable, limited, unavailable)
    reply.push(doneWith('One two.'))
    await clock.advance(10_000)
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['One two.'])
    expect(channel.calls).toEqual(['post 1', 'edit 1', 'edit 1', 'edit 1', 'edit 1'])
  })

  it('posts anew what cannot be edited', async () => {
    const { channel, reply, clock, delivered, records } = begin()
    reply.push(text('One'))
    await clock.advance(0)
    channel.fail('edit', gone)
    reply.push(doneWith('One two.'))
    await delivered
    expect(channel.calls).toEqual(['post 1', 'edit 1', 'post 2'])
    expect(records.kept.get(0)).toEqual({ postId: '2', text: 'One two.' })
    expect([...channel.posts.values()].map(({ key }) => key)).toEqual(['turn-1/0', 'turn-1/0/1'])
  })

  it('rejects when the final state cannot be shown at all', async () => {
    const { channel, reply, delivered } = begin()
    const forbidden = new AppError('forbidden', 'not_in_channel')
    channel.fail('post', forbidden, forbidden)
    reply.push(text('One'), doneWith('One.'))
    await expect(delivered).rejects.toBe(forbidden)
  })

  it('rejects when the platform stays away', async () => {
    const { channel, reply, clock, delivered } = begin()
    const outcome = delivered.catch((error: unknown) => error)
    channel.fail('post', ...Array.from({ length: 20 }, () => unavailable))
    reply.push(doneWith('One.'))
    await clock.advance(60_000)
    expect(await outcome).toBe(unavailable)
    expect(channel.calls.length).toBe(7)
  })

  it('stops trying to show progress where it may not post', async () => {
    const { channel, reply, clock, delivered } = begin()
    channel.fail('post', new AppError('forbidden', 'no'))
    for (const word of ['a', 'b', 'c']) {
      reply.push(text(word))
      await clock.advance(1_000)
    }
    expect(channel.calls).toEqual(['post 1'])
    reply.push(doneWith('abc'))
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['abc'])
  })
})

describe('delivering again after a crash', () => {
  it('edits the posts of the earlier run', async () => {
    const first = begin()
    first.reply.push(text('Half'))
    await first.clock.advance(0)
    const second = begin({}, first.channel, first.records.kept)
    second.reply.push(doneWith('Whole.'))
    await second.delivered
    expect(first.channel.calls).toEqual(['post 1', 'edit 1'])
    expect(first.channel.shown(to.threadId)).toEqual(['Whole.'])
  })

  it('uses the same key for a post that may have been made', async () => {
    const { channel } = begin()
    await channel.post(to, { text: 'Half', choices: [] }, 'turn-1/0')
    const { reply, delivered, records } = begin(
      {},
      channel,
      new Map([[0, { postId: null, text: 'Half' }]]),
    )
    reply.push(doneWith('Whole.'))
    await delivered
    expect(channel.posts.size).toBe(1)
    expect(records.kept.get(0)?.postId).toBe('1')
  })

  it('leaves alone what is shown already', async () => {
    const { channel } = begin()
    await channel.post(to, { text: 'Whole.', choices: [] }, 'turn-1/0')
    const { reply, delivered } = begin({}, channel, new Map([[0, { postId: '1', text: 'Whole.' }]]))
    reply.push(doneWith('Whole.'))
    await delivered
    expect(channel.calls).toEqual(['post 1'])
  })
})

describe('delivering live', () => {
  it('passes every event on and records the post', async () => {
    const { channel, reply, delivered, records } = begin({ isLive: true })
    reply.push(text('One'), { type: 'restart' }, text('Two'), doneWith('Two.'))
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['Two.'])
    expect(records.kept.get(0)).toEqual({ postId: '1', text: 'Two.' })
    expect(channel.calls.filter((call) => call.startsWith('edit'))).toEqual([])
  })

  it('goes on in posts when a live write fails, in the same post', async () => {
    const { channel, reply, clock, delivered, troubles } = begin({ isLive: true })
    channel.fail('write', gone)
    reply.push(text('One'))
    await clock.advance(0)
    expect(channel.shown(to.threadId)).toEqual(['One'])
    reply.push(text(' two'), doneWith('One two.'))
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['One two.'])
    expect(troubles).toEqual([gone])
  })

  it('never loses the final text when the last live write fails', async () => {
    const { channel, reply, clock, delivered } = begin({ isLive: true })
    reply.push(text('One'))
    await clock.advance(0)
    channel.fail('write', unavailable)
    channel.fail('edit', unavailable)
    reply.push(doneWith('One two.'))
    await clock.advance(1_000)
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['One two.'])
  })

  it('posts when it cannot go live', async () => {
    const { channel, reply, clock, delivered } = begin({ isLive: true })
    channel.fail('live', unavailable)
    reply.push(doneWith('Done.'))
    await clock.advance(0)
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['Done.'])
  })

  it('hands the post of an earlier run to the channel', async () => {
    const known = new Map([[0, { postId: '1', text: 'Half' }]])
    const { channel, reply, delivered } = begin({ isLive: true }, undefined, known)
    reply.push(doneWith('Done.'))
    await delivered
    expect(channel.calls[0]).toBe('live 1')
  })
})

const withdrawn = '*The answer above is complete.*'

function task(id: string, state: 'started' | 'done'): ReplyEvent {
  return { type: 'task', id, title: `Task ${id}`, state }
}
