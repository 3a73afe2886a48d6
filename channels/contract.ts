import { describe, expect, it } from 'vitest'

import { AppError } from '../core/errors.ts'
import type { Channel, Destination, IncomingMessage, ReplyEvent, ThreadId } from '../core/types.ts'
import { deliver } from './deliver.ts'
import { doneWith, memoryRecords, openReply } from './fake.ts'
import { plainText } from './markdown.ts'
import { steering } from './printable.ts'

export interface ChannelUnderTest {
  readonly channel: Channel
  /** A thread as this channel names it. */
  readonly threadId: ThreadId
  /** What a person sees of that turn now, one text per post. */
  shown(to: Destination): Promise<readonly string[]>
  /** A person writes in the thread; answers what the channel made of it. Absent where no platform is in between. */
  say?(text: string): Promise<IncomingMessage>
  /** How this platform writes mentions that would call people; a reply must not. */
  readonly mentions?: readonly string[]
  close?(): Promise<void>
}

/** What deliver.ts and everybody else may rely on. Every channel runs it. */
export function channelContract(name: string, make: Make): void {
  describe(`${name} as a channel`, () => {
    facts(make)
    posts(make)
    replies(make)
    contents(make)
    hostility(make)
  })
}

type Make = () => Promise<ChannelUnderTest>

/** A test of a channel of its own, which is stopped after it. */
function on(make: Make, test: (under: ChannelUnderTest) => Promise<void>): () => Promise<void> {
  return async () => {
    const under = await make()
    try {
      await test(under)
    } finally {
      await under.channel.stop()
      await under.close?.()
    }
  }
}

function facts(make: Make): void {
  it(
    'starts its thread ids with its name',
    on(make, async ({ channel, threadId }) => {
      expect(threadId.startsWith(`${channel.name}:`)).toBe(true)
      expect(threadId.length).toBeGreaterThan(channel.name.length + 1)
    }),
  )

  it(
    'states limits that a reply can live with',
    on(make, async ({ channel: { limits } }) => {
      expect(limits.length).toBeGreaterThanOrEqual(500)
      expect(limits.editEveryMs).toBeGreaterThanOrEqual(0)
      expect(limits.editEveryMs).toBeLessThanOrEqual(5_000)
    }),
  )

  it(
    'answers in the thread that a message came from',
    on(make, async (under) => {
      const message = await under.say?.('hello there')
      if (message === undefined) return
      expect(message).toMatchObject({ channel: under.channel.name, threadId: under.threadId })
      expect(message.text).toContain('hello there')
      const to = { threadId: message.threadId, turnId: 'turn-said' }
      await under.channel.post(to, content('An answer.'), 'said/0')
      expect(await wordsShown(under, to)).toContain('Ananswer.')
    }),
  )
}

function posts(make: Make): void {
  it(
    'shows a post',
    on(make, async (under) => {
      const to = turn(under, 'post')
      expect(await under.channel.post(to, content('Hello **world**.'), 'post/0')).not.toBe('')
      expect(await wordsShown(under, to)).toContain('Helloworld.')
    }),
  )

  it(
    'shows the new text of an edited post',
    on(make, async (under) => {
      const to = turn(under, 'edit')
      const postId = await under.channel.post(to, content('Before.'), 'edit/0')
      await under.channel.edit(to, postId, content('After.'))
      expect(await wordsShown(under, to)).toContain('After.')
    }),
  )

  it(
    'finds the posts it made, where posting twice would show twice',
    on(make, async (under) => {
      const to = turn(under, 'find')
      const postId = await under.channel.post(to, content('Hello.'), 'turn-find/0')
      if (under.channel.find === undefined) return
      expect(await under.channel.find(to, 'turn-find/0')).toBe(postId)
      expect(await under.channel.find(to, 'turn-find/1')).toBe(null)
    }),
  )

  it(
    'takes away a post that it made, where posting twice would show twice',
    on(make, async (under) => {
      const to = turn(under, 'remove')
      const postId = await under.channel.post(to, content('Twice.'), 'turn-remove/0')
      expect(under.channel.remove === undefined).toBe(under.channel.find === undefined)
      if (under.channel.remove === undefined) return
      await under.channel.remove(to, postId)
      expect(await wordsShown(under, to)).not.toContain('Twice.')
      // Whoever asks again may not have heard the answer.
      await under.channel.remove(to, postId)
    }),
  )

  it(
    'takes choices',
    on(make, async (under) => {
      const to = turn(under, 'choices')
      const choices = [{ label: 'Why?', text: 'why?' }]
      await under.channel.post(to, { text: 'Hello.', choices }, 'choices/0')
      expect(await wordsShown(under, to)).toContain('Hello.')
    }),
  )
}

function replies(make: Make): void {
  it(
    'ends in the whole reply',
    on(make, async (under) => {
      const to = turn(under, 'whole')
      await run(under, to, [
        { type: 'status', text: 'Looking around' },
        { type: 'task', id: 'a', title: 'Reading', state: 'started' },
        { type: 'task', id: 'a', title: 'Reading', state: 'done' },
        { type: 'text', delta: 'A retracted thought.' },
        { type: 'restart' },
        { type: 'text', delta: 'The whole ' },
        doneWith('The whole answer.', [{ label: 'Why?', text: 'why?' }]),
      ])
      const words = await wordsShown(under, to)
      expect(words.split('Thewholeanswer.').length).toBe(2)
      expect(words).not.toContain('retracted')
      expect(words).not.toContain('Lookingaround')
    }),
  )

  it(
    'ends a failure with what there was and the reason',
    on(make, async (under) => {
      const to = turn(under, 'failure')
      const error = new AppError('timeout', 'log', { said: 'That took too long.' })
      await run(under, to, [
        { type: 'text', delta: 'Half an' },
        { type: 'failed', error, partial: 'Half an' },
      ])
      const words = await wordsShown(under, to)
      expect(words).toContain('Halfan')
      expect(words.split('Thattooktoolong.').length).toBe(2)
    }),
  )
}

function contents(make: Make): void {
  it(
    'shows a reply that is longer than a post in whole and in order',
    on(make, async (under) => {
      const to = turn(under, 'long')
      const count = Math.ceil(Math.min(under.channel.limits.length * 2.5, 60_000) / 8)
      const words = Array.from({ length: count }, (_, index) => `word${index}`)
      await run(under, to, [doneWith(words.join(' '))])
      expect((await wordsShown(under, to)).match(/word\d+?(?=word|$)/g)).toEqual(words)
    }),
  )

  it(
    'shows a table, a fence and wide characters',
    on(make, async (under) => {
      const to = turn(under, 'rich')
      const text =
        '## 株価 👨‍👩‍👧\n\n| Name | Value |\n|---|---:|\n| RSI | 28.4 |\n\n```js\nconst a = 1\n```'
      await run(under, to, [doneWith(text)])
      const words = await wordsShown(under, to)
      for (const word of ['株価', '👨‍👩‍👧', 'RSI', '28.4', 'consta=1']) expect(words).toContain(word)
    }),
  )
}

function hostility(make: Make): void {
  it(
    'shows hostile text without obeying it',
    on(make, async (under) => {
      const to = turn(under, 'hostile')
      const text =
        'safe \u001B[31mred\u001B[2J \u001B]0;title\u0007 \u0000\u202Eturned &#27;[5m \uD83D end'
      await run(under, to, [{ type: 'text', delta: text }, doneWith(text)])
      const shown = (await under.shown(to)).join('\n')
      expect(shown).toContain('safe')
      expect(shown).toContain('end')
      expect(shown.match(steering)).toBe(null)
    }),
  )

  it(
    'calls nobody',
    on(make, async (under) => {
      const to = turn(under, 'mentions')
      const mentions = under.mentions ?? []
      await run(under, to, [doneWith(`Hello ${mentions.join(' and ')}!`)])
      const shown = (await under.shown(to)).join('\n')
      expect(mentions.filter((mention) => shown.includes(mention))).toEqual([])
      expect(shown).toContain('Hello')
    }),
  )
}

async function run(
  under: ChannelUnderTest,
  to: Destination,
  events: readonly ReplyEvent[],
): Promise<void> {
  const reply = openReply()
  reply.push(...events)
  reply.end()
  await deliver(under.channel, to, reply, memoryRecords())
}

async function wordsShown(under: ChannelUnderTest, to: Destination): Promise<string> {
  return (await under.shown(to)).map(plainText).join('').replaceAll(/\s/g, '')
}

function turn({ threadId }: ChannelUnderTest, name: string): Destination {
  return { threadId, turnId: `turn-${name}` }
}

function content(text: string) {
  return { text, choices: [] }
}
