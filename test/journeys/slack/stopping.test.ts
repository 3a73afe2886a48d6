import { expect, it } from 'vitest'

import { journeys } from './journeys.ts'
import { openScript } from './script.ts'

journeys('stopping an answer on Slack', (setup) => {
  it('ends where the word stop is said in the thread', async () => {
    const script = openScript()
    const { send, called, ended, screen, calls } = await setup(script.agent)
    const question = await send('a long story')
    script.say('Once upon a time')
    await called('chat.appendStream', 1)
    await send('stop', question.ts)
    await ended(2)
    expect(screen(question)).toEqual([
      '✗ Stopped\nOnce upon a time\n\nStopped.\n[Retry]',
      '✓ Done\nStopped.',
    ])
    expect(calls()).toEqual([
      'chat.startStream',
      'chat.appendStream',
      'chat.stopStream',
      'chat.startStream',
      'chat.stopStream',
    ])
  })

  it("ends where Slack's own Stop is pressed, of which an event tells", async () => {
    const script = openScript()
    const { send, called, people, room, ended, screen, calls } = await setup(script.agent)
    const question = await send('a long story')
    script.say('Once upon a time')
    await called('chat.appendStream', 1)
    const [, reply] = room.posts
    if (reply?.stream) reply.stream.state = 'stopped_by_user'
    await people.tell({
      type: 'agent_session_stopped',
      channel: room.id,
      thread_ts: question.ts,
    })
    await ended(1)
    expect(screen(question)).toEqual(['Once upon a time\n\nStopped.\n[Retry]'])
    expect(calls()).toEqual([
      'chat.startStream',
      'chat.appendStream',
      'chat.stopStream: stopped_by_user',
      'chat.update',
    ])
  })

  it("ends where Slack's own Stop is pressed and only the stream tells of it", async () => {
    const script = openScript()
    const { send, called, room, pass, ended, screen, calls } = await setup(script.agent)
    const question = await send('a long story')
    script.say('Once upon a time')
    await called('chat.appendStream', 1)
    const [, reply] = room.posts
    if (reply?.stream) reply.stream.state = 'stopped_by_user'
    script.say(' there was')
    pass(1_000)
    await ended(1)
    expect(screen(question)).toEqual(['Once upon a time there was\n\nStopped.\n[Retry]'])
    expect(calls().slice(0, 3)).toEqual([
      'chat.startStream',
      'chat.appendStream',
      'chat.appendStream: stopped_by_user',
    ])
    expect(new Set(calls().slice(3))).toEqual(new Set(['chat.update']))
  })

  it('ends where our own button is pressed, in a workspace whose Slack has none', async () => {
    const script = openScript()
    const { send, called, people, ann, room, pass, ended, screen, calls } = await setup(
      script.agent,
      { unknownMethods: new Set(['agents.sessions.setStatus']) },
    )
    const question = await send('a long story')
    await called('assistant.threads.setStatus', 1)
    script.say('Once upon a time')
    await called('chat.appendStream', 1)
    script.say(' there was')
    pass(1_000)
    await called('chat.appendStream', 2)
    expect(screen(question)).toEqual(['◔ Thinking\nOnce upon a time there was\n[Stop]\n…'])
    const [, post] = room.posts
    if (!post) throw new Error('nothing is shown')
    await people.press({ user: ann, room, post, actionId: 'stop', value: 'stop' })
    await ended(1)
    expect(screen(question)).toEqual(['Once upon a time there was\n\nStopped.\n[Retry]'])
    expect(calls()).toEqual([
      'chat.startStream',
      'chat.appendStream',
      'chat.appendStream',
      'chat.stopStream',
      'chat.update',
    ])
  })

  it('ends where our own button is pressed below a post that is edited', async () => {
    const script = openScript()
    const { send, called, people, ann, room, ended, screen, calls } = await setup(script.agent, {
      unknownMethods: new Set(['chat.startStream']),
    })
    const question = await send('a long story')
    script.say('Once upon a time')
    await called('chat.postMessage', 1)
    expect(screen(question)).toEqual(['Once upon a time\n[Stop]'])
    const [, post] = room.posts
    if (!post) throw new Error('nothing is shown')
    await people.press({ user: ann, room, post, actionId: 'stop', value: 'stop' })
    await ended(1)
    expect(screen(question)).toEqual(['Once upon a time\n\nStopped.\n[Retry]'])
    expect(calls()).toEqual(['chat.startStream: unknown_method', 'chat.postMessage', 'chat.update'])
  })

  it('shows a line while it thinks, and takes it away at the end', async () => {
    const script = openScript()
    const { send, slack, called, ended } = await setup(script.agent)
    const { ts } = await send('hello')
    await called('agents.sessions.setStatus', 1)
    script.end({ text: 'Hello.' })
    await ended(1)
    await called('agents.sessions.setStatus', 2)
    const lines = slack.calls.filter(({ method }) => method === 'agents.sessions.setStatus')
    expect(lines.map((line) => line.arguments)).toEqual([
      { channel_id: 'C1', thread_ts: ts, status: 'processing' },
      { channel_id: 'C1', thread_ts: ts, status: 'active' },
    ])
  })
})
