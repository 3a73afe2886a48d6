import { known, present } from '../sentence.ts'
import { valuation } from './accounts.ts'
import { heading } from './analysis.ts'
import { trend } from './chart.ts'
import { headlinesOf } from './headlines.ts'
import { blocks, bullets, capitalise } from './markdown.ts'
import { priceSentence } from './price.ts'
import { stanceOf } from './stance.ts'
import type { Subject } from './subject.ts'

/** One symbol in short: rating, price, a line from each analyst, what would change it and the first of its risks. */
export function shortAnalysis(subject: Subject): string {
  const { verdict } = subject
  return blocks([
    heading(subject),
    priceSentence(subject),
    bullets(
      present([
        line('technical', subject, trend(subject)),
        line('fundamental', subject, valuation(subject)),
        line('sentiment', subject, headlinesOf(subject.picture)[0] ?? null),
        known`**What would change it:** ${verdict?.changes[0] ?? null}.`,
        known`**Risk:** ${verdict?.risks[0] ?? null}.`,
      ]),
    ),
  ])
}

function line(analyst: string, subject: Subject, text: string | null): string | null {
  const stance = stanceOf(subject, analyst)
  if (stance === null) return text
  return known`**${capitalise(stance)}.** ${text}` ?? `**${capitalise(stance)}.**`
}
