import { bare, type Said } from './said.ts'

/** Puts spaces where something stood, so that the rest keeps its place. */
export function blank(text: string): string {
  return ' '.repeat(text.length)
}

const idioms = new RegExp(
  [
    String.raw`\b(?:24\/7|50\/50|9\/11|401\(k\))`,
    String.raw`(?<![.,\d$€£₹])\b(?:1|3|6|9|12|18|24)m(?= *(?:\||return|change|gain|loss|range|high|low|$))`,
    String.raw`\b(?:10-[KQ]|8-K|20-F|6-K)\b`,
    String.raw`\b(?:No|Nr)\. ?\d{1,3}\b`,
    String.raw`(?<=\b(?:[Ee]ach|[Ee]very|[Pp]er) [$€£₹]?)(?:100|1)(?= )`,
    String.raw`(?<=\b[0-9])\/9\b`,
    String.raw`\b(?:iPhone|Model|Boeing|Airbus|Windows|Galaxy|Phase|Level|Chapter|Form|Item|Tier) \d{1,3}\b`,
    String.raw`\b(?:CAC|DAX|FTSE|ASX|SMI|Nikkei|Nifty|Dow|Russell|S&P|STOXX|Stoxx|Fortune|Nasdaq|TOPIX) ?(?:30|40|50|100|200|225|250|500|600|1000|2000)\b`,
  ].join('|'),
  'gu',
)

const address = /https?:\/\/[^\s)\]]{1,2000}/gu
const listMark = /^\s*(?:[-*+>]\s+){0,3}\d{1,3}[.)]\s/

/** Takes out places in a list and addresses. */
export function withoutMarks(sentence: string): string {
  return sentence.replace(listMark, blank).replaceAll(address, blank)
}

/** Takes out times of day at which evidence speaks: `18:32`. Any other is held against the evidence like a figure. */
export function withoutTimes(sentence: string, times: ReadonlySet<string>): string {
  return sentence.replaceAll(/(?<![\d:.,])\d{1,2}:\d{2}(?![\d:])/g, (time) =>
    times.has(time.padStart(5, '0')) ? blank(time) : time,
  )
}

/** Takes out what has digits and is no figure: idioms, forms, products, indices. */
export function withoutIdioms(sentence: string): string {
  return sentence.replaceAll(idioms, blank)
}

export interface Quoted {
  readonly rest: string
  readonly quotes: readonly {
    readonly start: number
    readonly end: number
    readonly source: string
  }[]
}

const quoted = /“([^”]{8,400})”|"([^"]{8,400})"|„([^“]{8,400})“/gu

/** Takes out quotations that stand in the evidence word for word: their figures are their author's. */
export function withoutQuotes(sentence: string, { texts }: Said): Quoted {
  const quotes: { start: number; end: number; source: string }[] = []
  const rest = sentence.replaceAll(quoted, (whole, one, two, three, start: number) => {
    const words = bare(String(one ?? two ?? three))
    const found = words === '' ? undefined : texts.find(({ text }) => text.includes(words))
    if (found === undefined) return whole
    quotes.push({ start, end: start + whole.length, source: found.source })
    return blank(whole)
  })
  return { rest, quotes }
}
