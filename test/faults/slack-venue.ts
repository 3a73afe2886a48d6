import { setTimeout } from 'node:timers/promises'

import { scopes } from '../../channels/slack/scopes.ts'
import { envelope, peopleIn } from '../fakes/slack/acting.ts'
import { openSender, type Sender } from '../fakes/slack/events.ts'
import type { Trouble as SlackTrouble } from '../fakes/slack/exchange.ts'
import { type FakeSlack, openFakeSlack } from '../fakes/slack/fake-slack.ts'
import type { Post, Workspace } from '../fakes/slack/world.ts'
import { type Doer, openBoard } from './board.ts'
import type { Platform, Trouble } from './platform.ts'
import { openSlackBoard, verbOf } from './slack-board.ts'
import type { Venue } from './venue.ts'

/** A thread, in a workspace of its own: what Slack allows a workspace in a minute is too little for a harness. */
interface Place {
  readonly workspace: Workspace
  readonly people: ReturnType<typeof peopleIn>
  root: Post | null
}

/** As long as Slack waits for an acknowledgement. */
const patienceMs = 3_000

/** The strict fake Slack, with signed events on the one side and the Web API on the other. */
export async function openSlackVenue(): Promise<Venue> {
  const slack = await openFakeSlack()
  const board = openBoard()
  const towns = openTowns(slack)
  const turns = openTurns()
  const platform: Platform = {
    url: slack.apiUrl,
    board,
    trouble: () => null,
    isIdempotent: false,
    holder: null,
    sleeper: null,
    close: slack.close,
  }
  watch(slack, platform)
  return {
    platform,
    write: towns.write,
    async tell(url, { id }) {
      const contentType = 'application/json'
      const body = JSON.stringify(towns.eventOf(id))
      const { status } = await senderTo(url, slack).send({ path: '/events', contentType, body })
      return status === 200 ? turns.of(id) : null
    },
    join(name) {
      towns.admit(`xoxb-${name}`)
      return { platform: 'slack', platformUrl: slack.apiUrl, onHeard: turns.add }
    },
  }
}

/** Lets the harness spoil what the hub calls, and see what came of it. */
function watch(slack: FakeSlack, platform: Platform): void {
  const posts = openSlackBoard(platform.board)
  slack.trouble = (call, token) => {
    const verb = verbOf(call)
    if (verb === null) return null
    return inSlack(platform.trouble({ verb, turnId: posts.turnOf(call), by: nameIn(token) }))
  }
  slack.watch = (call, token, workspace) => {
    if (workspace) posts.note(call, workspace, doerOf(platform, nameIn(token), posts.turnOf(call)))
  }
}

function doerOf({ sleeper }: Platform, by: string, turnId: string): Doer {
  return { by, isLate: sleeper?.by === by && sleeper.turnId === turnId }
}

function senderTo(url: string, { secrets }: FakeSlack): Sender {
  const sender = openSender({ ...secrets, now: Date.now, patienceMs, pausesMs: [] })
  sender.url = url
  return sender
}

/** The workspaces, and all that people wrote in them. */
function openTowns(slack: FakeSlack) {
  const places = new Map<string, Place>()
  const tokens = new Set<string>()
  const said = new Map<string, object>()

  function placeOf(threadId: string): Place {
    const known = places.get(threadId)
    if (known) return known
    const workspace = slack.open({ teamId: `T${threadId.slice(1)}`, scopes })
    for (const token of tokens) workspace.tokens.add(token)
    const place: Place = { workspace, people: peopleIn(slack, workspace), root: null }
    places.set(threadId, place)
    return place
  }

  return {
    write(threadId: string, text: string): string {
      const place = placeOf(threadId)
      const { people, workspace } = place
      const user = people.person('Ann')
      const room = people.room(`C${threadId.slice(1)}`, [user])
      const thread = place.root === null ? {} : { thread: place.root.ts }
      const post = people.write({
        user,
        room,
        text: `<@${workspace.botUserId}> ${text}`,
        ...thread,
      })
      place.root ??= post
      said.set(post.ts, mentionIn(workspace, room.id, post))
      return post.ts
    },
    eventOf(id: string): object {
      const event = said.get(id)
      if (!event) throw new Error(`nobody wrote ${id}`)
      return event
    },
    /** Lets a process into all workspaces, those to come too. */
    admit(token: string): void {
      tokens.add(token)
      for (const { workspace } of places.values()) workspace.tokens.add(token)
    },
  }
}

function mentionIn(
  workspace: Workspace,
  roomId: string,
  { ts, threadTs, userId, text }: Post,
): object {
  const where = { channel: roomId, event_ts: ts, ...(threadTs ? { thread_ts: threadTs } : {}) }
  return envelope(workspace, { type: 'app_mention', user: userId, text, ts, ...where }, Date.now())
}

/** Slack is told no turn in an acknowledgement: the processes tell of them by another way, which may be a little later. */
function openTurns() {
  const known = new Map<string, string>()
  return {
    add: (id: string, turnId: string) => void known.set(id, turnId),
    async of(id: string): Promise<string | null> {
      for (let looks = 0; looks < 50 && !known.has(id); looks += 1) await setTimeout(10)
      return known.get(id) ?? null
    },
  }
}

function nameIn(token: string | null): string {
  return (token ?? '').replace(/^xoxb-/, '')
}

function inSlack(trouble: Trouble | null): SlackTrouble | null {
  if (trouble === 'silent') return 'mute'
  if (trouble === null || typeof trouble === 'string') return trouble
  const { retryAfterSeconds } = trouble
  return retryAfterSeconds === undefined ? { status: 500 } : { retryAfterSeconds }
}
