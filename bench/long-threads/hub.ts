import { randomUUID } from 'node:crypto'

import { conversation } from '../../bot/conversation.ts'
import { TurnSaver } from '../../bot/graph/saver.ts'
import { fakeChannel } from '../../channels/fake.ts'
import type { ClaimedTurn, TurnStore } from '../../core/turn-store.ts'
import type { Agent, AgentInput, IncomingMessage, ReplyEvent, ThreadId } from '../../core/types.ts'
import { postgresCheckpoints } from '../../storage/checkpoints.ts'
import type { Sql } from '../../storage/database.ts'
import { postgresTurns } from '../../storage/turns.ts'
import { hubShape, type Sample, text } from '../checkpoints/hub-shape.ts'
import type { Stored, Subject } from './subject.ts'

const leaseMs = 60_000

/** The hub's own way: history is read from the turns, and a turn's progress goes when it ends. */
export function hub(sql: Sql, sample: Sample): Subject {
  const turns = postgresTurns({ sql, intake: sql })
  const talk = conversation({
    turns,
    agent: agentOn(sql, sample),
    channels: new Map([['fake', fakeChannel({ isLive: true })]]),
    events: {
      received() {},
      answered() {},
      fileMissed() {},
      ended() {},
      interrupted() {},
      rated() {},
    },
    wake: () => {},
    runner: () => ({ stopTurn: async () => null, loseTurn() {} }),
  })

  async function newThread(messages: number): Promise<ThreadId> {
    const threadId: ThreadId = `fake:${randomUUID()}`
    const asked = Array.from({ length: messages / 2 }, () => turns.receive(messageIn(threadId)))
    for (const _ of await Promise.all(asked)) await endedAt(turns, threadId, sample)
    return threadId
  }

  async function answer(threadId: ThreadId): Promise<void> {
    await talk.receive(messageIn(threadId))
    const [stop, leave] = [new AbortController().signal, new AbortController().signal]
    const outcome = await talk.run(await claimed(turns, threadId), {
      stop,
      leave,
      right: { hold: async () => {}, held: async () => {} },
    })
    if (outcome !== 'done') throw new Error(`the turn ended as ${outcome}`)
  }

  return {
    name: 'our hub, whole turn',
    isBaseline: false,
    runs: 75,
    weighed: 400,
    newThread,
    answer: (threadId) => answer(`fake:${threadId.slice('fake:'.length)}`),
    stored: () => stored(sql),
  }
}

/** The bench's graph, which knows its answer. */
function agentOn(sql: Sql, sample: Sample): Agent {
  const saver = new TurnSaver(postgresCheckpoints(sql))
  const graph = hubShape(sample, saver)

  async function* answer({ turnId }: AgentInput): AsyncGenerator<ReplyEvent> {
    await saver.open(turnId)
    const config = { configurable: { thread_id: turnId }, context: { apartMs: 0 } }
    await graph.invoke({ startedAt: performance.now() }, config)
    saver.close(turnId)
    yield { type: 'text', delta: sample.reply.text }
    yield { type: 'done', reply: sample.reply }
  }

  return { name: 'bench', description: 'Says what it always says.', answer }
}

async function endedAt(turns: TurnStore, threadId: ThreadId, { reply }: Sample): Promise<void> {
  const { lease, turn } = await claimed(turns, threadId)
  await turns.keepReply(lease, turn.id, reply)
  await turns.end(lease, turn.id, { outcome: 'done' })
}

async function claimed(turns: TurnStore, threadId: ThreadId): Promise<ClaimedTurn> {
  const [found] = await turns.claim('bench', leaseMs, { channels: ['fake'], threadId })
  if (!found) throw new Error('there is no turn to claim')
  return found
}

function stored(sql: Sql): Promise<readonly Stored[]> {
  return sql<Stored[]>`
    select relname as table, pg_total_relation_size(oid) as bytes from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace`
}

function messageIn(threadId: ThreadId): IncomingMessage {
  return {
    id: randomUUID(),
    channel: 'fake',
    organisation: { id: 'fake:bench', name: 'Bench' },
    roomId: 'bench',
    threadId,
    author: { id: 'ann', name: 'Ann' },
    text,
    addressed: true,
    sentAt: new Date(),
  }
}
