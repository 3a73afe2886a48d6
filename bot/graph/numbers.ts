/** A number as it stands in prose. */
export interface NumberInText {
  /** Where it stands, and what was written: `1.2 billion`, `−3.4 %`. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** Without its sign: prose says `fell 3.4 %`. */
  readonly size: number
  /** Half a unit of its last written digit: what rounding may have cost. */
  readonly tolerance: number
  readonly isPercent: boolean
}

const scales: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  crore: 1e7,
  crores: 1e7,
  bn: 1e9,
  b: 1e9,
  billion: 1e9,
  t: 1e12,
  tn: 1e12,
  trillion: 1e12,
}

// Digits with groups of two or three (Indian and Western), a fraction; each part bounded, nothing nests.
const digits = /\d+(?:[,\u00A0\u202F]\d{2,3})*(?:\.\d+)?/gu
const scaleAfter = /^\s?([a-z]{1,8})\b/iu
const percentAfter = /^\s?(?:%|percent\b|per cent\b)/iu

/** Every number in a sentence, but for those that are part of a name: `SMA200`, `BRK.B2`, `0700.HK`, `Q3`. */
export function numbersIn(sentence: string): NumberInText[] {
  return [...sentence.matchAll(digits)].flatMap((match) => {
    const start = match.index
    const written = match[0]
    if (isPartOfName(sentence, start, start + written.length)) return []
    return [read(sentence, start, written)]
  })
}

function read(sentence: string, start: number, written: string): NumberInText {
  const after = sentence.slice(start + written.length, start + written.length + 12)
  const word = scaleAfter.exec(after)
  const scale = scales[word?.[1]?.toLowerCase() ?? ''] ?? 1
  const suffix = scale === 1 ? percentAfter.exec(after) : word
  const end = start + written.length + (suffix?.[0].length ?? 0)
  const plain = written.replaceAll(/[,\u00A0\u202F]/gu, '')
  const decimals = plain.split('.')[1]?.length ?? 0
  return {
    start,
    end,
    text: sentence.slice(start, end),
    size: Number(plain) * scale,
    tolerance: (0.5 * scale) / 10 ** decimals,
    isPercent: scale === 1 && suffix !== null,
  }
}

/** Glued to letters (`SMA200`, `0700.HK`), or the length of a window (`20-day`, `52-week`). */
function isPartOfName(sentence: string, start: number, end: number): boolean {
  const after = sentence.slice(end, end + 10)
  if (/^-(?:day|week|month|quarter|year|session|bar|hour|minute)/iu.test(after)) return true
  const isGlued =
    /[\p{L}_^#&]/u.test(sentence.charAt(start - 1)) || /^(?:\.?\p{L}{2}|_)/u.test(after)
  return isGlued && !isScaled(after) && !isAmount(sentence, start)
}

function isScaled(after: string): boolean {
  return scales[/^[a-z]+/iu.exec(after)?.[0].toLowerCase() ?? ''] !== undefined
}

/** `USD169`: a currency code glued to its amount. */
function isAmount(sentence: string, start: number): boolean {
  return currencies.has(sentence.slice(Math.max(0, start - 3), start))
}

const currencies = new Set(Intl.supportedValuesOf('currency'))
