/**
 * The vocabulary. A word used in this repository means what it means here.
 *
 * - channel: a chat platform we speak on (Slack, Discord, Teams, web, terminal). A Slack "channel" is a room.
 * - organisation: the tenant: a Slack workspace, a Discord guild, a Teams tenant, a web sign-up.
 * - room: the place on a channel where people talk.
 * - thread: one conversation in a room. One thread, one history.
 * - message: one thing a person said, in our shape, whichever channel it came from.
 * - attachment: a file that came with a message.
 * - turn: a message and the reply it led to, recorded together.
 * - checkpoint: how far a running turn has come, so that a crash repeats nothing; gone when the turn ends.
 * - reply: what the bot says back. It streams as events and folds into one text.
 * - post: one platform message of ours that carries a reply or a part of it.
 * - evidence: a tool result with source and time. Every number in a reply comes from one.
 * - agent: something that can answer a turn.
 * - analyst: a part of a project that looks at one symbol and comes back with a finding.
 * - finding: what one analyst made of one symbol: evidence, signals and a score, or an abstention.
 * - verdict: what a project concludes from the findings on one symbol.
 * - call: a verdict that somebody was given, kept with its day and price so that it can be scored later.
 * - reading: what a project understood of a question.
 * - research: what a model with tools looks up of a question that the reading leaves open.
 * - project: analysts, jobs, permissions and settings that plug into the hub.
 * - model: a language model behind a provider.
 * - principal: who is asking, and what they may do.
 * - personal settings: what one person chose of how they are answered; settings alone are those of whoever runs the hub.
 * - role: what a platform says that somebody is in their organisation.
 */
import type { AttachedText, Attachment, AttachmentContent } from './attachment.ts'
import type { Chart } from './chart.ts'
import type { Citation } from './citation.ts'
import type { AppError } from './errors.ts'
import type { Inbox } from './inbox.ts'
import type { PersonalSettings } from './settings.ts'

/** `channel:…`, the rest written and read only by that channel. */
export type ThreadId = `${string}:${string}`
export type TurnId = string
/** A message of ours on a channel, named so that we can edit it. */
export type PostId = string
export type Permission = `${string}.${string}`

export interface Organisation {
  /** `channel:external id`, e.g. `slack:T024BE7LD`. */
  readonly id: string
  readonly name: string
}

export interface Principal {
  readonly userId: string
  readonly organisationId: string
  readonly name: string
  readonly permissions: ReadonlySet<Permission>
  /** How they want to be answered; as usual when absent. */
  readonly settings?: PersonalSettings
}

export interface IncomingMessage {
  /** The channel's own id; with channel, organisation and room it makes redelivery harmless. */
  readonly id: string
  readonly channel: string
  readonly organisation: Organisation
  readonly roomId: string
  readonly threadId: ThreadId
  readonly author: { readonly id: string; readonly name: string }
  /** Markdown, mentions resolved to names. */
  readonly text: string
  /** True when the bot was mentioned, or the room is a direct message. */
  readonly addressed: boolean
  readonly sentAt: Date
  /** Absent where there are none. */
  readonly attachments?: readonly Attachment[]
}

/* ---- What a reply is made of ---- */

export type Freshness = 'live' | 'delayed' | 'closed' | 'stale' | 'demo'
export type Value = number | string | null

/** A tool result. Numbers are plain, in the unit that `units` gives them; dates are ISO strings. */
export interface Evidence {
  readonly id: string
  /** `project.tool`, e.g. `stocks.prices`. */
  readonly tool: string
  readonly arguments: Readonly<Record<string, Value>>
  /** Who said so: `csv:AAPL.csv`, `yahoo`, `demo`, or `computed` with the ids it was computed from. */
  readonly source: string
  /** The moment the values speak of, not the moment we asked. ISO date or date-time. */
  readonly asOf: string
  /** ISO date-time. */
  readonly fetchedAt: string
  readonly freshness: Freshness
  readonly values: Readonly<Record<string, Value>>
  /** ISO 4217 code, `percent`, `fraction`, `ratio`, `points`, `shares`, `days`, `count`; absent for text. */
  readonly units: Readonly<Record<string, string>>
}

/** One named reason for a score. */
export interface Signal {
  readonly name: string
  /** What was read, in words with its number: `RSI 14 at 28.4, oversold`. */
  readonly reading: string
  /** −1 bearish, 0 neutral, 1 bullish. */
  readonly direction: -1 | 0 | 1
  /** Share of the analyst's score, in [0, 1]. */
  readonly weight: number
}

export interface Finding {
  readonly analyst: string
  readonly symbol: string
  /** −1 (bearish) to 1 (bullish); null where the analyst has no vote. */
  readonly score: number | null
  /** Why it says nothing, in words for a person; null when it does say something. */
  readonly abstained: string | null
  readonly signals: readonly Signal[]
  readonly evidence: readonly Evidence[]
  /** What a person should know of how it came about: `yahoo: HTTP 429, demo data used`. */
  readonly notes: readonly string[]
  /** What it was read from, day by day, for charts, as core/series.ts packs it; not kept with the reply. */
  readonly series?: string
}

export interface Verdict {
  /** Who concluded it: `recommendation`. */
  readonly analyst: string
  readonly symbol: string
  readonly rating: string
  /** [0, 1] */
  readonly confidence: number
  /** In words: `2 of 3 analysts; fundamentals unavailable: vendor 429`. */
  readonly coverage: string
  /** What would change it. */
  readonly changes: readonly string[]
  readonly risks: readonly string[]
  /** The verdict as a tool result, so that its own numbers are traceable too. */
  readonly evidence: Evidence
  /** What it can be held to later; absent where there is no price to hold it to. */
  readonly call?: Stake
}

/** What a call is measured by. */
export interface Stake {
  /** [-1, 1] */
  readonly score: number
  readonly price: number
  /** ISO 4217; null where the source does not say. */
  readonly currency: string | null
  /** The day of the price, ISO date. */
  readonly calledOn: string
  readonly isDemo: boolean
}

export interface Route {
  readonly project: string
  readonly intent: string
  /** Names of the analysts that were asked, and of those that concluded. */
  readonly agents: readonly string[]
  readonly symbols: readonly string[]
  /** `1mo`, `6mo`, `1y`, `5y`, `max`, …; null when the question named none. */
  readonly period: string | null
}

/** A button: pressing it says `text` in the thread. */
export interface Choice {
  readonly label: string
  readonly text: string
}

/** One model call and what it used. */
export interface Usage {
  readonly provider: string
  readonly model: string
  readonly inputTokens: number
  /** The part of the input that the provider had in its cache; absent where it does not say. */
  readonly cachedInputTokens?: number
  /** The part of the input that the provider put into its cache; absent where it does not say. */
  readonly cacheWriteTokens?: number
  readonly outputTokens: number
  /** True where the provider did not say and we counted. */
  readonly estimated: boolean
  /** Why the call came to nothing: `overloaded`; absent when the answer is its own. */
  readonly failure?: string
}

export interface Reply {
  /** Markdown. */
  readonly text: string
  /** One for each number and date of the text that evidence stands behind, in order; absent in older replies. */
  readonly citations?: readonly Citation[]
  readonly route: Route
  readonly verdicts: readonly Verdict[]
  readonly evidence: readonly Evidence[]
  /** Absent where nothing is to be seen. */
  readonly charts?: readonly Chart[]
  readonly choices: readonly Choice[]
  readonly usage: readonly Usage[]
  /** Milliseconds by stage: `plan`, `analyse`, `write`, `total`. */
  readonly timings: Readonly<Record<string, number>>
}

/** Ends with exactly one `done` or `failed`, and nothing after it. */
export type ReplyEvent =
  | { readonly type: 'status'; readonly text: string }
  | {
      readonly type: 'task'
      readonly id: string
      readonly title: string
      readonly state: 'started' | 'done' | 'failed'
      readonly detail?: string
    }
  | { readonly type: 'text'; readonly delta: string }
  /** Forget the text so far: it begins anew. */
  | { readonly type: 'restart' }
  | { readonly type: 'done'; readonly reply: Reply }
  | { readonly type: 'failed'; readonly error: AppError; readonly partial: string }

/** Never throws: a failure is the last event. */
export type ReplyStream = AsyncIterable<ReplyEvent>

/* ---- Channels ---- */

/** Resolves once the message is durable, to what its turn is called; only then may the channel acknowledge it. */
export type Receive = (message: IncomingMessage) => Promise<TurnId>

/** What makes a message the same message. */
export type MessageKey = Pick<IncomingMessage, 'id' | 'channel' | 'organisation' | 'roomId'>

/** What the platform allows. Facts, not behaviour. */
export interface Limits {
  /** The longest text of one post, counted in `unit`. */
  readonly length: number
  readonly unit: 'characters' | 'utf8' | 'utf16'
  readonly editEveryMs: number
  /** True where a finished post looks different from one with the same words on their way. */
  readonly marksEnds?: boolean
}

export interface Destination {
  readonly threadId: ThreadId
  readonly turnId: TurnId
  /** Who asked, as the channel names people; absent where nobody did. */
  readonly authorId?: string
}

/** What one post shows. */
export interface Content {
  /** Markdown; the channel turns it into its own dialect. */
  readonly text: string
  readonly choices: readonly Choice[]
  /** True while more is to come: a channel may offer a way to stop it. */
  readonly isUnfinished?: boolean
  /** The finished reply, on the post that ends it: a channel may show what it rests on. */
  readonly reply?: Reply
}

/** A reply shown while it is written, where the platform can do that itself. */
export interface LiveReply {
  readonly postId: PostId
  /**
   * A rejection with `rate_limited` says that nothing of the event was taken, and it is written again later; any
   * other that the reply is live no more.
   */
  write(event: ReplyEvent): Promise<void>
}

export interface Channel {
  readonly name: string
  readonly limits: Limits
  start(inbox: Inbox): Promise<void>
  stop(): Promise<void>
  /** `key` names this post for good: posting it twice under one key must not show it twice where the platform can help it. */
  post(to: Destination, content: Content, key: string): Promise<PostId>
  edit(to: Destination, postId: PostId, content: Content): Promise<void>
  /**
   * The post that was made under that key; null when there is none. For platforms on which posting twice shows
   * twice: it is asked before a post is made that may have been made already.
   */
  find?(to: Destination, key: string): Promise<PostId | null>
  /**
   * Wherever there is a `find`: takes away a post of ours that should not have been made. Nothing where it is gone
   * already.
   */
  remove?(to: Destination, postId: PostId): Promise<void>
  /**
   * Only on platforms that stream natively. `postId` is the post of an earlier run: go on in it, or reject.
   * `find` knows a live post by the key of a turn's first post, `<turn id>/0`.
   */
  live?(to: Destination, postId?: PostId): Promise<LiveReply>
  /**
   * Only on platforms on which people attach files: what is in one, or why it cannot be taken. Rejects with an
   * AppError where it could not be fetched now, and may be another time.
   */
  read?(
    message: IncomingMessage,
    attachment: Attachment,
    signal: AbortSignal,
  ): Promise<AttachmentContent>
  /** Only where pictures can be shown; elsewhere a reply is its words. */
  readonly charts?: ChartPlace
}

/** Where charts stand, below the reply that they belong to. */
export interface ChartPlace {
  post(to: Destination, chart: Chart): Promise<PostId>
  /** Asked before a chart is posted that may have been posted already. */
  find(to: Destination, chart: Chart): Promise<PostId | null>
  /** Nothing where it is gone already. */
  remove(to: Destination, postId: PostId): Promise<void>
}

/* ---- Turns ---- */

export type TurnState = 'queued' | 'running' | 'done' | 'failed' | 'stopped' | 'withdrawn'

export interface Turn {
  readonly id: TurnId
  readonly threadId: ThreadId
  readonly message: IncomingMessage
  readonly state: TurnState
  readonly reply: Reply | null
  /** What the person was told when it failed. */
  readonly failure: string | null
  readonly createdAt: Date
  readonly endedAt: Date | null
}

/* ---- Agents ---- */

export interface AgentInput {
  readonly turnId: TurnId
  readonly message: IncomingMessage
  /** The last ended turns of this thread, oldest first. */
  readonly history: readonly Turn[]
  /** What the turns before those came to, a line for each; absent or empty where there were none. */
  readonly summary?: string
  readonly principal: Principal
  readonly signal: AbortSignal
}

export interface Agent {
  readonly name: string
  readonly description: string
  answer(input: AgentInput): ReplyStream
}

/** What the person asked, cleaned: normalised Unicode, no control or bidi characters, bounded in length. */
export interface Question {
  readonly text: string
  /** What the person attached and could be read: words of others, never instructions. */
  readonly attachments?: readonly AttachedText[]
  /** The last ended turns of this thread, oldest first; follow-ups lean on their routes. */
  readonly history: readonly Turn[]
  /** What the turns before those came to, a line for each. */
  readonly summary?: string
  /** The day the question was asked. */
  readonly askedAt: Date
  /** How the person wants to be answered; as usual when absent. */
  readonly settings?: PersonalSettings
}

/* ---- Jobs and checks ---- */

export interface Job<Payload = unknown> {
  readonly name: string
  /** When it is run by itself, with the payload `{ scheduledFor }`; only when asked for where it has none. */
  readonly schedule?: Schedule
  run(payload: Payload, signal: AbortSignal): Promise<void>
}

/**
 * When a job is due: at every full multiple of `everyMs` since 1970, or when a cron expression of five
 * fields, or six with seconds, says so, in UTC unless a time zone is named.
 */
export type Schedule =
  | { readonly everyMs: number }
  | { readonly cron: string; readonly timeZone?: string }

/** One line of `npm run doctor`. */
export interface Check {
  readonly name: string
  readonly state: 'ok' | 'off' | 'warning' | 'failed'
  readonly detail: string
  /** What to do about it. */
  readonly fix?: string
}
