import type { ClaimedTurn, History, TurnStore } from '../core/turn-store.ts'
import type { Turn } from '../core/types.ts'
import { summaryWith } from './history-summary.ts'

/** How much of a thread is read in full. */
interface Room {
  readonly turns: number
  readonly tokens: number
}

const most: Room = { turns: 12, tokens: 4_000 }
/** What stays when it becomes too much. Half: so it is summed up every few turns, and not at each. */
const rest: Room = { turns: most.turns / 2, tokens: most.tokens / 2 }
/** How many turns are summed up at once where nobody has done it for long. */
const pageTurns = 2 * most.turns

/**
 * What came before a turn: the newest turns in full, as many as there is room for, and a summary of the rest. Turns
 * that leave are added to the summary, under the turn's lease; so a long thread costs what a short one does.
 */
export async function recall(
  store: Pick<TurnStore, 'history' | 'summarise'>,
  { lease, turn }: Pick<ClaimedTurn, 'lease' | 'turn'>,
): Promise<History> {
  for (;;) {
    const { summary, turns } = await store.history(turn.id, pageTurns)
    if (newest(turns, most).length === turns.length) return { summary, turns }
    const kept = newest(turns, rest)
    const leaving = turns.slice(0, turns.length - kept.length)
    const longer = summaryWith(summary, leaving)
    const last = leaving.at(-1)
    if (last) await store.summarise(lease, last.id, longer)
    if (turns.length < pageTurns) return { summary: longer, turns: kept }
  }
}

/** The newest turns that there is room for; always the last one, since a follow-up leans on it. */
function newest(turns: readonly Turn[], room: Room): readonly Turn[] {
  let tokens = 0
  const over = turns.findLastIndex((turn, at) => {
    const isLast = at === turns.length - 1
    tokens += tokensOf(turn)
    return !isLast && (turns.length - at > room.turns || tokens > room.tokens)
  })
  return turns.slice(over + 1)
}

/** About four characters a token, as is usual for English: near enough to keep within a budget. */
function tokensOf({ message, reply }: Turn): number {
  return Math.ceil((message.text.length + (reply?.text.length ?? 0)) / 4)
}
