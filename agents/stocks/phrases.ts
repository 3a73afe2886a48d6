import { facts } from './facts.ts'
import { shipped } from './understand/directory.ts'

/** Names with digits in them, of facts, companies and symbols: their digits are not figures. */
export const phrases: readonly string[] = [
  ...Object.values(facts).map(({ label }) => label),
  ...shipped.flatMap(({ symbol, name }) => [symbol, name]),
].filter((phrase) => /\d/.test(phrase))
