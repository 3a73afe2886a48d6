/** A bot of Bolt's own kind, as its guide begins one: the event is acknowledged, and the work is done in memory. */
import { randomUUID } from 'node:crypto'

import bolt from '@slack/bolt'
import { z } from 'zod'

import { faultsChannel } from '../../test/faults/channel.ts'
import { slowModel, slowProject } from '../../test/faults/script.ts'
import { saidIn, signingSecret } from './slack-event.ts'
import { patienceMs, work } from './subject.ts'

const options = z.object({ name: z.string(), platformUrl: z.string() })
export type BoltOptions = z.infer<typeof options>

const { analysts } = slowProject(work.analystMs)
const model = slowModel(work.wordMs)
const { signal } = new AbortController()

await start(options.parse(JSON.parse(process.argv[2] ?? '')))

async function start({ name, platformUrl }: BoltOptions): Promise<void> {
  const limits = { length: 3_000, unit: 'utf16', editEveryMs: 1_000 } as const
  const channel = faultsChannel({ platformUrl, by: name, limits, canFind: false, patienceMs })
  const logLevel = bolt.LogLevel.ERROR
  const receiver = new bolt.HTTPReceiver({ signingSecret, logLevel })
  const app = new bolt.App({ receiver, authorize: async () => ({ botId: 'BHUB' }), logLevel })
  app.event('app_mention', async ({ event, body }) => {
    const to = { threadId: `faults:${event.ts}`, turnId: body.event_id } as const
    const text = await answer(saidIn(event.text))
    await channel.post(to, { text, choices: [] }, randomUUID())
  })
  const server = await receiver.start({ port: 0, host: '127.0.0.1' })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  process.send?.({ url: `http://127.0.0.1:${port}/slack/events` })
}

/** The same work that the hub does: the analysts side by side, then the model word by word. */
async function answer(question: string): Promise<string> {
  const task = { symbol: 'ONE', period: null, aspect: null, askedAt: new Date(), signal }
  await Promise.all(analysts.map((analyst) => analyst.analyse(task)))
  const messages = [{ role: 'user' as const, text: JSON.stringify({ question }) }]
  let text = ''
  for await (const event of model.stream({ system: '', messages, signal })) {
    if (event.type === 'text') text += event.delta
  }
  return text
}
