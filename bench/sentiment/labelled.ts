import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { scoreHeadline } from '../../agents/stocks/sentiment/score-headline.ts'
import { directionOf } from '../../agents/stocks/sentiment/tone.ts'
import { isHeldOut } from '../../agents/stocks/understand/utterances.ts'

const labels = ['positive', 'neutral', 'negative'] as const
const labelSchema = z.enum(labels)

export type Label = (typeof labels)[number]

/** A sentence, and what it says to somebody who holds the shares. */
export interface Labelled {
  readonly text: string
  readonly label: Label
}

/** Ours: headlines, sentences of reports, news of companies, and hard ones. Three of ten are held out. */
export function ownSentences(part: 'development' | 'held-out'): readonly Labelled[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.tsv'))
    .flatMap((file) => linesOf(join(import.meta.dirname, file), 'utf8'))
    .map((line) => {
      const [label, text = ''] = line.split('\t')
      return { text, label: labelSchema.parse(label) }
    })
    .filter(({ text }) => isHeldOut({ text, isMarket: true }) === (part === 'held-out'))
}

/** The Financial PhraseBank as it is published: a sentence, an `@` and its label on each line. */
export function phraseBank(file: string): readonly Labelled[] {
  return linesOf(file, 'latin1').map((line) => {
    const at = line.lastIndexOf('@')
    return { text: line.slice(0, at), label: labelSchema.parse(line.slice(at + 1).trim()) }
  })
}

function linesOf(file: string, encoding: 'utf8' | 'latin1'): readonly string[] {
  return readFileSync(file, encoding)
    .split('\n')
    .filter((line) => line.trim() !== '')
}

/** What the word list makes of a sentence. */
export function read(text: string): Label {
  const direction = directionOf(scoreHeadline(text))
  if (direction === 0) return 'neutral'
  return direction > 0 ? 'positive' : 'negative'
}

type Confusion = Readonly<Record<Label, Readonly<Record<Label, number>>>>

export interface Quality {
  readonly count: number
  readonly accuracy: number
  readonly macroF1: number
  /** What it was, and below that what it was taken for. */
  readonly confusion: Confusion
}

export function qualityOf(sentences: readonly Labelled[], reads: (text: string) => Label): Quality {
  const pairs = sentences.map(({ text, label }) => ({ label, said: reads(text) }))
  const count = (label: Label, said: Label) =>
    pairs.filter((pair) => pair.label === label && pair.said === said).length
  const rowOf = (label: Label) => ({
    positive: count(label, 'positive'),
    neutral: count(label, 'neutral'),
    negative: count(label, 'negative'),
  })
  const f1 = labels.map((label) => {
    const wanted = pairs.filter((pair) => pair.label === label).length
    const found = pairs.filter(({ said }) => said === label).length
    return (2 * count(label, label)) / Math.max(1, wanted + found)
  })
  const right = pairs.filter(({ label, said }) => label === said).length
  return {
    count: pairs.length,
    accuracy: right / pairs.length,
    macroF1: f1.reduce((sum, each) => sum + each, 0) / labels.length,
    confusion: {
      positive: rowOf('positive'),
      neutral: rowOf('neutral'),
      negative: rowOf('negative'),
    },
  }
}
