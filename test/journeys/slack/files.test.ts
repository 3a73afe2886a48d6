import { once } from 'node:events'
import { createServer } from 'node:http'

import { expect, it } from 'vitest'

import { stocksProject } from '../../../agents/stocks/project.ts'
import { graph } from '../../../bot/graph/graph.ts'
import { agentOf, echo, replyWith } from '../../../bot/test-conversation.ts'
import { openLogger } from '../../../core/logger.ts'
import { memoryCache } from '../../../core/memory-cache.ts'
import type { Agent } from '../../../core/types.ts'
import { pdfOf } from '../../fakes/pdf.ts'
import type { PickedFile } from '../../fakes/slack/shared-files.ts'
import type { Post } from '../../fakes/slack/world.ts'
import { journeys } from './journeys.ts'
import type { Stage } from './stage.ts'

/** Says what it was handed. */
const reader: Agent = agentOf(async function* ({ message: { attachments = [] } }) {
  const texts = attachments.map(({ name, content }) =>
    content && 'text' in content ? `${name} says ${content.text}` : `${name} is not there`,
  )
  const text = texts.join('; ') || 'nothing attached'
  yield { type: 'text', delta: text }
  yield { type: 'done', reply: replyWith(text) }
})

journeys('files that people attach on Slack', (setup) => {
  async function share(
    { people, ann, room, workspace, ended }: Stage,
    files: readonly PickedFile[],
    text = 'analyse these',
  ): Promise<Post> {
    const post = await people.say({
      user: ann,
      room,
      text: `<@${workspace.botUserId}> ${text}`,
      files,
    })
    await ended(1)
    return post
  }

  /** The calls that are about files, and then those that show something. */
  function callsOf({ calls }: Stage) {
    const isOfFiles = (call: string) => /^(?:files\.|GET)/.test(call)
    return [calls().filter(isOfFiles), calls().filter((call) => !isOfFiles(call))]
  }

  it('are read once the message is safe, whoever else asks for them', async () => {
    const stage = await setup(reader)
    const post = await share(stage, [
      { name: 'mine.csv', bytes: 'symbol\nAAPL\n' },
      { name: 'report.pdf', bytes: pdfOf(['Annual report']) },
      { name: 'Untitled', type: 'text/plain', bytes: 'a long paste' },
    ])
    expect(stage.screen(post)).toEqual([
      '✓ Done\nmine.csv says symbol\nAAPL\n; report.pdf says Annual report\n; ' +
        'Untitled says a long paste',
    ])
    expect(callsOf(stage)).toEqual([
      ['files.info', 'GET file', 'files.info', 'GET file', 'files.info', 'GET file'],
      ['chat.startStream', 'chat.appendStream', 'chat.appendStream', 'chat.stopStream'],
    ])
  })

  it.each([
    [{ name: 'photo.png', bytes: 'PNG' }, 'I read text, CSV', []],
    [{ name: 'large.txt', bytes: 'x', size: 2_000_000 }, 'a text may have 1 MB', []],
    [
      { name: 'zip.csv', bytes: Buffer.from('504b0304ff', 'hex') },
      'its content is something else',
      ['files.info', 'GET file'],
    ],
    [
      { name: 'lies.txt', bytes: 'x'.repeat(1_100_000), size: 10 },
      'It is not what Slack says of it',
      ['files.info', 'GET file'],
    ],
    [
      { name: 'elsewhere.txt', bytes: 'x', url: 'https://evil.example/elsewhere.txt' },
      'It is not what Slack says of it',
      ['files.info'],
    ],
  ])('are refused with a reason and a way out: %#', async (file, reason, expected) => {
    const stage = await setup(echo())
    const post = await share(stage, [file])
    const [shown = ''] = stage.screen(post)
    expect(shown).toContain('You said analyse these')
    expect(shown).toContain(reason)
    expect(callsOf(stage)[0]).toEqual(expected)
  })

  it('are fetched from Slack alone, wherever somebody says that they are', async () => {
    const asked: unknown[] = []
    const elsewhere = createServer(({ url, headers }, response) => {
      asked.push({ url, headers })
      response.end('words')
    })
    await once(elsewhere.listen(0, '127.0.0.1'), 'listening')
    const address = elsewhere.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const stage = await setup(reader)
    const url = `http://127.0.0.1:${port}/files-pri/T1-F1/a.txt`
    const post = await share(stage, [{ name: 'a.txt', bytes: 'words', url }])
    expect(stage.screen(post)[0]).toContain('a.txt is not there')
    expect(asked).toEqual([])
    elsewhere.close()
  })

  it('have names that are nothing but names', async () => {
    const stage = await setup(echo())
    const post = await share(stage, [
      { name: '<!channel> *x*](https://evil.example).exe', bytes: 'x' },
    ])
    const [shown = ''] = stage.screen(post)
    expect(shown).toContain('_channel x https evil.example .exe_: I read text')
    expect(shown).not.toContain('<!channel>')
  })

  it('says what is amiss where Slack no longer has the file, or does not let us have it', async () => {
    const stage = await setup(echo())
    stage.slack.trouble = ({ method }) =>
      method === 'files.info' ? { error: 'file_not_found' } : null
    expect(stage.screen(await share(stage, [{ name: 'a.txt', bytes: 'x' }]))[0]).toContain(
      'It is gone from Slack',
    )
    stage.slack.trouble = () => null
    stage.workspace.scopes.delete('files:read')
    const { people, ann, room, workspace, ended } = stage
    const text = `<@${workspace.botUserId}> again`
    const post = await people.say({ user: ann, room, text, files: [{ name: 'a.txt', bytes: 'x' }] })
    await ended(2)
    expect(stage.screen(post)[0]).toContain('Whoever installed me has to install me again')
    expect(callsOf(stage)[0]).toEqual(['files.info: file_not_found', 'files.info: missing_scope'])
  })

  it('are read with the message that somebody chose to have analysed', async () => {
    const stage = await setup(reader)
    const { people, ann, room, ended } = stage
    const post = people.write({ user: ann, room, text: 'my list' })
    const files = [{ name: 'a.txt', bytes: 'words' }]
    await people.choose(room, ann, { callbackId: 'analyse_message', post, files })
    await ended(1)
    expect(stage.screen(post)).toEqual(['✓ Done\na.txt says words'])
    expect(callsOf(stage)[0]).toEqual(['files.info', 'GET file'])
  })

  it('are fetched anew when somebody asks again after trouble, and not again after that', async () => {
    const stage = await setup(reader)
    stage.slack.trouble = ({ method }) => (method === 'GET file' ? { status: 503 } : null)
    const post = await share(stage, [{ name: 'a.txt', bytes: 'words' }])
    expect(stage.screen(post)[0]).toContain('a.txt is not there\n\n_a.txt_: I could not get it')
    stage.slack.trouble = () => null
    const { people, ann, room, ended } = stage
    await people.say({ user: ann, room, text: 'retry', thread: post.ts })
    await ended(2)
    await people.say({ user: ann, room, text: 'retry', thread: post.ts })
    await ended(3)
    expect(stage.screen(post).slice(1)).toEqual([
      '✓ Done\na.txt says words',
      '✓ Done\na.txt says words',
    ])
    expect(callsOf(stage)[0]).toEqual([
      'files.info',
      expect.stringMatching(/^GET file: /),
      'files.info',
      'GET file',
    ])
  })

  it('are there still when the hub dies while it fetches them, and the message says all of them', async () => {
    const stage = await setup(reader)
    stage.slack.trouble = ({ method }) => (method === 'GET file' ? 'hang' : null)
    const { people, ann, room, workspace, slack, ended } = stage
    const files = [{ name: 'a.txt', bytes: 'words' }]
    const text = `<@${workspace.botUserId}> analyse these`
    const post = await people.say({ user: ann, room, text, files })
    await slack.called('GET file', 1)
    slack.trouble = () => null
    await stage.takeOver(reader)
    await ended(1)
    expect(stage.screen(post).join('\n')).toContain('a.txt says words')
  })

  it('are what the question is about where they hold symbols', async () => {
    const metrics = { analystEnded() {}, numberStruck() {}, injectionSeen() {} }
    const model = { name: 'offline', model: 'none', isAvailable: false, async *stream() {} }
    const cache = memoryCache({ metrics: { cacheAsked: () => {} } })
    const stocks = stocksProject.create({ model, cache, settings: { MARKET_DATA: 'demo' } })
    const logger = openLogger({ level: 'fatal' })
    const agent = graph({
      projects: [{ name: 'stocks', ...stocks }],
      modelFor: () => model,
      metrics,
      logger,
      analystLimitMs: 20_000,
    })
    const stage = await setup(agent)
    const csv = 'symbol,shares\nAAPL,10\nMSFT,5\n'
    const post = await share(stage, [
      { name: 'mine.csv', bytes: csv },
      { name: 'a.gif', bytes: 'x' },
    ])
    const shown = stage.screen(post).join('\n')
    expect(shown).toMatch(/AAPL[^]*MSFT/)
    expect(shown).toContain('[Watch all 2]')
    expect(shown).toContain('_a.gif_: I read text')
  })
})
