import { expect, it } from 'vitest'

import { echo } from '../../../bot/test-conversation.ts'
import { journeys } from './journeys.ts'

journeys('talking to the hub on Slack', (setup) => {
  it('answers a mention in its thread, once, though Slack tells of it twice', async () => {
    const { ask, screen, calls } = await setup(echo())
    const question = await ask('hello')
    expect(screen(question)).toEqual(['✓ Done\nYou said hello'])
    expect(calls()).toEqual(['chat.startStream', 'chat.appendStream', 'chat.stopStream'])
  })

  it('answers over a socket as well as over HTTP, commands too', async () => {
    const { ask, screen, people, ann, room, ended } = await setup(echo(), { wire: 'socket' })
    expect(screen(await ask('hello'))).toEqual(['✓ Done\nYou said hello'])
    await people.command(room, ann, '/stock', 'AAPL')
    await ended(2)
    expect(room.posts.at(-1)).toMatchObject({ markdown: 'You said How does AAPL look?' })
  })

  it('answers a direct message without being named', async () => {
    const { people, ann, ended, slack } = await setup(echo())
    const room = people.direct(ann)
    const post = await people.say({ user: ann, room, text: 'hello' })
    await ended(1)
    expect(room.posts.filter(({ threadTs }) => threadTs === post.ts)).toHaveLength(1)
    expect(slack.calls.map(({ error }) => error)).toEqual(slack.calls.map(() => null))
  })

  it('goes on in a thread without being named again, and keeps out of others', async () => {
    const { ask, people, ann, room, ended, screen } = await setup(echo())
    const question = await ask('hello')
    await people.say({ user: ann, room, text: 'and again', thread: question.ts })
    await ended(2)
    expect(screen(question)).toEqual(['✓ Done\nYou said hello', '✓ Done\nYou said and again'])
    const other = await people.say({ user: ann, room, text: 'lunch?' })
    await people.say({ user: ann, room, text: 'yes', thread: other.ts })
    await ask('still there?')
    expect(screen(other)).toEqual([])
  })

  it('analyses the words of any message, once, for whoever asks for it in its menu', async () => {
    const { people, ann, room, ended, calls, screen } = await setup(echo())
    const post = people.write({ user: ann, room, text: 'AAPL &amp; TSLA' })
    await people.choose(room, ann, { callbackId: 'analyse_message', post })
    await ended(1)
    expect(screen(post)).toEqual(['✓ Done\nYou said AAPL & TSLA'])
    expect(calls()).toEqual(['chat.startStream', 'chat.appendStream', 'chat.stopStream'])
  })

  it('answers a command below a message that shows it', async () => {
    const { people, ann, room, ended } = await setup(echo())
    await people.command(room, ann, '/hub', 'hello')
    await ended(1)
    const [shownQuestion, reply] = room.posts
    expect(shownQuestion?.text).toBe('<@UANN> asked: hello')
    expect(reply).toMatchObject({ threadTs: shownQuestion?.ts, markdown: 'You said hello' })
  })
})
