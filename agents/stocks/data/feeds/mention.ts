/** What a company is called in headlines. */
export interface CompanyNames {
  readonly symbol: string
  /** `Apple`, `Reliance Industries`; those that are everyday words as well apart. */
  readonly names: readonly string[]
  readonly ordinary: readonly string[]
}

/**
 * True when a headline is about a company: it has the symbol in the form that only symbols have, or a name with its
 * capital. A name that is an everyday word counts where capitals say something.
 */
export function mentions(title: string, { symbol, names, ordinary }: CompanyNames): boolean {
  if (hasSymbol(title, symbol)) return true
  if (names.some((name) => hasWords(title, name))) return true
  return ordinary.some((name) =>
    isTitleCase(title) ? hasCompanyWords(title, name) : hasWords(title, name),
  )
}

/** `$AAPL`, `(NASDAQ: AAPL)`, `(AAPL)`. */
function hasSymbol(title: string, symbol: string): boolean {
  const root = symbol.replace(/^\^/, '').split('.')[0] ?? ''
  const forms = [
    `$${symbol}`,
    `(${symbol})`,
    `: ${symbol})`,
    `:${symbol})`,
    `: ${root})`,
    `(${root})`,
  ]
  return root.length > 0 && forms.some((form) => title.includes(form))
}

/** As whole words, and written with a capital. */
function hasWords(title: string, name: string): boolean {
  const [lower, wanted] = [title.toLowerCase(), name.toLowerCase()]
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    const isWhole = !isWord(title.charAt(at - 1)) && !isWord(title.charAt(at + name.length))
    if (isWhole && !/^\p{Ll}/u.test(title.charAt(at))) return true
  }
  return false
}

const companyWords = ["'s", '’s', ' inc', ' corp', ' co.', ' shares', ' stock', ' plc']

function hasCompanyWords(title: string, name: string): boolean {
  return companyWords.some((word) => hasWords(title, name + word))
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character)
}

/** Most of the longer words begin with a capital, as in many American headlines. */
function isTitleCase(title: string): boolean {
  const words = title.split(/\s+/).filter((word) => word.length > 3)
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word))
  return words.length > 2 && capitals.length > 0.7 * words.length
}
