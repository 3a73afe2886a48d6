import { expect, it } from 'vitest'

import { echo } from '../../../bot/test-conversation.ts'
import { journeys } from './journeys.ts'
import { openScript } from './script.ts'

const whole = ['chat.startStream', 'chat.appendStream', 'chat.stopStream']

journeys('two at once, and second thoughts, on Slack', (setup) => {
  it('answers what is said while it is busy, in order, and loses nothing', async () => {
    const script = openScript()
    const { send, called, ended, screen, calls } = await setup(script.agent)
    const question = await send('one')
    script.say('First.')
    await called('chat.appendStream', 1)
    await send('two', question.ts)
    await send('three', question.ts)
    expect(screen(question)).toEqual(['◔ Thinking\nFirst.\n…'])
    script.end()
    for (const [at, words] of ['Second.', 'Third.'].entries()) {
      script.say(words)
      await called('chat.appendStream', at + 2)
      script.end()
    }
    await ended(3)
    expect(screen(question)).toEqual(['✓ Done\nFirst.', '✓ Done\nSecond.', '✓ Done\nThird.'])
    expect(calls()).toEqual([...whole, ...whole, ...whole])
  })

  it('goes on in the same post when a hub dies while it streams, and Slack tells again', async () => {
    const script = openScript()
    const { send, called, people, ann, room, takeOver, ended, screen, calls } = await setup(
      script.agent,
    )
    const question = await send('hello')
    script.say('You sa')
    await called('chat.appendStream', 1)
    await takeOver(echo())
    await people.tell({
      type: 'message',
      channel_type: 'channel',
      user: ann.id,
      channel: room.id,
      ts: question.ts,
      event_ts: question.ts,
      text: question.text,
    })
    await ended(1)
    expect(screen(question)).toEqual(['You said hello'])
    expect(calls()).toEqual([
      'chat.startStream',
      'chat.appendStream',
      'chat.stopStream',
      'chat.update',
      'chat.update',
    ])
  })

  it('finds the stream of a hub that died before it could note it', async () => {
    const script = openScript()
    const { send, slack, takeOver, ended, screen, calls } = await setup(script.agent)
    slack.trouble = ({ method }) => (method === 'chat.startStream' ? 'mute' : null)
    const begun = slack.called('chat.startStream', 1)
    const question = await send('hello')
    await begun
    slack.trouble = () => null
    await takeOver(echo())
    await ended(1)
    expect(screen(question)).toEqual(['You said hello'])
    expect(calls()).toEqual([
      'chat.startStream',
      'conversations.replies',
      'chat.stopStream',
      'conversations.replies',
      'chat.update',
      'chat.update',
    ])
  })

  it('answers a question that is edited anew, in the same post', async () => {
    const { ask, people, room, called, screen, calls } = await setup(echo())
    const question = await ask('hello')
    await people.edit(room, question, question.text.replace('hello', 'goodbye'))
    await called('chat.update', 2)
    expect(screen(question)).toEqual(['You said goodbye'])
    expect(calls()).toEqual([
      ...whole,
      'chat.stopStream: message_not_in_streaming_state',
      'chat.update',
      'chat.update',
    ])
  })

  it('takes the answer back when the question is deleted', async () => {
    const { ask, people, room, called, screen, calls } = await setup(echo())
    const question = await ask('hello')
    await people.remove(room, question)
    await called('chat.update', 1)
    expect(screen(question)).toEqual(['*The question was withdrawn.*'])
    expect(calls()).toEqual([
      ...whole,
      'chat.stopStream: message_not_in_streaming_state',
      'chat.update',
    ])
  })
})
