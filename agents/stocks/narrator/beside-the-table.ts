import { facts } from '../facts.ts'
import type { FactName } from '../picture.ts'
import { known } from '../sentence.ts'
import { accountsText } from './accounts.ts'
import { part } from './analysis.ts'
import { chartText } from './chart.ts'
import { type Column, grid } from './grid.ts'
import { blocks, capitalise } from './markdown.ts'
import { newsText } from './news.ts'
import type { Subject } from './subject.ts'

/** What a comparison leaves out while it is short: the other figures of all, and what is to be said of each. */
export function besideTheTable(subjects: readonly Subject[]): string {
  const shown = subjects.slice(0, most)
  return blocks([grid(shown, figures.map(columnOf)), ...shown.map(details)])
}

const most = 6

const figures: readonly FactName[] = [
  'volatilityPercent',
  'maxDrawdownPercent',
  'beta',
  'marketCap',
  'revenueGrowthPercent',
  'netMarginPercent',
]

function columnOf(name: FactName): Column {
  return {
    title: titles[name] ?? capitalise(facts[name]?.label ?? name),
    cell: ({ picture }) => picture.shown(name),
  }
}

/** Columns are narrow. */
const titles: Readonly<Partial<Record<FactName, string>>> = {
  volatilityPercent: 'Volatility',
  maxDrawdownPercent: 'Drawdown',
}

function details(subject: Subject): string {
  const { title, verdict } = subject
  return blocks([
    `### ${title}`,
    part('technical', subject, chartText(subject)),
    part('fundamental', subject, accountsText(subject)),
    part('sentiment', subject, newsText(subject, 1)),
    known`**What would change it:** ${verdict?.changes[0] ?? null}.`,
    known`**Risk:** ${verdict?.risks[0] ?? null}.`,
  ])
}
