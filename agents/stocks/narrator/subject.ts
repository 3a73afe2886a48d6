import type { Brief } from '../../../core/project.ts'
import type { Finding, Verdict } from '../../../core/types.ts'
import { type Picture, pictureOf } from '../picture.ts'
import { isVoter } from '../recommendation/votes.ts'
import { shipped } from '../understand/directory.ts'
import { escape } from './markdown.ts'
import { type Voice, voiceOf } from './voice.ts'

/** One symbol that a reply speaks of, with all that may be said of it. */
export interface Subject {
  readonly symbol: string
  /** What sentences and tables call it, escaped: an index by its name, anything else by its symbol. */
  readonly name: string
  /** `Apple Inc. (AAPL)`, or the symbol where nobody knows the name. */
  readonly title: string
  readonly picture: Picture
  readonly verdict: Verdict | null
  /** Of the analysts; what else was looked up is only in the picture. */
  readonly findings: readonly Finding[]
  readonly say: Voice
}

/** In the order of the question; a symbol that nobody looked at is not among them. */
export function subjectsOf(brief: Brief): readonly Subject[] {
  const heard = [...brief.findings.filter(isVoter), ...brief.verdicts]
  const found = heard.map(({ symbol }) => symbol)
  const symbols = [...new Set([...brief.reading.symbols, ...found])]
  return symbols
    .filter((symbol) => found.includes(symbol))
    .map((symbol) => subjectOf(symbol, brief))
}

/** True where at least one analyst has something to say, or did when it was rated. */
export function isKnown({ findings, verdict }: Subject): boolean {
  return (
    verdict !== null ||
    findings.some(({ abstained, evidence }) => abstained === null && evidence.length > 0)
  )
}

/** The finding of one analyst, where it has something to say. */
export function findingOf({ findings }: Subject, analyst: string): Finding | null {
  return findings.find((each) => each.analyst === analyst && each.abstained === null) ?? null
}

function subjectOf(symbol: string, { question, findings, verdicts }: Brief): Subject {
  const all = findings.filter((finding) => finding.symbol === symbol)
  const own = all.filter(isVoter)
  const evidence = [...own, ...all.filter((finding) => !isVoter(finding))].flatMap(
    (finding) => finding.evidence,
  )
  const verdict = verdicts.find((each) => each.symbol === symbol) ?? null
  const picture = pictureOf(symbol, verdict === null ? evidence : [...evidence, verdict.evidence])
  const asOf = picture.asOf('close') ?? evidence[0]?.asOf ?? ''
  return {
    symbol,
    name: nameOf(symbol),
    title: titleOf(symbol, picture),
    picture,
    verdict,
    findings: own,
    say: voiceOf([symbol, asOf, question.text].join('\n')),
  }
}

function titleOf(symbol: string, picture: Picture): string {
  const name = picture.text('name') ?? indexNames.get(symbol) ?? symbol
  return name === symbol ? escape(symbol) : `${escape(name)} (${escape(symbol)})`
}

/** Nobody says `^GSPC`. */
export function nameOf(symbol: string): string {
  return escape(indexNames.get(symbol) ?? symbol)
}

const indexNames: ReadonlyMap<string, string> = new Map(
  shipped.filter(({ tags }) => tags.includes('index')).map(({ symbol, name }) => [symbol, name]),
)
