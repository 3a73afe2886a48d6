import type { Clock } from '../channels/clock.ts'
import { deliver } from '../channels/deliver.ts'
import { retryChoice } from '../channels/draft.ts'
import { AppError } from '../core/errors.ts'
import type { Inbox, Rating } from '../core/inbox.ts'
import { type ClaimedTurn, mostAttempts, type Outcome, type TurnStore } from '../core/turn-store.ts'
import type {
  Agent,
  Channel,
  IncomingMessage,
  MessageKey,
  Reply,
  ReplyEvent,
  ReplyStream,
  ThreadId,
  Turn,
  TurnId,
} from '../core/types.ts'
import { hasUnread, saying, withContents } from './attachments.ts'
import { heldChannel, type Right } from './held-channel.ts'
import { recall } from './history.ts'
import { isStop, stopReply, withdrawnReply } from './hub-replies.ts'
import { postRecords } from './post-records.ts'
import type { TurnEvents } from './turn-events.ts'

export interface ConversationDeps {
  readonly turns: TurnStore
  readonly agent: Agent
  readonly channels: ReadonlyMap<string, Channel>
  readonly events: TurnEvents
  /** Called when there is a turn to run. */
  readonly wake: () => void
  /** Tells those who run turns what stops or changes one. */
  readonly runner: () => TurnStopper
  /** The pace of what is shown; the system's when absent. */
  readonly clock?: Clock
}

export interface TurnStopper {
  stopTurn(turnId: TurnId): Promise<unknown>
  loseTurn(turnId: TurnId): void
}

export interface RunControls {
  /** The answer shall end, visibly: somebody pressed stop, or time is up. */
  readonly stop: AbortSignal
  /** The turn is no longer ours: write nothing more. */
  readonly leave: AbortSignal
  /** Whether the turn is ours, whenever something of it is shown. */
  readonly right: Right
}

export interface Conversation {
  /** Resolves once the message is durable. */
  receive(message: IncomingMessage): Promise<TurnId>
  /** The same message in new words: what is shown of its answer becomes the answer to those. */
  edit(message: IncomingMessage): Promise<void>
  /** The message was deleted: so is what was said of it, and its posts say no more. */
  withdraw(key: MessageKey): Promise<void>
  /** The answer that is being written in that thread, or else waited for, shall end. */
  stop(threadId: ThreadId): Promise<void>
  /** What a person thinks of a reply, in place of what they thought before. */
  rate(rating: Rating): Promise<void>
  /** Takes a claimed turn to its end: answer it, deliver the answer, record that. */
  run(claimed: ClaimedTurn, controls: RunControls): Promise<Outcome>
}

export function conversation(deps: ConversationDeps): Conversation {
  return {
    receive: (message) => receive(deps, message),
    edit: async (message) => begunAnew(deps, await deps.turns.edit(message)),
    withdraw: async (key) => begunAnew(deps, await deps.turns.withdraw(key)),
    stop: (threadId) => stopOne(deps, deps.turns.unfinishedIn(threadId)),
    rate: (rating) => rate(deps, rating),
    run: (claimed, controls) => run(deps, claimed, controls),
  }
}

/** What a channel is given: in company, what is said to others is no business of ours. */
export function inboxOf(talk: Conversation, turns: TurnStore): Inbox {
  return {
    ...talk,
    turn: turns.find,
    thread: turns.thread,
    recent: turns.recent,
    async receive(message) {
      const isOurs = message.addressed || (await turns.thread(message.threadId, 1)).length > 0
      return isOurs ? talk.receive(message) : null
    },
  }
}

async function receive(deps: ConversationDeps, message: IncomingMessage): Promise<TurnId> {
  const turnId = await deps.turns.receive(message)
  deps.events.received(message, turnId)
  if (isStop(message)) await stopBefore(deps, turnId)
  deps.wake()
  return turnId
}

/** "stop", said while an answer is being written or waited for, ends that one. */
async function stopBefore(deps: ConversationDeps, turnId: TurnId): Promise<void> {
  await stopOne(deps, deps.turns.unfinishedBefore(turnId))
}

async function stopOne({ runner }: ConversationDeps, unfinished: Promise<readonly Turn[]>) {
  const next = (await unfinished).find(({ message }) => !isStop(message))
  if (next) await runner().stopTurn(next.id)
}

async function rate({ turns, events }: ConversationDeps, rating: Rating): Promise<void> {
  const turn = await turns.find(rating.turnId)
  if (!turn) throw new AppError('not_found', `no turn ${rating.turnId} to rate`)
  await turns.rate(rating)
  events.rated(turn, rating)
}

function begunAnew({ runner }: ConversationDeps, turnId: TurnId | null): void {
  if (turnId !== null) runner().loseTurn(turnId)
}

async function run(
  deps: ConversationDeps,
  claimed: ClaimedTurn,
  controls: RunControls,
): Promise<Outcome> {
  const { lease, turn } = claimed
  const channel = deps.channels.get(turn.message.channel)
  if (!channel) throw new AppError('bug', `no channel is called ${turn.message.channel}`)
  const held = heldChannel(channel, controls.right)
  const records = postRecords(deps.turns, lease, turn.id)
  const to = { threadId: turn.threadId, turnId: turn.id, authorId: turn.message.author.id }
  const pace = deps.clock ? { clock: deps.clock } : {}
  const options = { signal: controls.leave, ...pace }
  const show = (reply: ReplyStream) => deliver(held, to, reply, records, options)
  const ending = claimed.isWithdrawn
    ? await takeBack(deps, claimed, show)
    : await respond(watched(deps, claimed, controls), show)
  await deps.turns.end(lease, turn.id, ending)
  return ending.outcome
}

type Show = (reply: ReplyStream) => Promise<void>

async function respond({ stream, ending }: Watched, show: Show): Promise<Ending> {
  await show(stream)
  return ending()
}

/** A question that was deleted gets no answer; where there is something of one, it says so. */
async function takeBack(
  { turns }: ConversationDeps,
  { turn, attempt }: ClaimedTurn,
  show: Show,
): Promise<Ending> {
  const posts = await turns.posts(turn.id)
  const event = { type: 'done', reply: withdrawnReply } as const
  if (posts.length > 0 && attempt <= mostAttempts) await show(only(event))
  return { outcome: 'withdrawn' }
}

interface Ending {
  readonly outcome: Outcome
  readonly failure?: string
}

interface Watched {
  readonly stream: ReplyStream
  /** Known once the stream has ended. */
  ending(): Ending
}

/**
 * The reply as it passes on its way to the channel: kept before its last post is made, so that a crash in
 * between delivers it again and does not answer again; cut without a word once the turn is not ours.
 */
function watched(deps: ConversationDeps, claimed: ClaimedTurn, controls: RunControls): Watched {
  let ending: Ending = { outcome: 'failed' }
  return { stream: stream(), ending: () => ending }

  async function* stream(): AsyncGenerator<ReplyEvent> {
    for await (const event of replyTo(deps, claimed, controls)) {
      controls.leave.throwIfAborted()
      if (event.type === 'done') {
        await keep(deps, claimed, event.reply)
        ending = { outcome: 'done' }
      }
      if (event.type === 'failed') ending = endingOf(event.error)
      yield event
    }
  }
}

async function keep({ turns, events }: ConversationDeps, claimed: ClaimedTurn, reply: Reply) {
  const { lease, turn } = claimed
  if (turn.reply) return
  await turns.keepReply(lease, turn.id, reply)
  events.answered(turn.id, reply)
}

function endingOf({ code, said }: AppError): Ending {
  return { outcome: code === 'stopped' ? 'stopped' : 'failed', failure: said }
}

function replyTo(deps: ConversationDeps, claimed: ClaimedTurn, controls: RunControls): ReplyStream {
  const { turn, attempt } = claimed
  if (turn.reply) return only({ type: 'done', reply: turn.reply })
  if (attempt > mostAttempts) return only({ type: 'failed', error: givenUp(attempt), partial: '' })
  return isStop(turn.message) ? confirm(deps, claimed) : answer(deps, claimed, controls)
}

async function* confirm({ turns }: ConversationDeps, claimed: ClaimedTurn) {
  const { turns: before } = await recall(turns, claimed)
  yield { type: 'done', reply: stopReply(before.at(-1)) } as const
}

async function* answer(
  deps: ConversationDeps,
  claimed: ClaimedTurn,
  { stop, leave }: RunControls,
): AsyncGenerator<ReplyEvent> {
  const either = new AbortController()
  const onStop = () => either.abort(stop.reason)
  const onLeave = () => either.abort(leave.reason)
  if (stop.aborted) onStop()
  if (leave.aborted) onLeave()
  stop.addEventListener('abort', onStop)
  leave.addEventListener('abort', onLeave)
  try {
    yield* answerWithin(deps, claimed, either.signal)
  } finally {
    stop.removeEventListener('abort', onStop)
    leave.removeEventListener('abort', onLeave)
  }
}

async function* answerWithin(
  deps: ConversationDeps,
  claimed: ClaimedTurn,
  signal: AbortSignal,
): AsyncGenerator<ReplyEvent> {
  const { agent } = deps
  const { turn, principal } = claimed
  const { turns: history, summary } = await recall(deps.turns, claimed)
  const asked = meant(turn.message, history)
  if (hasUnread(asked)) yield { type: 'status', text: 'Reading what you attached' }
  const message = await opened(deps, { ...claimed, turn: { ...turn, message: asked } }, signal)
  const input = { turnId: turn.id, message, history, summary, principal, signal }
  yield* saying(agent.answer(input), message)
}

function opened(
  { turns, channels, events }: ConversationDeps,
  claimed: ClaimedTurn,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { message } = claimed.turn
  const channel = channels.get(message.channel)
  if (!channel || !hasUnread(message)) return Promise.resolve(message)
  return withContents({ turns, channel, events, signal }, claimed)
}

/**
 * "retry", said or pressed below a reply that failed, means the question before it, with its files as far as somebody
 * has fetched them since.
 */
function meant(message: IncomingMessage, history: readonly Turn[]): IncomingMessage {
  if (!isRetry(message)) return message
  const at = history.findLastIndex((turn) => !isRetry(turn.message) && !isStop(turn.message))
  const asked = history[at]
  if (!asked) return message
  const { attachments } = history.slice(at).findLast(hasFiles)?.message ?? {}
  return { ...message, text: asked.message.text, ...(attachments && { attachments }) }
}

function hasFiles({ message }: Turn): boolean {
  return message.attachments !== undefined
}

function isRetry({ text }: IncomingMessage): boolean {
  return text.trim().toLowerCase() === retryChoice.text
}

async function* only(event: ReplyEvent): AsyncGenerator<ReplyEvent> {
  yield event
}

function givenUp(attempt: number): AppError {
  return new AppError('unavailable', `gave up before attempt ${attempt}`, {
    said: `I tried ${mostAttempts} times and could not finish this answer. Please ask again.`,
  })
}
