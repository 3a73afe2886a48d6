import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { scopes } from '../../channels/slack/scopes.ts'
import manifest from '../../package.json' with { type: 'json' }
import { emptyDatabaseOnServer } from '../../storage/test-database.ts'
import { environment } from '../../test/environment.ts'
import { peopleIn } from '../../test/fakes/slack/acting.ts'
import type { AskedCall } from '../../test/fakes/slack/exchange.ts'
import { type FakeSlack, openFakeSlack } from '../../test/fakes/slack/fake-slack.ts'

/** About as many as may begin a stream before the hub shares what Slack allows in a minute. */
const questions = 10
/** After the last word of an answer, so that nothing is under way when the next question comes. */
const idleMs = 300

/**
 * `npm start` with a fake Slack on both sides, all of it idle but for one question at a time: the milliseconds from
 * the event to the first call that shows a person something.
 */
export async function firstSigns(): Promise<readonly number[]> {
  const { url: DATABASE_URL, drop } = await emptyDatabaseOnServer()
  const slack = await openFakeSlack()
  const workspace = slack.open({ teamId: 'T1', scopes })
  const [SLACK_BOT_TOKEN = ''] = workspace.tokens
  const { signingSecret: SLACK_SIGNING_SECRET } = slack.secrets
  const keys = { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL: slack.apiUrl }
  const hub = start({ DATABASE_URL, ...keys })
  try {
    slack.events.url = await listening(hub)
    return await asked(slack, workspace)
  } finally {
    hub.kill('SIGTERM')
    await once(hub, 'close')
    await slack.close()
    await drop()
  }
}

async function asked(slack: FakeSlack, workspace: ReturnType<FakeSlack['open']>) {
  const people = peopleIn(slack, workspace)
  const ann = people.person('Ann')
  const room = people.room('C1', [ann])
  const took: number[] = []
  // The first one loads what is loaded only when it is needed.
  for (let question = -1; question < questions; question += 1) {
    const sign = next(slack, isSign)
    const saidAt = performance.now()
    const told = people.say({ user: ann, room, text: `<@${workspace.botUserId}> what is RSI?` })
    const shownAt = await sign
    await Promise.all([next(slack, isEnd), told])
    if (question >= 0) took.push(shownAt - saidAt)
    await setTimeout(idleMs)
  }
  return took
}

const signs: ReadonlySet<string> = new Set(['chat.startStream', 'chat.postMessage'])

/** The line that says that we are at it, or something in the thread. */
function isSign({ method, arguments: given }: AskedCall): boolean {
  return signs.has(method) || given['status'] === 'processing'
}

/** That line is taken away again. */
function isEnd({ arguments: given }: AskedCall): boolean {
  return given['status'] === 'active'
}

/** Resolves with the moment of the next such call. */
function next(slack: FakeSlack, isMeant: (call: AskedCall) => boolean): Promise<number> {
  const { trouble } = slack
  const { promise, resolve } = Promise.withResolvers<number>()
  slack.trouble = (call, token) => {
    if (!isMeant(call)) return trouble(call, token)
    slack.trouble = trouble
    resolve(performance.now())
    return null
  }
  return promise
}

function start(settings: Readonly<Record<string, string>>): ChildProcess {
  const [, ...words] = manifest.scripts.start.split(' ')
  const own = { MARKET_DATA: 'demo', LOG_LEVEL: 'info', PORT: '0', ...settings }
  return spawn(process.execPath, words, {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...environment(), ...own },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

async function listening(hub: ChildProcess): Promise<string> {
  let said = ''
  for await (const chunk of hub.stderr ?? []) {
    said += chunk
    const url = /listening on (http:\S+)/.exec(said)?.[1]
    if (url === undefined) continue
    return url
  }
  throw new Error(`npm start ended: ${said}`)
}
