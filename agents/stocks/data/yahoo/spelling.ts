/** As Yahoo writes it: `BRK.B` is `BRK-B` there. */
export function spelling(symbol: string): string {
  return symbol.toUpperCase().replace(/\.([AB])$/, '-$1')
}

/** The library puts symbols into the path as they are: `M&M.NS` and `^GSPC` need their escapes. */
export function pathOf(symbol: string): string {
  return encodeURIComponent(spelling(symbol))
}
