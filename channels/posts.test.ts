import { describe, expect, it } from 'vitest'

import { doneWith, fakeChannel } from './fake.ts'
import { begin, gone, limited, text, to, unavailable } from './test-delivery.ts'

describe('delivering where a second post would be shown', () => {
  const forgetful = { isForgetful: true }

  it('looks for a post whose answer was lost, and edits it', async () => {
    const { channel, reply, clock, delivered, records } = begin(forgetful)
    channel.loseAnswer(unavailable)
    reply.push(text('One'))
    await clock.advance(0)
    reply.push(text(' two'), doneWith('One two.'))
    await clock.advance(1_000)
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['One two.'])
    expect(records.kept.get(0)).toEqual({ postId: '1', text: 'One two.' })
  })

  it('looks before it tries the final state again', async () => {
    const { channel, reply, clock, delivered } = begin(forgetful)
    channel.loseAnswer(unavailable)
    channel.fail('find', unavailable)
    reply.push(doneWith('One.'))
    await clock.advance(10_000)
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['One.'])
    expect(channel.calls).toEqual(['post 1', 'find turn-1/0', 'find turn-1/0', 'edit 1'])
  })

  it('does not look when the platform refused', async () => {
    const { channel, reply, clock, delivered } = begin(forgetful)
    channel.fail('post', limited)
    reply.push(doneWith('One.'))
    await clock.advance(10_000)
    await delivered
    expect(channel.calls).toEqual(['post 1', 'post 1'])
  })

  it('looks for what an earlier run may have posted, and makes what is not there', async () => {
    const { channel, reply, delivered } = begin(
      { ...forgetful, limits: { length: 10 } },
      fakeChannel({ ...forgetful, limits: { length: 10 } }),
      new Map([
        [0, { postId: null, text: 'Whole' }],
        [1, { postId: null, text: 'answer.' }],
      ]),
    )
    await channel.post(to, { text: 'Whole', choices: [] }, 'turn-1/0')
    reply.push(doneWith('Whole answer.'))
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['Whole', 'answer.'])
  })

  it('looks for the post that an earlier run made in place of another', async () => {
    const channel = fakeChannel(forgetful)
    await channel.post(to, { text: 'Half', choices: [] }, 'turn-1/0')
    await channel.post(to, { text: 'Half', choices: [] }, 'turn-1/0/1')
    channel.fail('edit', gone)
    const known = new Map([[0, { postId: '1', text: 'Half' }]])
    const { reply, delivered } = begin(forgetful, channel, known)
    reply.push(doneWith('Whole.'))
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['Half', 'Whole.'])
  })

  it('goes on live in the post that an earlier run may have made', async () => {
    const channel = fakeChannel({ ...forgetful, isLive: true })
    await channel.post(to, { text: '', choices: [] }, 'turn-1/0')
    const { reply, delivered } = begin({}, channel, new Map([[0, { postId: null, text: '' }]]))
    reply.push(doneWith('Whole.'))
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['Whole.'])
  })

  it('looks before it posts when it may have gone live', async () => {
    const channel = fakeChannel({ ...forgetful, isLive: true })
    channel.loseAnswer(unavailable)
    const { reply, delivered } = begin({}, channel)
    reply.push(doneWith('Whole.'))
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['Whole.'])
  })
})

describe('delivering where a second post under one key is the first one', () => {
  it('edits the post whose answer was lost, when there is more to say by now', async () => {
    const { channel, reply, clock, delivered } = begin()
    channel.loseAnswer(unavailable)
    reply.push(text('One'))
    await clock.advance(0)
    reply.push(text(' two'), doneWith('One two.'))
    await clock.advance(1_000)
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['One two.'])
  })

  it('leaves it alone when it can only show what it should', async () => {
    const { channel, reply, clock, delivered } = begin()
    channel.loseAnswer(unavailable)
    reply.push(doneWith('One.'))
    await clock.advance(10_000)
    await delivered
    expect(channel.calls).toEqual(['post 1', 'post 1'])
    expect(channel.shown(to.threadId)).toEqual(['One.'])
  })

  it('edits what an earlier run may have posted, whatever it noted last', async () => {
    const channel = fakeChannel()
    await channel.post(to, { text: 'Half', choices: [] }, 'turn-1/0')
    const known = new Map([[0, { postId: null, text: 'Whole.' }]])
    const { reply, delivered } = begin({}, channel, known)
    reply.push(doneWith('Whole.'))
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['Whole.'])
  })

  it('edits the post that an earlier run made in place of another', async () => {
    const channel = fakeChannel()
    await channel.post(to, { text: 'Half', choices: [] }, 'turn-1/0')
    await channel.post(to, { text: 'Half', choices: [] }, 'turn-1/0/1')
    channel.fail('edit', gone)
    const known = new Map([[0, { postId: '1', text: 'Half' }]])
    const { reply, delivered } = begin({}, channel, known)
    reply.push(doneWith('Whole.'))
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['Half', 'Whole.'])
  })

  it('asks the record before it ends whether somebody has changed the posts of an earlier run', async () => {
    const channel = fakeChannel()
    await channel.post(to, { text: 'Half', choices: [] }, 'turn-1/0')
    const earlier = new Map([[0, { postId: '1', text: 'Half' }]])
    const { reply, clock, delivered, records } = begin({}, channel, earlier)
    reply.push(text('Whole.'))
    await clock.advance(0)
    expect(channel.shown(to.threadId)).toEqual(['Whole.'])
    await channel.edit(to, '1', { text: 'Half', choices: [] })
    await records.after(0, '1', '')
    reply.push(doneWith('Whole.'))
    await delivered
    expect(channel.shown(to.threadId)).toEqual(['Whole.'])
  })

  it('comes to an end where nothing can be edited', async () => {
    const channel = fakeChannel()
    await channel.post(to, { text: 'Half', choices: [] }, 'turn-1/0')
    channel.fail('edit', gone, gone, gone, gone)
    const known = new Map([[0, { postId: '1', text: 'Half' }]])
    const { reply, delivered } = begin({}, channel, known)
    reply.push(doneWith('Whole.'))
    await delivered
    expect(channel.calls).toEqual(['post 1', 'edit 1', 'post 2', 'edit 2', 'post 3'])
    expect(channel.shown(to.threadId).at(-1)).toBe('Whole.')
  })
})
