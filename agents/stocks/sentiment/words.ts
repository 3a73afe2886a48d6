/** Words and figures with a space around each, marks of the sentence among them: ` profit rose 8 percent . `. */
export function spelled(title: string): string {
  const plain = title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/\bwon't\b/g, 'will not')
    .replaceAll(/n't\b/g, ' not')
    .replaceAll(/'s?(?![a-z])/g, ' ')
    .replaceAll('%', ' percent ')
    .replaceAll(/[$€£₹]/g, (sign) => ` ${currencies[sign] ?? ''} `)
    .replaceAll(/\bper cent\b|\bpct\b/g, 'percent')
    .replaceAll(/(\d),(?=\d{3})/g, '$1')
    .replaceAll(/(?<![\d.])(?:19|20)\d\d(?![\d.]\d|\d)/g, ' year ')
    .replaceAll('-', ' ')
    .replaceAll(/(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)/g, ' ')
  const known = aliases.reduce((said, [words, one]) => said.replaceAll(words, one), plain)
  const words = known.match(/\d+(?:\.\d+)?|\p{L}+|[;:,.!?](?=\s|$)|[()]/gu) ?? []
  return ` ${words.map((word) => (word === '!' || word === '?' ? '.' : word)).join(' ')} `
}

const currencies: Readonly<Record<string, string>> = {
  $: 'usd',
  '€': 'eur',
  '£': 'gbp',
  '₹': 'inr',
}

/** Several words that are one subject, and words beside a subject that are none. */
const aliases = [
  [/\b(?:bad|non performing|delinquent|distressed) (?:loans|debts?|assets)\b/g, 'debt'],
  [
    /\b(?:fuel|energy|electricity|oil|input|raw materials?|feed|grain|steel) (?:prices|costs)\b/g,
    'costs',
  ],
  [/\bmarket shares?\b/g, 'marketshare'],
  [/\b(?:per share|(?:before|after|pre) tax(?:es|ation)?)\b/g, ' '],
] as const

/** The text with as many dots as the match has words in its place: no word of ours, and no end of a sentence. */
export function withoutMatch(text: string, { 0: match, index }: RegExpExecArray): string {
  const dots = match.replaceAll(/[^ ]+/g, '·')
  return text.slice(0, index) + dots + text.slice(index + match.length)
}

/** Which word begins there. */
export function wordAt(text: string, offset: number): number {
  return text.slice(0, offset).split(' ').length - 2
}

/** How much each word counts: what comes before `but`, and what happened `despite`, counts for less. */
export function emphasis(text: string): readonly number[] {
  const words = text.trim().split(' ')
  const but = words.findLastIndex((word) => word === 'but' || word === 'however')
  let isConceded = false
  return words.map((word, at) => {
    if (conceding.has(word)) isConceded = true
    else if (word === ',' || word === '.') isConceded = false
    return isConceded || at < but ? concededWeight : 1
  })
}

const conceding = new Set(['despite', 'although', 'though', 'notwithstanding'])
const concededWeight = 0.3
