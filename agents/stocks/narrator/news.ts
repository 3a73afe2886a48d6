import { known, paragraph } from '../sentence.ts'
import { headlinesOf } from './headlines.ts'
import { blocks, bullets } from './markdown.ts'
import type { Subject } from './subject.ts'

/** The tone of the news, with the headlines that made it. */
export function newsText(subject: Subject, most: number): string {
  const quotes = headlinesOf(subject.picture).slice(0, most)
  return blocks([paragraph([counts(subject)]), bullets(quotes)])
}

function counts({ picture, say }: Subject): string | null {
  const all = picture.shown('headlineCount')
  const good = picture.shown('positiveCount')
  const bad = picture.shown('negativeCount')
  if (picture.number('headlineCount') === 1) return 'There is a single headline to go by.'
  return say('news', [
    known`Of ${all} headlines, ${good} read positive and ${bad} negative.`,
    known`${all} headlines were read: ${good} positive, ${bad} negative.`,
  ])
}
