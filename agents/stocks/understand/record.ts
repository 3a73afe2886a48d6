import type { Reading } from '../../../core/project.ts'
import { examples } from './ask.ts'
import { isMarketFrom } from './confidence.ts'
import { work } from './readings.ts'
import type { Situation } from './situation.ts'

/** `How good have your calls been?`, `What is your track record on AAPL?` */
export function trackRecord({ signs, confidence, directory }: Situation): Reading | undefined {
  const { cues, mentions, period } = signs
  if (!cues.has('record')) return undefined
  const symbols = mentions.flatMap(({ listings }) =>
    listings.length === 1 ? listings.map(({ symbol }) => symbol) : [],
  )
  return work({
    intent: 'track_record',
    confidence: Math.max(confidence, isMarketFrom),
    symbols,
    aspect: null,
    period,
    choices: examples(directory),
  })
}
