import type { ApiAnswer, ApiRequest } from './api-server.ts'
import {
  publishView,
  openView,
  setSessionStatus,
  setStatus,
  setSuggestedPrompts,
  setTitle,
} from './assistant.ts'
import type { CallLog } from './call-log.ts'
import type { Call, FakeOptions, Given, Method } from './call.ts'
import { openRateLimits } from './limits.ts'
import { authTest, conversationsInfo, conversationsOpen, usersInfo } from './people.ts'
import { getPermalink, postEphemeral, postMessage, remove, replies, update } from './posts.ts'
import { SlackRefusal } from './refusal.ts'
import { checkScope } from './scopes.ts'
import { filesInfo } from './shared-files.ts'
import { appendStream, startStream, stopStream } from './streams.ts'
import type { Clock, Workspace } from './world.ts'

/** What goes wrong with a call: an error in Slack's words, a status, or no answer at all. */
export type Trouble =
  | { readonly error: string }
  | { readonly retryAfterSeconds: number }
  | { readonly status: 500 | 503 }
  | 'hang'
  | 'reset'
  /** Does it, and cuts the connection instead of saying so. */
  | 'lost'
  /** Does it, and never says so. */
  | 'mute'

export type AskedCall = Omit<Call, 'error'>

export type Watch = (call: Call, token: string | null, workspace: Workspace | undefined) => void

export interface ExchangeDeps {
  readonly options: FakeOptions
  readonly clock: Clock
  readonly nextTs: () => string
  readonly workspaces: ReadonlyMap<string, Workspace>
  /** Methods beside the usual ones. */
  readonly more: Readonly<Record<string, Method>>
  /** Methods that need no workspace's token. */
  readonly open: Readonly<Record<string, (given: Given, token: string | null) => object>>
  readonly trouble: (call: AskedCall, token: string | null) => Trouble | null
  /** Told of every call once it is done, or refused. */
  readonly watch: Watch
  readonly log: CallLog
}

/** Takes the calls of the Web API: who may, how often, and what comes of it. */
export function openExchange(deps: ExchangeDeps): (request: ApiRequest) => ApiAnswer {
  const { workspaces, log, clock } = deps
  const limits = openRateLimits(clock)

  return function take({ method, token, arguments: sent }) {
    const workspace = openedBy(workspaces, token ?? '', sent)
    const call = { method, teamId: workspace?.teamId ?? null, arguments: sent }
    const noted = (answer: ApiAnswer) => {
      const done = { ...call, error: complaintIn(answer) }
      log.add(done)
      deps.watch(done, token, workspace)
      return answer
    }
    const trouble = deps.trouble(call, token)
    if (trouble !== null && !isDone(trouble)) return noted(spoilt(trouble))
    const answer = noted(answerTo(call, workspace, token))
    return trouble === null ? answer : unsaid[trouble]
  }

  function answerTo(call: AskedCall, workspace: Workspace | undefined, token: string | null) {
    try {
      const roomId = textOr(call.arguments['channel'], null)
      const waitSeconds = workspace
        ? limits.take({ ...call, roomId, teamId: workspace.teamId })
        : null
      if (waitSeconds !== null) return { status: 429, retryAfterSeconds: waitSeconds } as const
      const body = { ok: true, ...perform(call, workspace, token) }
      return { status: 200, body, ...(workspace && { scopes: workspace.scopes }) } as const
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error
      const { message, detail } = error
      return {
        status: 200,
        body: { ok: false, error: message, ...(detail && { detail }) },
      } as const
    }
  }

  function perform(
    { method, arguments: sent }: AskedCall,
    workspace: Workspace | undefined,
    token: string | null,
  ): object {
    if (deps.options.unknownMethods.has(method)) throw new SlackRefusal('unknown_method')
    const isOpen = deps.open[method]
    if (isOpen) return isOpen(sent, token)
    const done = usual[method] ?? deps.more[method]
    if (!done) throw new SlackRefusal('unknown_method')
    if (!workspace) throw new SlackRefusal('invalid_auth')
    checkScope(method, workspace)
    return done(sent, { ...deps, workspace })
  }
}

/** A token of a whole organisation opens several: then it is the one with that room, or that person. */
function openedBy(workspaces: ReadonlyMap<string, Workspace>, token: string, sent: Given) {
  const opened = [...workspaces.values()].filter(({ tokens }) => tokens.has(token))
  const { channel, channel_id: channelId = channel, user_id: userId, user = userId } = sent
  const meant = opened.find(
    ({ rooms, users }) => rooms.has(textOr(channelId, '')) || users.has(textOr(user, '')),
  )
  return meant ?? opened[0]
}

/** Troubles with what is done all the same, and how the answer goes missing. */
const unsaid = { lost: 'reset', mute: 'hang' } as const

function isDone(trouble: Trouble): trouble is keyof typeof unsaid {
  return trouble === 'lost' || trouble === 'mute'
}

function spoilt(trouble: Exclude<Trouble, 'lost' | 'mute'>): ApiAnswer {
  if (typeof trouble === 'string') return trouble
  if ('error' in trouble) return { status: 200, body: { ok: false, error: trouble.error } }
  if ('retryAfterSeconds' in trouble) return { status: 429, ...trouble }
  return trouble
}

function complaintIn(answer: ApiAnswer): string | null {
  if (typeof answer === 'string') return answer
  if (answer.status !== 200) return String(answer.status)
  if (!('error' in answer.body)) return null
  const { error } = answer.body
  return 'detail' in answer.body ? `${String(error)}: ${String(answer.body.detail)}` : String(error)
}

function textOr<T>(value: unknown, other: T): string | T {
  return typeof value === 'string' ? value : other
}

const usual: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'users.info': usersInfo,
  'conversations.info': conversationsInfo,
  'conversations.open': conversationsOpen,
  'conversations.replies': replies,
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
  'chat.update': update,
  'chat.delete': remove,
  'chat.startStream': startStream,
  'chat.appendStream': appendStream,
  'chat.stopStream': stopStream,
  'assistant.threads.setStatus': setStatus,
  'assistant.threads.setSuggestedPrompts': setSuggestedPrompts,
  'assistant.threads.setTitle': setTitle,
  'agents.sessions.setStatus': setSessionStatus,
  'files.info': filesInfo,
  'views.publish': publishView,
  'views.open': openView,
}
