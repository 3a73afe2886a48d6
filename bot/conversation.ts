import { deliver } from '../channels/deliver.ts'
import { retryChoice } from '../channels/draft.ts'
import { AppError } from '../core/errors.ts'
import { type ClaimedTurn, mostAttempts, type Outcome, type TurnStore } from '../core/turn-store.ts'
import type {
  Agent,
  Channel,
  IncomingMessage,
  Received,
  Reply,
  ReplyEvent,
  ReplyStream,
  Turn,
} from '../core/types.ts'
import { heldChannel } from './held-channel.ts'
import { recall } from './history.ts'
import { postRecords } from './post-records.ts'
import type { TurnEvents } from './turn-events.ts'

export interface ConversationDeps {
  readonly turns: TurnStore
  readonly agent: Agent
  readonly channels: ReadonlyMap<string, Channel>
  readonly events: TurnEvents
  /** Called when there is a turn to run. */
  readonly wake: () => void
}

export interface RunControls {
  /** The answer shall end, visibly: somebody pressed stop, or time is up. */
  readonly stop: AbortSignal
  /** The turn is no longer ours: write nothing more. */
  readonly leave: AbortSignal
  /** Resolves when the turn is ours at this moment; asked right before anything is shown. */
  readonly hold: () => Promise<void>
}

export interface Conversation {
  /** Resolves once the message is durable. */
  receive(message: IncomingMessage): Promise<Received>
  /** Takes a claimed turn to its end: answer it, deliver the answer, record that. */
  run(claimed: ClaimedTurn, controls: RunControls): Promise<Outcome>
}

export function conversation(deps: ConversationDeps): Conversation {
  return {
    receive: (message) => receive(deps, message),
    run: (claimed, controls) => run(deps, claimed, controls),
  }
}

async function receive(deps: ConversationDeps, message: IncomingMessage): Promise<Received> {
  const received = await deps.turns.receive(message)
  deps.events.received(message, received)
  deps.wake()
  return received
}

async function run(
  deps: ConversationDeps,
  claimed: ClaimedTurn,
  controls: RunControls,
): Promise<Outcome> {
  const { lease, turn } = claimed
  const channel = deps.channels.get(turn.message.channel)
  if (!channel) throw new AppError('bug', `no channel is called ${turn.message.channel}`)
  const reply = watched(deps, claimed, controls)
  const to = { threadId: turn.threadId, turnId: turn.id }
  const held = heldChannel(channel, controls.hold)
  const records = postRecords(deps.turns, lease, turn.id)
  await deliver(held, to, reply.stream, records, { signal: controls.leave })
  const ending = reply.ending()
  await deps.turns.end(lease, turn.id, ending)
  return ending.outcome
}

interface Ending {
  readonly outcome: Outcome
  readonly failure?: string
}

/**
 * The reply as it passes on its way to the channel: kept before its last post is made, so that a crash in
 * between delivers it again and does not answer again; cut without a word once the turn is not ours.
 */
function watched(
  deps: ConversationDeps,
  claimed: ClaimedTurn,
  controls: RunControls,
): { readonly stream: ReplyStream; readonly ending: () => Ending } {
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
  return answer(deps, claimed, controls)
}

async function* answer(
  { turns, agent }: ConversationDeps,
  claimed: ClaimedTurn,
  { stop, leave }: RunControls,
): AsyncGenerator<ReplyEvent> {
  const { turn, principal } = claimed
  const either = new AbortController()
  const onStop = () => either.abort(stop.reason)
  const onLeave = () => either.abort(leave.reason)
  if (stop.aborted) onStop()
  stop.addEventListener('abort', onStop)
  leave.addEventListener('abort', onLeave)
  try {
    const { turns: history, summary } = await recall(turns, claimed)
    const { id: turnId } = turn
    const message = meant(turn.message, history)
    yield* agent.answer({ turnId, message, history, summary, principal, signal: either.signal })
  } finally {
    stop.removeEventListener('abort', onStop)
    leave.removeEventListener('abort', onLeave)
  }
}

/** "retry", said or pressed below a reply that failed, means the question before it. */
function meant(message: IncomingMessage, history: readonly Turn[]): IncomingMessage {
  if (!isRetry(message)) return message
  const asked = history.findLast((turn) => !isRetry(turn.message))
  return asked ? { ...message, text: asked.message.text } : message
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
