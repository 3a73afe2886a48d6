import type { Reading } from '../../../core/project.ts'
import type { Signs } from './signs.ts'
import type { Situation } from './situation.ts'

/** `Will Apple go up tomorrow?` is told first that nobody here forecasts, and then what there is to tell. */
export function withoutForecast(reading: Reading, { signs }: Pick<Situation, 'signs'>): Reading {
  if (!asksForFuture(signs)) return reading
  if (reading.answer === null) return { ...reading, preface }
  if (reading.intent !== 'ambiguous') return reading
  return { ...reading, answer: `${preface}\n\n${reading.answer}` }
}

const preface =
  'I make no forecasts and set no price targets: no data says what a price will do. What the data does say:'

function asksForFuture({ cues }: Signs): boolean {
  return cues.has('forecast') || (cues.has('future') && cues.has('move'))
}
