import { parseArgs } from 'node:util'

import { AppError } from '../core/errors.ts'
import type { ThreadId } from '../core/types.ts'

export type Command =
  | {
      readonly name: 'ask'
      readonly question: string
      readonly isJson: boolean
      readonly threadId: ThreadId | null
    }
  | { readonly name: 'chat'; readonly threadId: ThreadId | null }
  | { readonly name: 'doctor' }
  | { readonly name: 'migrate' }
  | { readonly name: 'backtest'; readonly words: BacktestWords }
  | { readonly name: 'usage'; readonly by: (typeof groupings)[number]; readonly days: number }

/** As they were typed: whoever runs the test says what is wrong with them. */
export type BacktestWords = Partial<Record<'symbols' | 'from' | 'to' | 'every' | 'cost', string>>

export const usage = `Usage:
  npm run ask -- "How does AAPL look?" [--json] [--thread ID]
  npm run chat [-- --thread ID]
  npm run doctor
  npm run migrate
  npm run backtest -- --symbols AAPL,TSLA --from 2015-01-01 --to 2018-01-01 [--every 5] [--cost 10]
  npm run usage [-- --by model|user|organisation|project] [--days 30]`

/** Reads the words after the program's name. Throws AppError `invalid`, whose sentence says what is wrong. */
export function readCommand(words: readonly string[]): Command {
  const [name, ...rest] = words
  switch (name) {
    case 'ask':
      return ask(rest)
    case 'chat':
      return { name, threadId: threadOf(withoutWords(rest, { thread: { type: 'string' } }).thread) }
    case 'doctor':
    case 'migrate':
      withoutWords(rest, {})
      return { name }
    case 'backtest':
      return { name, words: withoutWords(rest, backtestOptions) }
    case 'usage':
      return usageAsked(rest)
    case undefined:
      throw wrong('say what to do')
    default:
      throw wrong(`there is no command "${name}"`)
  }
}

function ask(words: readonly string[]): Command {
  const { values, positionals } = parse(words, {
    json: { type: 'boolean' },
    thread: { type: 'string' },
  })
  const question = positionals.join(' ').trim()
  if (question === '') throw wrong('the question is missing')
  return { name: 'ask', question, isJson: values.json ?? false, threadId: threadOf(values.thread) }
}

const backtestOptions = {
  symbols: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  every: { type: 'string' },
  cost: { type: 'string' },
} as const

const groupings = ['model', 'user', 'organisation', 'project'] as const

function usageAsked(words: readonly string[]): Command {
  const options = { by: { type: 'string' }, days: { type: 'string' } } as const
  const { by: wanted = 'model', days = '30' } = withoutWords(words, options)
  const by = groupings.find((name) => name === wanted)
  if (!by) throw wrong(`--by takes ${groupings.join(', ')}, not "${wanted}"`)
  if (!/^[1-9]\d{0,3}$/.test(days)) throw wrong(`--days takes a number of days, not "${days}"`)
  return { name: 'usage', by, days: Number(days) }
}

/** Takes no words beside its options. */
function withoutWords<const Known extends Options>(words: readonly string[], options: Known) {
  const { values, positionals } = parse(words, options)
  const [first] = positionals
  if (first !== undefined) throw wrong(`"${first}" means nothing here`)
  return values
}

type Options = Record<string, { readonly type: 'string' | 'boolean' }>

function parse<const Known extends Options>(words: readonly string[], options: Known) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw wrong(error instanceof Error ? firstSentence(error.message) : String(error))
  }
}

function firstSentence(text: string): string {
  return text.split('. ')[0] ?? text
}

/** A bare name is a thread of the terminal; another channel's thread cannot be continued here. */
function threadOf(id: string | undefined): ThreadId | null {
  if (id === undefined) return null
  const bare = id.startsWith('terminal:') ? id.slice('terminal:'.length) : id
  if (!/^[\w-]{1,64}$/.test(bare)) {
    throw wrong(`"${id}" is no thread of the terminal: letters, digits, - and _ only`)
  }
  return `terminal:${bare}`
}

function wrong(sentence: string): AppError {
  return new AppError('invalid', sentence, { said: sentence })
}
