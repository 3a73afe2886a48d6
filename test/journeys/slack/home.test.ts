import { expect, it } from 'vitest'

import { echo, replyWith } from '../../../bot/test-conversation.ts'
import { AppError } from '../../../core/errors.ts'
import { usualSettings } from '../../../core/settings.ts'
import { homeOf, screenOf } from '../../fakes/slack/screen.ts'
import type { Post } from '../../fakes/slack/world.ts'
import { labelsIn, pressing } from './below.ts'
import { journeys } from './journeys.ts'
import { openScript } from './script.ts'
import type { Stage } from './stage.ts'

const evidence = {
  id: '2b025cbc-dce7-45c8-a8d7-797666e47cb2',
  tool: 'stocks.prices',
  arguments: { symbol: 'AAPL' },
  source: 'demo',
  asOf: '2026-11-20',
  fetchedAt: '2026-11-21T08:00:00Z',
  freshness: 'demo',
  values: { close: 203.25 },
  units: { close: 'USD' },
} as const

journeys('what a person has of their own on Slack', (setup) => {
  /** Opens the page, and waits until Slack has it. */
  async function openHome({ people, ann, slack, workspace }: Stage): Promise<readonly string[]> {
    const shown = slack.calls.filter(({ method }) => method === 'views.publish').length
    await people.openHome(ann)
    await slack.called('views.publish', shown + 1)
    return homeOf(workspace, ann)
  }

  /** An answer about those symbols. */
  async function answered(symbols: readonly string[]): Promise<Stage & { readonly post: Post }> {
    const script = openScript()
    const reply = replyWith('Here it is.')
    script.say(reply.text)
    script.end({ evidence: [evidence], route: { ...reply.route, symbols } })
    const stage = await setup(script.agent)
    await stage.ask('How do they look?')
    const [, post] = stage.room.posts
    if (!post) throw new Error('nothing is shown')
    return { ...stage, post }
  }

  it('says how to ask, and what there is not yet', async () => {
    const stage = await setup(echo())
    expect(await openHome(stage)).toEqual([
      'Ask AI Hub',
      expect.stringContaining('• How does AAPL look?\n• Compare Apple and Microsoft'),
      'Your recent threads',
      'You have not asked anything yet.',
      'Your watchlist',
      'Nothing yet. Press Watch below an answer.',
      'Your settings',
      expect.stringMatching(/^\*Answers\*\n.* <Short\*\|Long>$/),
      expect.stringMatching(/^\*Charts\*\n.* <Light\*\|Dark\|None>$/),
      expect.stringMatching(/^\*Home market\*\n.* <The world\*\|United States\|India>$/),
      'Language models this month',
      'None was used for you.',
    ])
    expect(stage.calls()).toEqual(['views.publish'])
  })

  it('lists the threads of a person with a way to each, newest first, and of nobody else', async () => {
    const stage = await setup(echo())
    await stage.ask('How does AAPL look?')
    await stage.ask('And the market?')
    const bob = stage.people.person('Bob')
    stage.room.members.add(bob.id)
    await stage.people.say({
      user: bob,
      room: stage.room,
      text: `<@${stage.workspace.botUserId}> hi`,
    })
    await stage.ended(3)
    const page = await openHome(stage)
    const threads = page.slice(3, page.indexOf('Your watchlist'))
    expect(threads).toEqual([
      'And the market? [Open]',
      expect.stringMatching(/^<!date\^\d+\^\{date_short_pretty\} \{time\}\|\d{4}-\d\d-\d\d>$/),
      'How does AAPL look? [Open]',
      expect.stringContaining('<!date'),
    ])
    expect(stage.calls().slice(-3)).toEqual([
      'chat.getPermalink',
      'chat.getPermalink',
      'views.publish',
    ])
    const link = stage.workspace.homes.get(stage.ann.id)?.blocks[3]?.['accessory']
    expect(link).toMatchObject({ url: expect.stringMatching(/\/archives\/C1\/p\d{16}$/) })
    await openHome(stage)
    expect(stage.calls().slice(-2)).toEqual(['views.publish', 'views.publish'])
  })

  it('shows a thread without a way to it where the bot is no longer in the room', async () => {
    const stage = await setup(echo())
    await stage.ask('How does AAPL look?')
    stage.room.members.delete(stage.workspace.botUserId)
    expect(await openHome(stage)).toContain('How does AAPL look?')
    expect(stage.calls().slice(-2)).toEqual([
      'chat.getPermalink: channel_not_found',
      'views.publish',
    ])
  })

  it('shows what people wrote as plain words, however long and whatever they are', async () => {
    const stage = await setup(echo())
    const hostile = `<!channel> *bold* <https://evil.example|click> \u202Ereversed ${'😀'.repeat(3_000)}`
    await stage.ask(hostile)
    await openHome(stage)
    const row = stage.workspace.homes.get(stage.ann.id)?.blocks[3]
    expect(row).toMatchObject({ type: 'section', text: { type: 'plain_text', emoji: false } })
    expect(JSON.stringify(row)).not.toContain('\u202E')
    expect(stage.slack.calls.filter(({ error }) => error !== null)).toEqual([])
  })

  it('does not keep Slack waiting for the page, nor hear again when it cannot be shown', async () => {
    const stage = await setup(echo())
    stage.slack.trouble = ({ method }) => (method === 'views.publish' ? { status: 503 } : null)
    await openHome(stage)
    stage.slack.trouble = () => null
    expect(await openHome(stage)).toContain('Ask AI Hub')
    expect(stage.calls()).toEqual(['views.publish: 503', 'views.publish'])
  })

  it('is not told of the page when somebody opens the messages', async () => {
    const stage = await setup(echo())
    const { people, ann } = stage
    await people.tell({ type: 'app_home_opened', user: ann.id, channel: 'D1', tab: 'messages' })
    await openHome(stage)
    expect(stage.calls()).toEqual(['views.publish'])
  })

  it('watches what an answer is about, tells that person alone, and takes it off again', async () => {
    const stage = await answered(['AAPL'])
    const { people, ann, room, post, slack } = stage
    expect(labelsIn(post.blocks).slice(-5)).toEqual([
      'Sources',
      'More',
      'Compare…',
      'Watch AAPL',
      'Retry',
    ])
    const posts = room.posts.length
    const watch = pressing(post, 'Watch AAPL')
    await people.press({ user: ann, room, post, ...watch })
    await people.press({ user: ann, room, post, ...watch })
    expect(room.posts).toHaveLength(posts)
    const told = slack.calls.filter(({ method }) => method === 'chat.postEphemeral')
    expect(told.map(({ error, arguments: { user } }) => [error, user])).toEqual([
      [null, ann.id],
      [null, ann.id],
    ])
    expect(String(told[0]?.arguments['blocks'])).toContain('AAPL: on your watchlist.')
    expect(await openHome(stage)).toContain('AAPL [Take off]')
    // Slack does not say in which thread a post stands that one person alone sees.
    const alone = { ...post, threadTs: null }
    const off = { user: ann, room, post: alone, actionId: 'unwatch', value: watch.value }
    await people.press(off)
    expect(await openHome(stage)).toContain('Nothing yet. Press Watch below an answer.')
    expect(stage.calls()).toEqual([
      'chat.startStream',
      'chat.appendStream',
      'chat.stopStream',
      'chat.postEphemeral',
      'chat.postEphemeral',
      'chat.getPermalink',
      'views.publish',
      'chat.postEphemeral',
      'views.publish',
    ])
  })

  it('watches all that a comparison is about, each person their own', async () => {
    const stage = await answered(['AAPL', 'MSFT'])
    const { people, ann, room, post, workspace } = stage
    const bob = people.person('Bob')
    room.members.add(bob.id)
    await people.press({ user: bob, room, post, ...pressing(post, 'Watch all 2') })
    expect(await openHome(stage)).toContain('Nothing yet. Press Watch below an answer.')
    await people.openHome(bob)
    await stage.slack.called('views.publish', 2)
    expect(homeOf(workspace, bob)).toEqual(
      expect.arrayContaining(['AAPL [Take off]', 'MSFT [Take off]']),
    )
    await people.pressAtHome(bob, { actionId: 'drop:0', value: 'AAPL' })
    expect(homeOf(workspace, bob)).not.toContain('AAPL [Take off]')
    expect(homeOf(workspace, bob)).toContain('MSFT [Take off]')
    expect(stage.calls().at(-1)).toBe('views.publish')
    expect(ann.id).not.toBe(bob.id)
  })

  it('says that a watchlist is full, and shows a long one in one page', async () => {
    const script = openScript()
    const reply = replyWith('Here it is.')
    script.end({ evidence: [evidence], route: { ...reply.route, symbols: ['AAPL'] } })
    const symbols = Array.from({ length: 100 }, (_, at) => ({
      symbol: `S${at}`,
      addedAt: new Date(),
    }))
    const full = new AppError('invalid', 'full', { said: 'Your watchlist is full.' })
    const watchlist = {
      list: async () => symbols,
      add: () => Promise.reject(full),
      remove: async () => {},
    }
    const settings = { of: async () => usualSettings, change: async () => usualSettings }
    const used = async () => ({ tokens: 0, cost: 0n })
    const personal = { watchlist, settings, examples: [], used }
    const stage = await setup(script.agent, { personal })
    const { people, ann, room, slack, ask } = stage
    await ask('How does it look?')
    const [, post] = room.posts
    if (!post) throw new Error('nothing is shown')
    await people.press({ user: ann, room, post, ...pressing(post, 'Watch AAPL') })
    const told = slack.calls.find(({ method }) => method === 'chat.postEphemeral')
    expect(String(told?.arguments['blocks'])).toContain('Your watchlist is full.')
    const page = await openHome(stage)
    expect(page.filter((row) => row.endsWith('[Take off]'))).toHaveLength(40)
    expect(page.find((row) => row.startsWith('And '))).toMatch(/^And S40, .*S99$/)
  })

  it('watches nothing in the name of an answer that stands elsewhere', async () => {
    const { people, ann, room, post, slack } = await answered(['AAPL'])
    const other = await people.say({ user: ann, room, text: 'lunch?' })
    const elsewhere = people.room('C2', [ann])
    const { actionId, value } = pressing(post, 'Watch AAPL')
    await expect(people.press({ user: ann, room, post: other, actionId, value })).rejects.toThrow(
      'did not answer',
    )
    const off = { user: ann, room: elsewhere, post, actionId: 'unwatch', value }
    await expect(people.press(off)).rejects.toThrow('did not answer')
    expect(slack.calls.map(({ method }) => method)).not.toContain('chat.postEphemeral')
  })
})

journeys('what language models used for a person on Slack', (setup) => {
  it.each([
    [{ tokens: 12_340, cost: 1_230_000_000_000n }, '12,340 tokens for your questions, $1.23.'],
    [{ tokens: 9, cost: 0n }, '9 tokens for your questions; their price is not known.'],
  ])('is shown with what it cost', async (used, sentence) => {
    const list = async () => []
    const watchlist = { list, add: async () => {}, remove: async () => {} }
    const settings = { of: async () => usualSettings, change: async () => usualSettings }
    const personal = { watchlist, settings, examples: [], used: async () => used }
    const { people, ann, slack, workspace } = await setup(echo(), { personal })
    await people.openHome(ann)
    await slack.called('views.publish', 1)
    expect(homeOf(workspace, ann).at(-1)).toBe(sentence)
  })
})

journeys('a conversation beside whatever is on the screen', (setup) => {
  it('begins with questions that the projects propose, and is called by the first one', async () => {
    const { people, ann, workspace, slack, ended, calls } = await setup(echo())
    const root = await people.openConversation(ann)
    await slack.called('assistant.threads.setSuggestedPrompts', 1)
    const room = people.direct(ann)
    const key = `${room.id} ${root.ts}`
    expect(workspace.conversations.get(key)?.prompts).toEqual([
      'How does AAPL look?',
      'Compare Apple and Microsoft',
      'How is the market?',
      'What is a P/E ratio?',
    ])
    const said = { user: ann, room, thread: root.ts }
    await people.say({ ...said, text: 'How does <https://aapl.example|*AAPL*> look?' })
    await slack.called('assistant.threads.setTitle', 1)
    await people.say({ ...said, text: 'and over one year?' })
    await ended(2)
    expect(workspace.conversations.get(key)?.title).toBe('How does AAPL look?')
    expect(calls().filter((call) => call.startsWith('assistant.'))).toEqual([
      'assistant.threads.setSuggestedPrompts',
      'assistant.threads.setTitle',
    ])
    expect(calls().filter((call) => call.startsWith('chat.'))).toEqual([
      'chat.startStream',
      'chat.appendStream',
      'chat.stopStream',
      'chat.startStream',
      'chat.appendStream',
      'chat.stopStream',
    ])
    expect(screenOf(room, root.ts)).toHaveLength(2)
  })

  it('says nothing when the person looks at something else', async () => {
    const { slack, workspace, calls, ask } = await setup(echo())
    const event = { type: 'assistant_thread_context_changed', assistant_thread: { user_id: 'U1' } }
    const told = { type: 'event_callback', event_id: 'Ev1', team_id: workspace.teamId, event }
    const path = '/channels/slack/events'
    const body = JSON.stringify(told)
    const sent = await slack.events.send({ path, body, contentType: 'application/json' })
    expect(sent.status).toBe(200)
    await ask('hello')
    expect(calls()).toEqual(['chat.startStream', 'chat.appendStream', 'chat.stopStream'])
  })

  it('is answered all the same where Slack takes no title', async () => {
    const unknownMethods = new Set(['assistant.threads.setTitle'])
    const { people, ann, slack, ended } = await setup(echo(), { unknownMethods })
    const root = await people.openConversation(ann)
    const room = people.direct(ann)
    await people.say({ user: ann, room, text: 'hello', thread: root.ts })
    await slack.called('assistant.threads.setTitle', 1)
    await ended(1)
    expect(screenOf(room, root.ts)).toEqual(['✓ Done\nYou said hello'])
  })
})
