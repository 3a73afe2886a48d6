import { dollars } from '../../core/money.ts'
import type { PersonalUse } from '../../core/personal.ts'
import type { PersonalSettings } from '../../core/settings.ts'
import type { Choice } from '../../core/types.ts'
import type { WatchedSymbol } from '../../core/watchlist.ts'
import { printable } from '../printable.ts'
import { settingsRows } from './home-settings.ts'
import type { Block } from './render.ts'

/** What one person sees of us under Home. */
export interface HomePage {
  readonly threads: readonly RecentThread[]
  readonly watched: readonly WatchedSymbol[]
  readonly settings: PersonalSettings
  /** What was wrong with what the person has just chosen; null as a rule. */
  readonly trouble: string | null
  readonly used: PersonalUse
  readonly examples: readonly Choice[]
}

export interface RecentThread {
  readonly question: string
  readonly askedAt: Date
  readonly link: string | null
}

/**
 * The page as Slack takes it. What people wrote stands in plain text alone: Slack reads no mentions, links or
 * marks in that.
 */
export function homeView(page: HomePage) {
  const blocks: readonly Block[] = [
    ...howToAsk(page.examples),
    header('Your recent threads'),
    ...orSentence(page.threads.flatMap(threadRows), 'You have not asked anything yet.'),
    header('Your watchlist'),
    ...orSentence(watchedRows(page.watched), 'Nothing yet. Press Watch below an answer.'),
    header('Your settings'),
    ...settingsRows(page.settings, page.trouble),
    header('Language models this month'),
    section(usageOf(page.used)),
  ]
  return { type: 'home', blocks }
}

function howToAsk(examples: readonly Choice[]): Block[] {
  const ways =
    'Write to me under Messages, mention me in a room that I am in, or type /hub and your question. ' +
    'Thumbs below an answer tell me whether it was good.'
  const lines = examples.map(({ text }) => `• ${text}`)
  return [header('Ask AI Hub'), section([ways, ...lines].join('\n'))]
}

function threadRows({ question, askedAt, link }: RecentThread): Block[] {
  const words = section(question.trim() === '' ? 'A question without words' : question)
  const open = { type: 'button', action_id: 'open', text: plain('Open'), url: link }
  return [link === null ? words : { ...words, accessory: open }, contextOf(dateOf(askedAt))]
}

/** A page holds 100 blocks. */
const mostRows = 40

function watchedRows(watched: readonly WatchedSymbol[]): Block[] {
  const rows = watched.slice(0, mostRows).map(({ symbol }, index) => {
    const text = plain('Take off')
    const button = { type: 'button', action_id: `drop:${index}`, text, value: symbol }
    return { ...section(symbol), accessory: button }
  })
  const rest = watched.slice(mostRows).map(({ symbol }) => symbol)
  return rest.length === 0 ? rows : [...rows, section(`And ${rest.join(', ')}`)]
}

function usageOf({ tokens, cost }: PersonalUse): string {
  if (tokens === 0) return 'None was used for you.'
  const count = `${tokens.toLocaleString('en-US')} tokens for your questions`
  return cost === 0n ? `${count}; their price is not known.` : `${count}, ${dollars(cost)}.`
}

/** In the time zone and the words of whoever reads it. */
function dateOf(at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000)
  return `<!date^${seconds}^{date_short_pretty} {time}|${at.toISOString().slice(0, 10)}>`
}

function orSentence(rows: readonly Block[], sentence: string): readonly Block[] {
  return rows.length > 0 ? rows : [section(sentence)]
}

function header(text: string): Block {
  return { type: 'header', text: plain(text) }
}

const longest = 1_000

function section(text: string): Block {
  const words = printable(text).trim()
  return { type: 'section', text: plain(words.length > longest ? `${cut(words)}…` : words) }
}

/** Not between the halves of one character. */
function cut(words: string): string {
  return words.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')
}

function contextOf(mrkdwn: string): Block {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: mrkdwn }] }
}

function plain(text: string) {
  return { type: 'plain_text', text, emoji: false }
}
