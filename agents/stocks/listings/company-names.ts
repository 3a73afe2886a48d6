import type { CompanyNames } from '../data/feeds/mention.ts'
import { shipped } from '../understand/directory.ts'
import type { ListingBook } from './book.ts'
import { shownName } from './names.ts'

/**
 * Names that one company has and no other, whichever of its shares is meant: `tata` is several companies, and in a
 * headline any of them.
 */
function ownNames(symbol: string): readonly string[] {
  const row = shipped.find((each) => each.symbol === symbol)
  if (row === undefined) return []
  const company = companyOf(row.name)
  const own = shipped.filter(({ name }) => companyOf(name) === company)
  const others = new Set(
    shipped
      .filter((each) => !own.includes(each))
      .flatMap(({ name, aliases }) => [name, ...aliases].map(bare)),
  )
  const aliases = [...new Set(own.flatMap((each) => each.aliases))]
  const isOrdinary = aliases.some((alias) => alias.startsWith('~') && bare(alias) === bare(company))
  return [isOrdinary ? `~${company}` : company, ...aliases].filter(
    (name) => bare(name).length > 2 && !others.has(bare(name)),
  )
}

/** `Berkshire Hathaway (class B)` and `Infosys ADR` without what tells their shares apart. */
function companyOf(name: string): string {
  return name.replace(/ \(.*\)$| ADR$/, '')
}

function bare(name: string): string {
  return name.replace('~', '').toLowerCase()
}

/** What headlines call a company, from the table of well-known names or from the SEC's list. */
export function companyNames(book: ListingBook): (symbol: string) => CompanyNames {
  return (asked) => {
    const symbol = asked.toUpperCase().replace(/\.([AB])$/, '-$1')
    const own = ownNames(symbol)
    const ordinary = own.filter((name) => name.startsWith('~')).map((name) => name.slice(1))
    const names = own.filter((name) => !name.startsWith('~'))
    if (own.length > 0) return { symbol, names, ordinary }
    const listed = book.all().find((each) => each.symbol === symbol)
    return { symbol, names: listed === undefined ? [] : [shownName(listed)], ordinary: [] }
  }
}
