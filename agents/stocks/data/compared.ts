import { AppError } from '../../../core/errors.ts'
import type {
  Disagreement,
  Fetched,
  FiscalYear,
  Fundamentals,
  Source,
  SourceRequest,
} from '../types.ts'
import { reasonOf } from './failure.ts'

/** Rounding, and a restatement of cents, are no disagreement. */
const tolerance = 0.01

const compared = ['revenue', 'netIncome', 'earningsPerShare'] as const
const words = {
  revenue: 'revenue',
  netIncome: 'net income',
  earningsPerShare: 'earnings per share',
}

/**
 * Accounts by the first source, held against those of the second: where they disagree on the newest year both figures
 * are kept and the first's is shown. What only the second has, a forecast and a sector, is taken from it.
 */
export function comparedWith(
  first: Source<Fundamentals>,
  second: Source<Fundamentals>,
): Source<Fundamentals> {
  async function fetch(request: SourceRequest): Promise<Fetched<Fundamentals>> {
    const [shown, other] = await Promise.all([
      first.fetch(request),
      second.fetch(request).catch((error: unknown) => AppError.from(error)),
    ])
    request.signal.throwIfAborted()
    if (other instanceof AppError) {
      // One witness is enough; that the second had nothing to say is told.
      const note = `${reasonOf({ source: second.name, error: other })}; not compared`
      return { ...shown, notes: [...shown.notes, note] }
    }
    return joined(shown, other)
  }

  return { name: first.name, fetch }
}

function joined(shown: Fetched<Fundamentals>, other: Fetched<Fundamentals>): Fetched<Fundamentals> {
  const disagreements = disagreementsOf(shown, other)
  const { sector, forwardEarningsPerShare: forward, currency } = other.value
  const isSameMoney = currency === shown.value.currency
  const taken = {
    sector: sector ?? shown.value.sector,
    forwardEarningsPerShare: isSameMoney ? forward : null,
  }
  const isJoint = taken.forwardEarningsPerShare !== null || disagreements.length > 0
  const named = disagreements.map(({ figure }) => words[figure]).join(', ')
  const note = `${shown.source} and ${other.source} disagree on ${named}: ${shown.source} is shown`
  return {
    ...shown,
    value: { ...shown.value, ...taken, disagreements },
    source: isJoint ? `${shown.source}, ${other.source}` : shown.source,
    notes: [...shown.notes, ...(disagreements.length > 0 ? [note] : [])],
  }
}

function disagreementsOf(
  shown: Fetched<Fundamentals>,
  other: Fetched<Fundamentals>,
): readonly Disagreement[] {
  const [newest] = shown.value.years
  if (newest === undefined || shown.value.currency !== other.value.currency) return []
  const same = other.value.years.find((year) => isSameYear(year, newest))
  if (same === undefined) return []
  return compared.flatMap((figure) => {
    const [one, two] = [newest[figure], same[figure]]
    if (one === null || two === null || isClose(one, two)) return []
    return [{ figure, shown: one, other: two, source: other.source }]
  })
}

/** Some vendors date a year of weeks by the end of its month. */
function isSameYear(one: FiscalYear, other: FiscalYear): boolean {
  return Math.abs(Date.parse(one.endedOn) - Date.parse(other.endedOn)) <= 8 * 86_400_000
}

function isClose(one: number, other: number): boolean {
  return Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other))
}
