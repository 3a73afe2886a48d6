import { openListings, type UsListing } from '../agents/stocks/listings/book.ts'
import { symbolDirectory } from '../agents/stocks/understand/directory.ts'
import { type BenchResult, measure } from './bench.ts'

/** What the SEC's list costs: read whole by the first question, and searched for near spellings by the misspelt ones. */
export async function run(): Promise<BenchResult> {
  const rows = wholeList()
  const book = { all: () => rows, cikOf: () => null }
  const directory = symbolDirectory({ extra: () => Promise.resolve([]), book })
  const near = (text: string) => directory.near(text)
  return {
    title: `Symbols: ${rows.length.toLocaleString('en-US')} shares of the United States`,
    rows: [
      await measure('near “microsft”, a well-known name', () => near('microsft'), hot),
      await measure('near “Lumentom”, on the list alone', () => near('Lumentom'), hot),
      await measure('near “Interactive Borkers”, on the list alone', () => near(twoWords), hot),
      await measure('near “Zzzyqxt”, nothing', () => near('Zzzyqxt'), hot),
      await measure('the list that is shipped, read and indexed', readShipped, { runs: 50 }),
    ],
  }
}

const hot = { runs: 2_000, warmUps: 200, targetMs: 1 }
const twoWords = 'Interactive Borkers'

function readShipped(): void {
  const book = openListings(null)
  symbolDirectory({ extra: () => Promise.resolve([]), book }).find('nobody is called that')
}

const syllables =
  'ba cor den fil gra hol in jo ka lum mer nor ox pra qua ris sol tri ul ver wes'.split(' ')

/** As long as the whole list: what is shipped, and made-up names for the rest. */
function wholeList(): readonly UsListing[] {
  const shipped = openListings(null).all()
  const others = Array.from({ length: 10_000 - shipped.length }, (_, at) => ({
    symbol: `Z${at.toString(36).toUpperCase()}`,
    cik: at + 1,
    exchange: 'NYSE',
    name: `${wordOf(at * 7)} ${wordOf(at * 13 + 5)} Holdings, Inc.`,
  }))
  return [...shipped, ...others]
}

function wordOf(number: number): string {
  const count = syllables.length
  const parts = [number, number / count, number / count ** 2].map(
    (part) => Math.floor(part) % count,
  )
  return parts.map((part) => syllables[part]).join('')
}
