import type { Evidence } from '../../../core/types.ts'
import { absences } from '../recommendation/coverage.ts'
import { capitalise, escape } from './markdown.ts'
import type { Subject } from './subject.ts'

/** Where it comes from: what is missing, what a source said on the way, and the sources with their days. */
export function originLines(subjects: readonly Subject[]): readonly (string | null)[] {
  return [coverage(subjects), notes(subjects), sources(subjects)]
}

/** The last line of every reply that rates something. */
export const closing = '_Information, not investment advice._'

/** Only where somebody has no vote: full coverage needs no words. */
function coverage(subjects: readonly Subject[]): string | null {
  return line('Coverage', shared(subjects, coverageOf).join('; '))
}

function coverageOf({ verdict, findings }: Subject): readonly string[] {
  const gaps = absences(findings)
  return gaps.length === 0 ? [] : [verdict?.coverage ?? gaps.join('; ')]
}

function notes(subjects: readonly Subject[]): string | null {
  return line('Notes', shared(subjects, notesOf).slice(0, mostNotes).map(capitalise).join('. '))
}

const mostNotes = 6

function notesOf({ findings }: Subject): readonly string[] {
  return findings.flatMap((finding) => finding.notes.map(bare))
}

/**
 * What several symbols have in common is said once, first, and with their names where it is not said of all.
 */
function shared(
  subjects: readonly Subject[],
  textsOf: (subject: Subject) => readonly string[],
): readonly string[] {
  const texts = [...new Set(subjects.flatMap(textsOf))]
  const said = texts.map((text) => ({
    text: escape(text),
    symbols: subjects.filter((subject) => textsOf(subject).includes(text)).map(named),
  }))
  return said
    .toSorted((one, other) => other.symbols.length - one.symbols.length)
    .map(({ text, symbols }) =>
      symbols.length === subjects.length ? text : `${symbols.join(', ')}: ${text}`,
    )
}

/** Computed evidence stands on other evidence, which is named in its place. */
function sources(subjects: readonly Subject[]): string | null {
  const evidence = subjects.flatMap(({ picture }) => picture.evidence)
  const given = evidence.filter(({ source }) => !source.startsWith('computed'))
  const names = [...new Set(given.map(({ source }) => source))]
  const spans = names.map((name) => `${escape(name)} (${spanOf(given, name)})`)
  return line('Sources', spans.join('; '))
}

/** `2017-12-29`, or the first and the last day where they differ. */
function spanOf(evidence: readonly Evidence[], name: string): string {
  const own = evidence.filter(({ source }) => source === name)
  const days = own.map(({ asOf }) => asOf.slice(0, 10)).toSorted()
  return [...new Set([days[0], days.at(-1)])].join(' to ')
}

function named({ name }: Subject): string {
  return name
}

function line(title: string, text: string): string | null {
  return text === '' ? null : `${title}: ${text}.`
}

function bare(text: string): string {
  return text.replace(/[.\s]+$/, '')
}
