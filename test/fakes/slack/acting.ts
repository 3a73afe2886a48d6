import { randomUUID } from 'node:crypto'

import { readManifest, scopeFor } from './app.ts'
import type { FakeSlack } from './fake-slack.ts'
import {
  choiceOf,
  conversationOpened,
  homeChoiceOf,
  homeOpened,
  homePressOf,
  pressOf,
} from './presses.ts'
import { type PickedFile, uploaded } from './shared-files.ts'
import type { Post, Room, User, Workspace } from './world.ts'
import { directRoom, messageOf, written } from './writing.ts'

/** What people do in one workspace, and what Slack then tells the app, over HTTP or the socket. */
export interface People {
  person(name: string, flags?: { readonly isAdmin?: boolean }): User
  /** A room that the bot was invited to. */
  room(id: string, members: readonly User[]): Room
  /** The direct messages of one person with the bot. */
  direct(user: User): Room
  /** Resolves once the app has acknowledged it; answers the post. */
  say(said: Said): Promise<Post>
  /** The same, and the app does not hear of it. */
  write(said: Said): Post
  edit(room: Room, post: Post, text: string): Promise<void>
  remove(room: Room, post: Post): Promise<void>
  press(pressed: Pressed): Promise<void>
  /** Opens the page under Home. */
  openHome(user: User): Promise<void>
  /** Presses a button on that page. */
  pressAtHome(user: User, action: Action): Promise<void>
  /** Chooses an option of a list on that page. */
  chooseAtHome(user: User, action: Action): Promise<void>
  /** Begins a conversation beside whatever is on the screen; answers the post that Slack begins it with. */
  openConversation(user: User): Promise<Post>
  command(room: Room, user: User, command: string, text: string): Promise<void>
  /** Chooses an entry of this app's in the menu of a message. */
  choose(room: Room, user: User, chosen: Chosen): Promise<void>
  /** Any other event; `at` is when it happened, in milliseconds. */
  tell(event: SlackEvent, at?: number): Promise<void>
  /** Takes the app out of the workspace; Slack tells of that in two ways, in no order. */
  uninstall(): Promise<void>
}

export interface Said {
  readonly user: User
  readonly room: Room
  readonly text: string
  readonly thread?: string
  readonly files?: readonly PickedFile[]
}

export interface Action {
  readonly actionId: string
  readonly value: string
}

export interface Pressed extends Action {
  readonly user: User
  readonly room: Room
  readonly post: Post
}

export interface Chosen {
  readonly callbackId: string
  readonly post: Post
  readonly files?: readonly PickedFile[]
}

export type SlackEvent = Readonly<Record<string, unknown>> & { readonly type: string }

/** How the app hears: at its address, or over the socket. */
export type Wire = 'http' | 'socket'

export function peopleIn(slack: FakeSlack, workspace: Workspace, wire: Wire = 'http'): People {
  const { teamId, botUserId } = workspace
  const tell = async (event: SlackEvent, at = slack.clock.now()) => {
    if (isTold(workspace, event)) await reach(slack, wire, envelope(workspace, event, at))
  }

  function write({ user, room, text, thread }: Said): Post {
    const post = written(slack, user, text, thread)
    room.posts.push(post)
    return post
  }

  async function say(said: Said): Promise<Post> {
    const { room, text } = said
    const post = write(said)
    const base = saidOf(slack, workspace, said, post)
    const channelType = room.kind === 'im' ? 'im' : 'channel'
    const isMention = room.kind !== 'im' && text.includes(`<@${botUserId}>`)
    // Both are sent for one and the same message, in no order.
    const mention = isMention ? [tell({ ...base, type: 'app_mention' })] : []
    await Promise.all([...mention, tell({ ...base, type: 'message', channel_type: channelType })])
    return post
  }

  return {
    person: (name, { isAdmin = false } = {}) => newPerson(workspace, name, isAdmin),
    room(id, members) {
      const all = new Set([...members.map((member) => member.id), botUserId])
      return kept(workspace, { id, kind: 'channel', members: all, posts: [] })
    },
    direct: (user) => kept(workspace, directRoom(workspace, user)),
    say,
    write,
    tell,
    uninstall: () => uninstall(slack, workspace, tell),
    edit: (room, post, text) => tell({ ...changed(room, post, text), ...stamps(slack) }),
    remove: (room, post) => tell({ ...removed(room, post), ...stamps(slack) }),
    press: (pressed) => interact(slack, wire, pressOf(slack, workspace, pressed)),
    openHome: (user) => tell(homeOpened(workspace, user)),
    ...atHome(slack, workspace, wire),
    openConversation: (user) => openConversation(slack, workspace, { user, tell }),
    async choose(room, user, chosen) {
      const { callbackId } = chosen
      if (!shortcuts.has(callbackId)) throw new Error(`${callbackId} is no shortcut of this app`)
      await interact(slack, wire, choiceOf(slack, workspace, { ...chosen, room, user }))
    },
    async command(room, user, command, text) {
      if (!commands.has(command)) throw new Error(`${command} is no command of this app`)
      await run(slack, wire, commandOf(slack, { teamId, room, user, command, text }))
    },
  }
}

function atHome(
  slack: FakeSlack,
  workspace: Workspace,
  wire: Wire,
): Pick<People, 'pressAtHome' | 'chooseAtHome'> {
  return {
    pressAtHome: (user, action) =>
      interact(slack, wire, homePressOf(slack, workspace, user, action)),
    chooseAtHome: (user, action) =>
      interact(slack, wire, homeChoiceOf(slack, workspace, user, action)),
  }
}

/** What every event of a message tells. */
function saidOf(slack: FakeSlack, workspace: Workspace, said: Said, { ts }: Post) {
  const { user, room, text, thread, files } = said
  return {
    user: user.id,
    text,
    ts,
    channel: room.id,
    event_ts: ts,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(files ? { files: uploaded(slack, workspace, files), subtype: 'file_share' } : {}),
  }
}

async function openConversation(
  slack: FakeSlack,
  workspace: Workspace,
  { user, tell }: { readonly user: User; readonly tell: People['tell'] },
): Promise<Post> {
  const room = kept(workspace, directRoom(workspace, user))
  const post = { ...written(slack, user, ''), userId: workspace.botUserId }
  room.posts.push(post)
  await tell(conversationOpened(room, user, post))
  return post
}

function newPerson({ users }: Workspace, name: string, isAdmin: boolean): User {
  const id = `U${name.toUpperCase()}`
  const user = { id, name, isAdmin, isOwner: false, isBot: false }
  users.set(id, user)
  return user
}

const { features, settings } = readManifest()
const subscribed = new Set(settings.event_subscriptions.bot_events)
const shortcuts = new Set(features.shortcuts.map(({ callback_id: id }) => id))
const commands = new Set(features.slash_commands.map(({ command }) => command))

/** An app is told what it subscribed to, and of that what it was granted. */
function isTold({ scopes }: Workspace, event: SlackEvent): boolean {
  const name =
    event.type === 'message' ? `message.${kinds[String(event['channel_type'])]}` : event.type
  const scope = scopeFor(name)
  return subscribed.has(name) && (scope === null || scopes.has(scope))
}

const kinds: Readonly<Record<string, string>> = { channel: 'channels', im: 'im' }

async function uninstall(
  { installer }: FakeSlack,
  { teamId, botUserId }: Workspace,
  tell: People['tell'],
): Promise<void> {
  installer.remove(teamId)
  const revoked = { type: 'tokens_revoked', tokens: { bot: [botUserId] } }
  await Promise.all([tell(revoked), tell({ type: 'app_uninstalled' })])
}

function changed({ id, kind }: Room, post: Post, text: string): SlackEvent {
  const before = messageOf(post)
  post.text = text
  const event = { type: 'message', subtype: 'message_changed', channel: id, channel_type: kind }
  return { ...event, message: messageOf(post), previous_message: before }
}

function removed({ id, kind }: Room, post: Post): SlackEvent {
  post.isDeleted = true
  const event = { type: 'message', subtype: 'message_deleted', channel: id, channel_type: kind }
  return { ...event, deleted_ts: post.ts, previous_message: messageOf(post) }
}

interface Commanded {
  readonly teamId: string
  readonly room: Room
  readonly user: User
  readonly command: string
  readonly text: string
}

function commandOf({ apiUrl }: FakeSlack, { teamId, room, user, command, text }: Commanded) {
  return {
    token: 'verification',
    team_id: teamId,
    channel_id: room.id,
    channel_name: 'room',
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: 'A0FAKE',
    response_url: `${apiUrl}response`,
    trigger_id: randomUUID(),
  }
}

function kept({ rooms }: Workspace, room: Room): Room {
  const known = rooms.get(room.id) ?? room
  rooms.set(room.id, known)
  return known
}

function stamps({ nextTs }: FakeSlack) {
  const ts = nextTs()
  return { ts, event_ts: ts }
}

export function envelope(
  { teamId, enterpriseId, botUserId }: Workspace,
  event: SlackEvent,
  at: number,
) {
  return {
    token: 'verification',
    team_id: teamId,
    context_team_id: teamId,
    ...(enterpriseId === null ? {} : { context_enterprise_id: enterpriseId }),
    api_app_id: 'A0FAKE',
    event,
    type: 'event_callback',
    event_id: `Ev${randomUUID().slice(0, 8)}`,
    event_time: Math.floor(at / 1_000),
    authorizations: [
      {
        enterprise_id: enterpriseId,
        team_id: teamId,
        user_id: botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  }
}

async function reach(slack: FakeSlack, wire: Wire, body: object): Promise<void> {
  if (wire === 'socket') return overSocket(slack.socket.insist('events_api', body))
  const contentType = 'application/json'
  const path = '/channels/slack/events'
  const { status } = await slack.events.insist({ path, contentType, body: JSON.stringify(body) })
  if (status !== 200) throw new Error(`the app did not acknowledge the event: ${status}`)
}

function run(slack: FakeSlack, wire: Wire, form: Readonly<Record<string, string>>): Promise<void> {
  if (wire === 'socket') return overSocket(slack.socket.insist('slash_commands', form))
  return overHttp(slack, new URLSearchParams(form).toString())
}

function interact(slack: FakeSlack, wire: Wire, payload: object): Promise<void> {
  if (wire === 'socket') return overSocket(slack.socket.insist('interactive', payload))
  return overHttp(slack, new URLSearchParams({ payload: JSON.stringify(payload) }).toString())
}

/** Slack shows an error to the person when this fails, and does not try again. */
async function overHttp(slack: FakeSlack, body: string): Promise<void> {
  const contentType = 'application/x-www-form-urlencoded'
  const { status } = await slack.events.send({ path: '/channels/slack/events', contentType, body })
  if (status !== 200) throw new Error(`the app did not answer: ${status}`)
}

async function overSocket(acknowledged: Promise<boolean>): Promise<void> {
  if (!(await acknowledged)) throw new Error('the app did not acknowledge the envelope')
}
