import { expect, it } from 'vitest'

import type { Trouble } from '../../fakes/slack/exchange.ts'
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts'
import { journeys } from './journeys.ts'
import { openScript } from './script.ts'

journeys('streams that break on Slack', (setup) => {
  it('goes on in posts before a stream is too old, and ends in one of them', async () => {
    const script = openScript()
    const { send, called, pass, ended, screen, calls } = await setup(script.agent)
    const question = await send('a long story')
    script.say('Once upon a time')
    await called('chat.appendStream', 1)
    pass(231_000)
    script.say(' there was')
    await called('chat.update', 1)
    expect(screen(question)).toEqual(['Once upon a time there was\n[Stop]'])
    script.say(' a hub.')
    script.end()
    await ended(1)
    expect(screen(question)).toEqual(['Once upon a time there was a hub.'])
    expect(calls()).toEqual([
      'chat.startStream',
      'chat.appendStream',
      'chat.stopStream',
      'chat.update',
      'chat.update',
    ])
  })

  it('ends a reply whose stream Slack ended after five minutes', async () => {
    const script = openScript()
    const { send, slack, called, pass, ended, screen, calls } = await setup(script.agent)
    const question = await send('a long story')
    script.say('Once upon a time')
    await called('chat.appendStream', 1)
    slack.clock.advance(300_000)
    script.say(' there was')
    pass(1_000)
    await called('chat.update', 1)
    script.say(' a hub.')
    script.end()
    await ended(1)
    expect(screen(question)).toEqual(['Once upon a time there was a hub.'])
    expect(calls()).toEqual([
      'chat.startStream',
      'chat.appendStream',
      'chat.appendStream: message_not_in_streaming_state',
      'chat.update',
      'chat.update',
    ])
  })

  it('waits as long as a 429 on an append says, and loses no word', async () => {
    const script = openScript()
    const { send, slack, called, awaited, pass, ended, screen, calls } = await setup(script.agent)
    const question = await send('a long story')
    failOnce(slack, 'chat.appendStream', { retryAfterSeconds: 7 })
    script.say('Once upon a time')
    await awaited()
    script.say(' there was')
    pass(6_900)
    expect(calls()).toEqual(['chat.startStream', 'chat.appendStream: 429'])
    pass(100)
    await called('chat.appendStream', 2)
    script.say(' a hub.')
    script.end()
    await ended(1)
    expect(screen(question)).toEqual(['✓ Done\nOnce upon a time there was a hub.'])
    expect(calls().slice(0, 3)).toEqual([
      'chat.startStream',
      'chat.appendStream: 429',
      'chat.appendStream',
    ])
    expect(calls().at(-1)).toBe('chat.stopStream')
  })

  it.each<[string, Trouble, readonly string[]]>([
    ['too full', { error: 'msg_too_long' }, ['chat.appendStream: msg_too_long', 'chat.stopStream']],
    [
      'in conflict',
      { error: 'streaming_state_conflict' },
      ['chat.appendStream: streaming_state_conflict', 'chat.stopStream'],
    ],
    ['out of order', { status: 503 }, ['chat.appendStream: 503', 'chat.stopStream']],
    ['cut off', 'lost', ['chat.appendStream', 'chat.stopStream']],
  ])('ends in one whole post when a stream is %s', async (_, trouble, broken) => {
    const script = openScript()
    const { send, slack, called, ended, screen, calls } = await setup(script.agent)
    const question = await send('a long story')
    failOnce(slack, 'chat.appendStream', trouble)
    script.say('Once upon a time')
    await called('chat.update', 1)
    script.say(' there was a hub.')
    script.end()
    await ended(1)
    expect(screen(question)).toEqual(['Once upon a time there was a hub.'])
    expect(calls()).toEqual(['chat.startStream', ...broken, 'chat.update', 'chat.update'])
  })

  it('stops a stream before it edits it, when stopping it was refused before', async () => {
    const script = openScript()
    const { send, slack, called, awaited, pass, ended, screen, calls } = await setup(script.agent)
    const question = await send('a long story')
    script.say('Once upon a time')
    await called('chat.appendStream', 1)
    failOnce(slack, 'chat.stopStream', { status: 503 }, { status: 503 })
    script.end({ text: 'Another story.' })
    await awaited()
    pass(1_000)
    await ended(1)
    expect(screen(question)).toEqual(['Another story.'])
    expect(calls()).toEqual([
      'chat.startStream',
      'chat.appendStream',
      'chat.stopStream: 503',
      'chat.update: streaming_state_conflict',
      'chat.stopStream: 503',
      'chat.update: streaming_state_conflict',
      'chat.stopStream',
      'chat.update',
    ])
  })

  it.each<[string, Trouble]>([
    ['is unknown', { error: 'unknown_method' }],
    ['is not allowed', { error: 'missing_scope' }],
    ['needs to know for whom', { error: 'missing_recipient_user_id' }],
    ['comes too often', { retryAfterSeconds: 30 }],
  ])('posts and edits where streaming %s', async (_, trouble) => {
    const script = openScript()
    const { send, slack, called, ended, screen, calls } = await setup(script.agent)
    failOnce(slack, 'chat.startStream', trouble)
    const question = await send('a long story')
    script.say('Once upon a time')
    await called('chat.postMessage', 1)
    expect(screen(question)).toEqual(['Once upon a time\n[Stop]'])
    script.say(' there was a hub.')
    script.end()
    await ended(1)
    expect(screen(question)).toEqual(['Once upon a time there was a hub.'])
    expect(calls().slice(1)).toEqual(['chat.postMessage', 'chat.update'])
  })

  it('finds the stream that was begun though the answer was lost', async () => {
    const script = openScript()
    const { send, slack, called, ended, screen, calls } = await setup(script.agent)
    failOnce(slack, 'chat.startStream', 'lost')
    const question = await send('a long story')
    script.say('Once upon a time')
    await called('chat.update', 2)
    script.say(' there was a hub.')
    script.end()
    await ended(1)
    expect(screen(question)).toEqual(['Once upon a time there was a hub.'])
    expect(calls()).toEqual([
      'chat.startStream',
      'conversations.replies',
      'chat.update: streaming_state_conflict',
      'chat.stopStream',
      'chat.update',
      'chat.update',
    ])
  })

  it('finds the post that was made though the answer was lost', async () => {
    const script = openScript()
    const { send, slack, called, awaited, pass, ended, screen, calls } = await setup(script.agent, {
      unknownMethods: new Set(['chat.startStream']),
    })
    failOnce(slack, 'chat.postMessage', 'lost')
    const question = await send('a long story')
    script.say('Once upon a time')
    await awaited()
    pass(1_000)
    await called('chat.update', 1)
    script.say(' there was a hub.')
    script.end()
    await ended(1)
    expect(screen(question)).toEqual(['Once upon a time there was a hub.'])
    expect(calls()).toEqual([
      'chat.startStream: unknown_method',
      'chat.postMessage',
      'conversations.replies',
      'chat.update',
      'chat.update',
    ])
  })
})

/** The next calls of that method come to that, one each; all is well after them. */
function failOnce(slack: FakeSlack, method: string, ...troubles: readonly Trouble[]): void {
  const waiting = [...troubles]
  slack.trouble = (call) => (call.method === method ? (waiting.shift() ?? null) : null)
}
