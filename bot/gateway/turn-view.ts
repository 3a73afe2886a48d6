import type { Reply, Turn } from '../../core/types.ts'
import type { ChartLinks } from '../charts/links.ts'

/** What the outside sees of a turn: not the author's id, which is what a visitor is known by. */
export function turnView(turn: Turn, links: ChartLinks) {
  const { id, threadId, message, state, reply, failure, createdAt, endedAt } = turn
  return {
    id,
    threadId,
    message: { id: message.id, text: message.text, sentAt: message.sentAt },
    state,
    reply: reply && replyView(reply, links),
    failure,
    createdAt,
    endedAt,
  }
}

/** What the outside sees of a reply: where its charts are to be seen, not what they are drawn from. */
export function replyView(reply: Reply, links: ChartLinks) {
  const { charts } = reply
  return charts ? { ...reply, charts: charts.map((chart) => links.of(chart)) } : reply
}
