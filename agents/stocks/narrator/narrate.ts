import type { Brief } from '../../../core/project.ts'
import { paragraph } from '../sentence.ts'
import { caution } from './age.ts'
import { analysis } from './analysis.ts'
import { aspectOf } from './aspect.ts'
import { aspectsOf, byAspect } from './aspects.ts'
import { besideTheTable } from './beside-the-table.ts'
import { changes } from './changes.ts'
import { chosenFrom, comparison, fewer, ranking } from './comparison.ts'
import { lookedUp, unanswered } from './looked-up.ts'
import { blocks } from './markdown.ts'
import { nothing } from './nothing.ts'
import { ordered } from './ordered.ts'
import { closing, originLines } from './origin.ts'
import { overview } from './overview.ts'
import { reason } from './reason.ts'
import { record } from './record.ts'
import { shortAnalysis } from './short-analysis.ts'
import { isKnown, type Subject, subjectsOf } from './subject.ts'

/**
 * The reply without a model, in markdown. Every number is a value of the brief's evidence as the catalogue
 * rounds it, in the name of a fact, a date, or part of a note; the same brief always reads the same.
 */
export function narrate(brief: Brief): string {
  const { reading } = brief
  if (reading.answer !== null && brief.findings.length === 0) return reading.answer
  if (isOfRecord(brief)) return record(brief)
  const subjects = subjectsOf(brief)
  const known = subjects.filter(isKnown)
  if (known.length === 0) return nothing(subjects, brief)
  return blocks([
    caution(known, brief),
    reading.preface ?? null,
    body(known, brief),
    ...originLines(subjects),
    known.some(({ verdict }) => verdict !== null) ? closing : null,
  ])
}

function isOfRecord({ reading: { intent }, findings }: Brief): boolean {
  if (intent === 'track_record') return true
  const tools = findings.flatMap(({ evidence }) => evidence.map(({ tool }) => tool))
  return tools.length > 0 && tools.every((tool) => tool === 'stocks.record')
}

function body(subjects: readonly Subject[], brief: Brief): string {
  const { intent, aspect } = brief.reading
  const form = forms[intent]
  if (form !== undefined) return form(subjects, brief)
  return aspect === null ? whole(subjects, brief) : ofAspect(subjects, aspect)
}

type Form = (subjects: readonly Subject[], brief: Brief) => string

/** The others are told from the number of symbols and the aspect. */
const forms: Readonly<Record<string, Form>> = {
  ranking: (subjects, brief) => {
    const { aspect } = brief.reading
    const inOrder = subjects.length > 1 ? ordered(subjects, brief) : null
    if (inOrder !== null) return inOrder
    if (aspect !== null) {
      return subjects.length > 1
        ? aspectsOf(byAspect(subjects, aspect), aspect)
        : ofAspect(subjects, aspect)
    }
    // One alone is ahead of nobody.
    if (subjects.length === 1)
      return blocks([
        whole(subjects, brief),
        paragraph([fewer(subjects, brief), chosenFrom(brief)]),
      ])
    return blocks([ranking(subjects, brief), details(subjects, brief), chosenFrom(brief)])
  },
  overview: (subjects, brief) => blocks([overview(subjects), details(subjects, brief)]),
  research: (subjects, brief) =>
    blocks([subjects.length > 1 ? lookedUp(subjects) : whole(subjects, brief), unanswered(brief)]),
  reason: (subjects, brief) => each(subjects, (subject) => reason(subject, brief)),
  changes: (subjects, brief) => each(subjects, (subject) => changes(subject, brief)),
}

function whole(subjects: readonly Subject[], { reading }: Brief): string {
  if (subjects.length > 1) return blocks([comparison(subjects), details(subjects, { reading })])
  return each(subjects, reading.isLong ? analysis : shortAnalysis)
}

/** The long form of several symbols adds to the short one, and repeats nothing of it. */
function details(subjects: readonly Subject[], { reading }: Pick<Brief, 'reading'>): string | null {
  return reading.isLong && subjects.length > 1 ? besideTheTable(subjects) : null
}

function ofAspect(subjects: readonly Subject[], aspect: string): string {
  if (subjects.length > 1) return aspectsOf(subjects, aspect)
  return each(subjects, (subject) => aspectOf(subject, aspect))
}

function each(subjects: readonly Subject[], write: (subject: Subject) => string): string {
  return blocks(subjects.map(write))
}
