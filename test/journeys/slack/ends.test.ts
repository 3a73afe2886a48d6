import { expect, it } from 'vitest'

import { echo, replyWith } from '../../../bot/test-conversation.ts'
import type { Evidence, Reply } from '../../../core/types.ts'
import type { Post } from '../../fakes/slack/world.ts'
import { labelsIn, pressing, thumbsOf } from './below.ts'
import { journeys } from './journeys.ts'
import { openScript } from './script.ts'
import type { Stage } from './stage.ts'

const prices: Evidence = {
  id: '2b025cbc-dce7-45c8-a8d7-797666e47cb2',
  tool: 'stocks.prices',
  arguments: { symbol: 'AAPL' },
  source: 'yahoo',
  asOf: '2026-11-20',
  fetchedAt: '2026-11-21T08:00:00Z',
  freshness: 'delayed',
  values: { close: 203.25, currency: 'USD', volume: null },
  units: { close: 'USD' },
}
const rsi: Evidence = {
  ...prices,
  id: '959a577f-b531-4169-94f7-99088551a3ed',
  tool: 'stocks.indicators',
  source: `computed from ${prices.id}`,
  values: { rsi14: 29.3 },
  units: { rsi14: 'points' },
}
const grounded: Reply = {
  ...replyWith('AAPL closed at $203.25.'),
  evidence: [prices, rsi],
  choices: [{ label: 'Over one year', text: 'AAPL over one year' }],
}

journeys('what stands below an answer on Slack', (setup, votes) => {
  async function answered(reply: Reply, options = {}): Promise<Stage & { readonly post: Post }> {
    const script = openScript()
    script.end(reply)
    const stage = await setup(script.agent, options)
    await stage.ask('How does AAPL look?')
    const [, post] = stage.room.posts
    if (!post) throw new Error('nothing is shown')
    return { ...stage, post }
  }

  it.each([
    ['a stream', {}],
    ['a post', { unknownMethods: new Set(['chat.startStream']) }],
  ])('names the sources of %s, and offers ways on and thumbs', async (_, options) => {
    const { post } = await answered(grounded, options)
    const below = post.blocks.filter(({ type }) => type !== 'markdown')
    expect(below.map(({ type }) => type)).toEqual([
      'context',
      'actions',
      'actions',
      'context_actions',
    ])
    expect(labelsIn(below)).toEqual([
      'Sources: yahoo (2026-11-20)',
      'Over one year',
      'Sources',
      'More',
      'Retry',
    ])
  })

  it('names no sources below words that end with them, and nothing where there are none', async () => {
    const text = 'AAPL closed at $203.25.\n\nSources: yahoo (2026-11-20).\n\n_No advice._'
    const { post, ask, room } = await answered({ ...grounded, text })
    expect(post.blocks.map(({ type }) => type)).not.toContain('context')
    await ask('stop')
    expect(room.posts.at(-1)).toMatchObject({ markdown: 'Nothing is running.', blocks: [] })
  })

  it.each([
    ['a stream', {}, ['chat.startStream', 'chat.stopStream: invalid_blocks', 'chat.stopStream']],
    [
      'a post',
      { unknownMethods: new Set(['chat.startStream']) },
      ['chat.startStream: unknown_method', 'chat.postMessage: invalid_blocks', 'chat.postMessage'],
    ],
  ])('does without thumbs where a workspace refuses them on %s', async (_, options, expected) => {
    const unknownBlocks = new Set(['context_actions'])
    const { post, calls } = await answered(grounded, { ...options, unknownBlocks })
    expect(labelsIn(post.blocks).slice(-3)).toEqual(['Sources', 'More', 'Retry'])
    expect(calls()).toEqual(expected)
  })

  it('shows what an answer rests on to the person who asks for it, alone', async () => {
    const { post, people, ann, room, slack } = await answered(grounded)
    const posts = room.posts.length
    await people.press({ user: ann, room, post, ...pressing(post, 'Sources') })
    expect(room.posts).toHaveLength(posts)
    const shown = slack.calls.find(({ method }) => method === 'chat.postEphemeral')
    expect(shown).toMatchObject({ error: null, arguments: { user: ann.id, channel: room.id } })
    const words = String(shown?.arguments['blocks'])
    expect(words).toContain('**stocks.prices** (AAPL): yahoo, as of 2026-11-20, delayed')
    expect(words).toContain('close 203.25 USD; currency USD; volume missing')
    expect(words).toContain('computed from stocks.prices')
  })

  it('shows nothing of a turn in another thread', async () => {
    const { post, people, ann, room, slack } = await answered(grounded)
    const other = await people.say({ user: ann, room, text: 'lunch?' })
    const { actionId, value } = pressing(post, 'Sources')
    await expect(people.press({ user: ann, room, post: other, actionId, value })).rejects.toThrow(
      'did not answer',
    )
    expect(slack.calls.map(({ method }) => method)).not.toContain('chat.postEphemeral')
  })

  it('asks for more and asks again in the words of the buttons', async () => {
    const { ask, people, ann, room, ended, screen } = await setup(echo())
    const question = await ask('hello')
    const [, post] = room.posts
    if (!post) throw new Error('nothing is shown')
    await people.press({ user: ann, room, post, actionId: 'say:more', value: 'Tell me more' })
    await ended(2)
    await people.press({ user: ann, room, post, actionId: 'say:retry', value: 'retry' })
    await ended(3)
    expect(screen(question)).toEqual([
      '✓ Done\nYou said hello',
      '✓ Done\nYou said Tell me more',
      '✓ Done\nYou said Tell me more',
    ])
  })

  it('keeps the last vote of a person', async () => {
    const { post, people, ann, room } = await answered(grounded)
    const [up, down] = thumbsOf(post)
    await people.press({ user: ann, room, post, actionId: 'rate', value: up })
    await people.press({ user: ann, room, post, actionId: 'rate', value: down })
    expect(await votes()).toEqual([{ authorId: ann.id, vote: 'down' }])
    await expect(
      people.press({ user: ann, room, post, actionId: 'rate', value: 'sideways' }),
    ).rejects.toThrow('did not answer')
  })
})
