import type { Evidence, Reply, Turn } from '../core/types.ts'

/** About 500 tokens. */
const mostLength = 2_000

/**
 * A summary with the turns added that come after it: a line for each symbol of a turn, as in
 * `2026-01-05: AAPL hold, close 203.25 USD (as of 2026-01-02)`. Written by code, from evidence alone. When it grows
 * too long, the oldest lines go whose symbol comes up again, then the oldest of all: what was last known of a symbol
 * stays longest.
 */
export function summaryWith(summary: string, turns: readonly Turn[]): string {
  const lines = summary.split('\n').filter((line) => line !== '')
  return shortened([...lines, ...turns.flatMap(linesOf)]).join('\n')
}

function linesOf({ message, reply }: Turn): string[] {
  if (!reply) return []
  const day = message.sentAt.toISOString().slice(0, 10)
  return reply.route.symbols.flatMap((symbol) => {
    const words = [ratingOf(reply, symbol), figureOf(reply, symbol)].filter((word) => word !== '')
    return words.length === 0 ? [] : [`${day}: ${symbol} ${words.join(', ')}`]
  })
}

function ratingOf({ verdicts }: Reply, symbol: string): string {
  return verdicts.find((verdict) => verdict.symbol === symbol)?.rating ?? ''
}

/** A tool gives the value it is asked for first. */
function figureOf({ evidence }: Reply, symbol: string): string {
  const figures = evidence
    .filter(({ arguments: { symbol: asked } }) => asked === symbol)
    .flatMap((about) => firstFigure(about))
  return figures[0] ?? ''
}

function firstFigure({ values, units, asOf, freshness }: Evidence): string[] {
  const [name, value] = Object.entries(values).find(([, each]) => typeof each === 'number') ?? []
  if (name === undefined || typeof value !== 'number') return []
  const figure = [name, Math.round(value * 1e4) / 1e4, units[name]].filter(Boolean).join(' ')
  return [`${figure} (as of ${asOf.slice(0, 10)}${freshness === 'demo' ? ', demo' : ''})`]
}

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.join('\n').length <= mostLength) return lines
  return shortened(lines.toSpliced(leastWorth(lines), 1))
}

function leastWorth(lines: readonly string[]): number {
  const symbols = lines.map((line) => line.split(' ')[1])
  const repeated = symbols.findIndex((symbol, at) => symbols.includes(symbol, at + 1))
  return Math.max(repeated, 0)
}
