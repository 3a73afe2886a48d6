import type { Brief } from '../../core/types.ts'
import { maskDates } from './dates.ts'
import { type NumberInText, numbersIn } from './numbers.ts'

/** Finds the numbers of a sentence that no evidence stands behind. */
export type NumberChecker = (sentence: string) => readonly NumberInText[]

/**
 * A number passes when some value of the evidence, rounded the way the number is written, is that number.
 * `phrases` are names with digits in them (`RSI 14`, `S&P 500`): their digits are not figures.
 */
export function numberChecker(brief: Brief, phrases: readonly string[]): NumberChecker {
  const sizes = knownSizes(brief)
  const dates = knownDates(brief)
  const names = phrases.map((phrase) => phrase.toLowerCase()).filter((name) => /\d/.test(name))
  return (sentence) => {
    const { masked, unknown } = maskDates(maskNames(maskListMark(sentence), names), dates)
    return [...unknown, ...numbersIn(masked).filter((number) => !isKnown(number, sizes))]
  }
}

function isKnown(number: NumberInText, sizes: readonly number[]): boolean {
  const slack = number.tolerance * (1 + 1e-9) + number.size * 1e-12
  return sizes.some(
    (size) =>
      Math.abs(size - number.size) <= slack ||
      (number.isPercent && Math.abs(size * 100 - number.size) <= slack),
  )
}

/** All that code has said: values, and the sentences that code wrote from them. */
function knownSizes(brief: Brief): number[] {
  const values = evidenceOf(brief).flatMap((evidence) => [
    ...Object.values(evidence.values),
    ...Object.values(evidence.arguments),
  ])
  const figures = values.filter((value) => typeof value === 'number').map(Math.abs)
  const words = values.filter((value) => typeof value === 'string')
  const said = [...words, ...writtenByCode(brief)].flatMap(numbersIn).map(({ size }) => size)
  return [...new Set([...figures, ...said])]
}

function writtenByCode(brief: Brief): string[] {
  const { findings, verdicts, question } = brief
  return [
    ...findings.flatMap(({ signals, notes }) => [
      ...signals.map(({ reading }) => reading),
      ...notes,
    ]),
    ...findings.flatMap(({ abstained }) => abstained ?? []),
    ...verdicts.flatMap(({ coverage, changes, risks }) => [coverage, ...changes, ...risks]),
    question.text,
    isAboutChanges(brief) ? (question.summary ?? '') : '',
  ]
}

function knownDates(brief: Brief): Set<string> {
  const texts = evidenceOf(brief).flatMap(({ asOf, fetchedAt, values, source }) => [
    asOf,
    fetchedAt,
    source,
    ...Object.values(values),
  ])
  const said = [...texts, ...writtenByCode(brief)].filter((text) => typeof text === 'string')
  return new Set(said.flatMap((text) => text.match(/\d{4}-\d{2}-\d{2}/g) ?? []))
}

function evidenceOf(brief: Brief) {
  const { findings, verdicts, question } = brief
  const earlier = isAboutChanges(brief) ? question.history : []
  return [
    ...findings.flatMap(({ evidence }) => evidence),
    ...verdicts.map(({ evidence }) => evidence),
    ...earlier.flatMap(({ reply }) => reply?.evidence ?? []),
  ]
}

/** Only a reply about what changed may set the figures of earlier turns beside today's. */
function isAboutChanges({ reading }: Brief): boolean {
  return reading.intent === 'changes'
}

function maskListMark(sentence: string): string {
  return sentence.replace(/^\s*\d{1,3}[.)]\s/, (mark) => ' '.repeat(mark.length))
}

function maskNames(sentence: string, names: readonly string[]): string {
  let masked = sentence
  for (const name of names) masked = maskName(masked, name)
  return masked
}

function maskName(sentence: string, name: string): string {
  const lower = sentence.toLowerCase()
  let masked = sentence
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + name.length)) {
    const end = at + name.length
    if (isWord(lower.charAt(at - 1)) || isWord(lower.charAt(end))) continue
    masked = masked.slice(0, at) + ' '.repeat(name.length) + masked.slice(end)
  }
  return masked
}

function isWord(char: string): boolean {
  return /[\p{L}\d]/u.test(char)
}
