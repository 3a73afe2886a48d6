import type { Signal } from '../../../core/types.ts'
import { facts } from '../facts.ts'
import { withMinus } from '../format.ts'
import type { Figure } from './figures.ts'
import type { Ratios } from './ratios.ts'
import { isFinancial } from './years.ts'

export interface Seen {
  readonly ratios: Ratios
  readonly price: Figure
  readonly sector: string | null
}

type Told = Pick<Signal, 'reading' | 'direction'>

interface Rule {
  readonly name: string
  /** Share of a score for which everything could be read. */
  readonly weight: number
  readonly read: (seen: Seen) => Told | null
  /** Says nothing about banks and insurers. */
  readonly industrial?: true
  /** Says whether the company is cheap, not whether it is good. */
  readonly ofPrice?: true
}

/**
 * What makes the score, and by how much: two fifths is the price of the company, a quarter what it earns,
 * the rest how it grows and how safe it stands. The limits are those of textbooks, for no sector in
 * particular. A missing ratio has no vote, in either direction.
 */
const rules: readonly Rule[] = [
  { name: 'valuation range', weight: 0.12, ofPrice: true, read: placeInRange },
  { name: 'earnings multiple', weight: 0.1, ofPrice: true, read: low('peTrailing', 15, 35) },
  {
    name: 'free-cash-flow yield',
    weight: 0.08,
    ofPrice: true,
    read: high('freeCashFlowYieldPercent', 2, 6),
    industrial: true,
  },
  {
    name: 'enterprise multiple',
    weight: 0.06,
    ofPrice: true,
    read: low('evToEbitda', 10, 20),
    industrial: true,
  },
  { name: 'price for growth', weight: 0.04, ofPrice: true, read: low('peg', 1, 2.5) },
  { name: 'return on capital', weight: 0.1, read: high('roicPercent', 6, 12), industrial: true },
  { name: 'return on equity', weight: 0.08, read: high('roePercent', 5, 15) },
  { name: 'net margin', weight: 0.08, read: high('netMarginPercent', 2, 15) },
  { name: 'sales growth', weight: 0.08, read: high('revenueGrowth3yPercent', 0, 8) },
  { name: 'earnings growth', weight: 0.08, read: high('earningsGrowth3yPercent', 0, 10) },
  { name: 'debt', weight: 0.05, read: low('debtToEquity', 0.5, 2), industrial: true },
  { name: 'interest cover', weight: 0.04, read: high('interestCoverage', 2, 8), industrial: true },
  { name: 'Piotroski', weight: 0.05, read: high('piotroski', 3.5, 6.5) },
  { name: 'Altman', weight: 0.04, read: high('altmanZ', 1.81, 2.99) },
]

export const priceSignals: ReadonlySet<string> = new Set(
  rules.flatMap(({ name, ofPrice }) => (ofPrice ? [name] : [])),
)

/** With less than this share of the weights read there is no opinion. */
const enoughToJudge = 0.3

export interface Judgement {
  /** Those that could be read, their weights scaled to come to 1. */
  readonly signals: readonly Signal[]
  /** −1 to 1; null where too little could be read. */
  readonly score: number | null
}

export function judgeAccounts(seen: Seen): Judgement {
  const apt = rules.filter(({ industrial }) => !industrial || !isFinancial(seen.sector))
  const read = apt.flatMap(({ name, weight, read: readBy }) => {
    const told = readBy(seen)
    return told === null ? [] : [{ name, weight, ...told }]
  })
  const total = read.reduce((sum, { weight }) => sum + weight, 0)
  if (total < enoughToJudge) return { signals: [], score: null }
  const signals = read.map((signal) => ({ ...signal, weight: signal.weight / total }))
  const score = signals.reduce((sum, { direction, weight }) => sum + direction * weight, 0)
  return { signals, score: Math.round(score * 1e4) / 1e4 }
}

/** Good below the first limit, bad above the second. */
function low(name: keyof Ratios, good: number, bad: number): Rule['read'] {
  return ({ ratios: { [name]: value } }) => {
    if (value === null) return null
    const direction = value < good ? 1 : value > bad ? -1 : 0
    return { direction, reading: `${shown(name, value)}, ${lowWords[direction]}` }
  }
}

/** Bad below the first limit, good above the second. */
function high(name: keyof Ratios, bad: number, good: number): Rule['read'] {
  return ({ ratios: { [name]: value } }) => {
    if (value === null) return null
    const direction = value > good ? 1 : value < bad ? -1 : 0
    return { direction, reading: `${shown(name, value)}, ${highWords[direction]}` }
  }
}

const lowWords = { '1': 'low', '0': 'moderate', '-1': 'high' } as const
const highWords = { '1': 'strong', '0': 'moderate', '-1': 'weak' } as const

function placeInRange({ ratios, price }: Seen): Told | null {
  const { fairValueLow, fairValueHigh } = ratios
  if (price === null || fairValueLow === null || fairValueHigh === null) return null
  const range = `the valuation range of ${fairValueLow.toFixed(2)} to ${fairValueHigh.toFixed(2)}`
  if (price < fairValueLow) return { direction: 1, reading: `price below ${range}` }
  if (price > fairValueHigh) return { direction: -1, reading: `price above ${range}` }
  return { direction: 0, reading: `price within ${range}` }
}

/** `P/E at 24.10`. */
function shown(name: keyof Ratios, value: number): string {
  const { label = name, unit, digits = 2 } = facts[name] ?? {}
  return `${label} at ${withMinus(value.toFixed(digits))}${unit === 'percent' ? '%' : ''}`
}
