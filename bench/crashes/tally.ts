import type { Board, Shown } from '../../test/faults/board.ts'
import { answerTo } from '../../test/faults/script.ts'
import type { SlackEvent } from './slack-event.ts'

/** What a person saw of the answer to one event. */
export interface Seen {
  /** In the order in which it was shown. */
  readonly journal: readonly Shown[]
  /** When the whole answer stood there first. */
  readonly answeredAt: number | null
  /** How many posts of ours it led to. */
  readonly posts: number
}

/** By the event's name. What was shown of a turn belongs to the event that its answer names. */
export function seenOf(board: Board, events: readonly SlackEvent[]): ReadonlyMap<string, Seen> {
  const journals = Map.groupBy(namedTurns(board), ({ name }) => name)
  return new Map(
    events.map(({ name }) => {
      const journal = (journals.get(name) ?? []).flatMap((turn) => turn.journal)
      return [name, seenIn(name, journal)]
    }),
  )
}

function seenIn(name: string, journal: readonly Shown[]): Seen {
  const whole = squeezed(answerTo(name))
  const answered = journal.find(({ text }) => squeezed(text) === whole)
  const posts = new Set(journal.map(({ postId }) => postId)).size
  return { journal, answeredAt: answered?.at ?? null, posts }
}

function namedTurns({ journal }: Board) {
  const turns = Map.groupBy(journal, ({ turnId }) => turnId)
  return [...turns.values()].map((shown) => ({ name: nameIn(shown), journal: shown }))
}

function nameIn(journal: readonly Shown[]): string {
  const texts = journal.map(({ text }) => /Answer to (?<name>m\d+)\./.exec(text)?.groups?.['name'])
  return texts.find((name) => name !== undefined) ?? ''
}

function squeezed(text: string): string {
  return text.replaceAll(/\s/g, '')
}
