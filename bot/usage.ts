import stringWidth from 'string-width'

import { dollars } from '../core/money.ts'
import { openDatabase } from '../storage/database.ts'
import { migrate } from '../storage/migrate.ts'
import { migrationsFolder } from '../storage/migrations.ts'
import { type Grouping, type ModelUse, usageOf } from '../storage/model-usage.ts'
import type { Config } from './config.ts'

export interface UsageAsked {
  readonly by: Grouping
  readonly days: number
}

const dayMs = 86_400_000

/** `npm run usage`: what language models used and what that cost. */
export async function showUsage(
  config: Config,
  { by, days }: UsageAsked,
  onProgress: (text: string) => void,
): Promise<number> {
  const database = await openDatabase({ ...config, onProgress })
  try {
    await migrate(database.sql, migrationsFolder)
    const to = new Date()
    const from = new Date(to.getTime() - days * dayMs)
    process.stdout.write(`${usageTable(by, await usageOf(database.sql, by, { from, to }))}\n`)
    return 0
  } finally {
    await database.close()
  }
}

/** A line for each, and one for all of them. */
export function usageTable(by: Grouping, uses: readonly ModelUse[]): string {
  if (uses.length === 0) return 'No language model was called in that time.'
  const head = [by, 'calls', 'failed', 'input', 'cached', 'output', 'cost', 'unpriced']
  const lines = [head, ...[...uses, totalOf(uses)].map(cellsOf)]
  const widths = head.map((_, column) =>
    Math.max(...lines.map((cells) => stringWidth(cells[column] ?? ''))),
  )
  return lines.map((cells) => lineOf(cells, widths)).join('\n')
}

function totalOf(uses: readonly ModelUse[]): ModelUse {
  return uses.reduce(
    (sum, use) => ({
      name: 'all',
      calls: sum.calls + use.calls,
      failed: sum.failed + use.failed,
      inputTokens: sum.inputTokens + use.inputTokens,
      cachedInputTokens: sum.cachedInputTokens + use.cachedInputTokens,
      outputTokens: sum.outputTokens + use.outputTokens,
      cost: sum.cost + use.cost,
      unpriced: sum.unpriced + use.unpriced,
    }),
    nobody,
  )
}

const nobody: ModelUse = {
  name: 'all',
  calls: 0,
  failed: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  cost: 0n,
  unpriced: 0,
}

/** A cost that nobody knows is not shown as nothing. */
function cellsOf({ name, cost, ...use }: ModelUse): string[] {
  const counts = [use.calls, use.failed, use.inputTokens, use.cachedInputTokens, use.outputTokens]
  const isUnknown = cost === 0n && use.unpriced > 0
  return [
    name,
    ...counts.map((count) => count.toLocaleString('en-US')),
    isUnknown ? 'unpriced' : dollars(cost),
    use.unpriced.toLocaleString('en-US'),
  ]
}

function lineOf(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, column) => {
    const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(cell)))
    return column === 0 ? cell + space : space + cell
  })
  return padded.join('  ').trimEnd()
}
