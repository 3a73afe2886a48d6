import type { Reading } from '../../../core/project.ts'
import { choiceOf, examples, listed } from './ask.ts'
import { isAboutOwn, isMarketFrom } from './confidence.ts'
import { metricOf, orderOf } from './metrics.ts'
import { answered } from './readings.ts'
import type { Situation } from './situation.ts'

/** `Add AAPL to my watchlist`, `take TSLA off my watchlist`: `prepare` does it, and says what is on it then. */
export function watching({ signs, confidence }: Situation): Reading | undefined {
  const { cues, mentions } = signs
  const symbols = mentions.flatMap(({ listings }) =>
    listings.length === 1 ? listings.map(({ symbol }) => symbol) : [],
  )
  const intent = cues.has('unwatch') ? 'unwatch' : 'watch'
  if (!cues.has(intent) || symbols.length === 0 || symbols.length < mentions.length)
    return undefined
  const reading = answered({
    intent,
    confidence: Math.max(confidence, isMarketFrom),
    answer: `Your watchlist cannot be changed just now, so ${listed(symbols)} will have to wait.`,
    choices: [choiceOf('How is my watchlist doing?')],
  })
  return { ...reading, symbols }
}

/** `How are my stocks doing?`, `what is on my watchlist?`: those on the person's watchlist, once `prepare` has looked. */
export function portfolio(situation: Situation): Reading | undefined {
  const { signs, confidence, directory } = situation
  if (!isAboutOwn(signs) || signs.mentions.length > 0) return undefined
  if (confidence < isMarketFrom || signs.cues.has('other')) return undefined
  const metric = metricOf(signs)
  return {
    ...answered({
      intent: 'portfolio',
      confidence,
      answer: noWatchlist,
      choices: examples(directory),
    }),
    period: signs.period,
    ...(signs.count !== null && { count: signs.count }),
    ...(metric !== null && { aspect: metric.aspect, order: orderOf(metric, signs) }),
  }
}

const noWatchlist =
  'There is nothing on your watchlist. Say “add AAPL to my watchlist” and I will keep it there, or name the symbols, up to six at a time, and I will look at them together:'
