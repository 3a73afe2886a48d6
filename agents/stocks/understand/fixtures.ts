import type { Reading } from '../../../core/project.ts'
import { type PersonalSettings, usualSettings } from '../../../core/settings.ts'
import type { Question, Turn } from '../../../core/types.ts'
import { symbolDirectory } from './directory.ts'
import { understanding } from './understand.ts'

/** The day on which every question of the tests is asked. */
export const askedAt = new Date('2026-03-10T12:00:00Z')

/** What a folder of prices lists in the tests: two of them are in no table of names otherwise. */
export const offered = ['AAPL', 'COKE', 'GOOGL', 'TSLA', 'YHOO', '^GSPC', 'EURUSD=X', 'QQZX']

/** One question, in a thread that begins with it. */
export function readAlone(
  text: string,
  symbols: readonly string[] = [],
  settings: PersonalSettings = usualSettings,
): Promise<Reading> {
  return read({ text, history: [], askedAt, settings }, symbols)
}

/** One question with one file, in a thread that begins with it. */
export function readWith(text: string, name: string, content: string): Promise<Reading> {
  const attachments = [{ name, text: content }]
  return read({ text, attachments, history: [], askedAt }, [])
}

/** A thread: each line is said after the ones before it, the last with those settings. Its reading comes back. */
export async function readThread(
  lines: readonly string[],
  settings: PersonalSettings = usualSettings,
): Promise<Reading> {
  const history: Turn[] = []
  let reading = await readAlone(lines[0] ?? '')
  for (const [at, text] of lines.entries()) {
    const chosen = at === lines.length - 1 ? settings : usualSettings
    reading = await read({ text, history: [...history], askedAt, settings: chosen }, [])
    history.push(turnOf(text, reading, at))
  }
  return reading
}

function read(question: Question, symbols: readonly string[]): Promise<Reading> {
  const directory = symbolDirectory({ extra: () => Promise.resolve(symbols) })
  return understanding({ directory })(question, new AbortController().signal)
}

/** The turn as the hub would have recorded it, asked two days before the question. */
function turnOf(text: string, reading: Reading, at: number): Turn {
  const { intent, symbols, period, analysts } = reading
  const sentAt = new Date(askedAt.getTime() - 2 * 86_400_000 + at)
  return {
    id: `turn-${at}`,
    threadId: 'web:thread',
    message: {
      id: `message-${at}`,
      channel: 'web',
      organisation: { id: 'web:tests', name: 'Tests' },
      roomId: 'room',
      threadId: 'web:thread',
      author: { id: 'ada', name: 'Ada' },
      text,
      addressed: true,
      sentAt,
    },
    state: 'done',
    reply: {
      text: reading.answer ?? '',
      route: { project: 'stocks', intent, agents: analysts, symbols, period },
      verdicts: [],
      evidence: [],
      choices: reading.choices,
      usage: [],
      timings: {},
    },
    failure: null,
    createdAt: sentAt,
    endedAt: sentAt,
  }
}
