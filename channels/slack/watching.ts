import type { App } from '@slack/bolt'
import { z } from 'zod'

import { AppError } from '../../core/errors.ts'
import type { Turn } from '../../core/types.ts'
import type { Watcher } from '../../core/watchlist.ts'
import { harmless } from './format.ts'
import { type HomeDeps, showHome } from './home.ts'
import { atHome, personAt } from './pressed-at-home.ts'
import { turnHere, turnInRoom } from './pressed-turn.ts'
import { placeOf, type Pressed, pressed, valueOf } from './pressed.ts'
import { button, row } from './render.ts'

/**
 * Watch, below an answer, puts its symbols on the watchlist of whoever presses it, and they alone see that. There
 * they are taken off again, or one by one on the page under Home. Slack may tell of a press twice, so none toggles.
 */
export function listenToWatching(bolt: App, deps: HomeDeps): void {
  bolt.action('watch', async ({ body, ack }) => {
    const press = pressed.parse(body)
    const turn = await turnHere(deps.inbox(), press, valueOf(press))
    const said = await watched(deps, await watcherAt(deps, press), symbolsOf(turn))
    await tell(deps, press, said, [row([button('unwatch', 'Take off', turn.id)])])
    await ack()
  })
  bolt.action('unwatch', async ({ body, ack }) => {
    const press = pressed.parse(body)
    const symbols = symbolsOf(await turnInRoom(deps.inbox(), press, valueOf(press)))
    const watcher = await watcherAt(deps, press)
    for (const symbol of symbols) await deps.personal.watchlist.remove(watcher, symbol)
    await tell(deps, press, `${symbols.join(', ')}: off your watchlist.`, [])
    await ack()
  })
  bolt.action(/^drop:/, async ({ body, ack }) => {
    const { actions, ...press } = pressedAtHome.parse(body)
    const person = personAt(press)
    const watcher = await deps.watcherOf(person)
    for (const { value } of actions) await deps.personal.watchlist.remove(watcher, value)
    await showHome(deps, person)
    await ack()
  })
}

const pressedAtHome = z.object({
  ...atHome,
  actions: z.array(z.object({ value: z.string() })).length(1),
})

function watcherAt({ watcherOf }: HomeDeps, press: Pressed): Promise<Watcher> {
  return watcherOf({ teamId: placeOf(press).teamId, userId: press.user.id })
}

/** What became of it, in a sentence. */
async function watched(
  { personal }: HomeDeps,
  watcher: Watcher,
  symbols: readonly string[],
): Promise<string> {
  try {
    for (const symbol of symbols) await personal.watchlist.add(watcher, symbol)
    return `${symbols.join(', ')}: on your watchlist. You find it under Home.`
  } catch (error) {
    const { code, said } = AppError.from(error)
    if (code === 'invalid') return said
    throw error
  }
}

function symbolsOf({ reply }: Turn): readonly string[] {
  return reply?.route.symbols ?? []
}

/** The person alone sees it. */
async function tell(
  { workspaces }: HomeDeps,
  press: Pressed,
  text: string,
  below: readonly object[],
): Promise<void> {
  const { teamId, roomId, threadTs } = placeOf(press)
  const workspace = await workspaces.of(teamId)
  const words = { type: 'section', text: { type: 'plain_text', text: harmless(text) } }
  const given = {
    channel: roomId,
    user: press.user.id,
    thread_ts: threadTs,
    text: 'Your watchlist',
  }
  await workspace.call('chat.postEphemeral', { ...given, blocks: [words, ...below] }, roomId)
}
