/**
 * JSON text whose long lists of numbers are written as the steps from each to the next, in few letters: what a
 * compressor makes of it then is half as long. JSON has no control characters of its own, so two of them mark where a
 * list stood.
 */
export function packRuns(json: string): string {
  return json.replaceAll(list, (text) => {
    const numbers: readonly Item[] = JSON.parse(text)
    // What would not come back letter by letter stays as it is.
    const steps = JSON.stringify(numbers) === text ? packed(numbers) : null
    return steps === null ? text : `${begin}${steps}${end}`
  })
}

export function unpackRuns(text: string): string {
  return text.replaceAll(packedList, (_, steps: string) => JSON.stringify(unpacked(steps)))
}

type Item = number | null

/** Sixteen numbers or more; nothing is where there is none. */
const list = /\[(?:-?(?:0|[1-9]\d*)(?:\.\d+)?|null)(?:,(?:-?(?:0|[1-9]\d*)(?:\.\d+)?|null)){15,}\]/g

const [begin, end] = ['\u0001', '\u0002']
// oxlint-disable-next-line no-control-regex -- they are the marks.
const packedList = /\u0001([^\u0002]*)\u0002/g

const [fewestDecimals, mostDecimals] = [-9, 12]
/** Sums and differences of smaller ones are exact. */
const mostUnits = 2 ** 50

/**
 * How many decimals there are (fewer than none where all end with zeros), and the steps in units of the last of them, or
 * the steps between the steps where those are shorter, as for averages; null where the numbers are too exact for that.
 */
function packed(numbers: readonly Item[]): string | null {
  const decimals = decimalsOf(numbers)
  // One may be too large in units that another needs.
  if (!numbers.every((number) => isWhole(number ?? 0, decimals))) return null
  const steps = stepsOf(numbers.map((number) => number && unitsOf(number, decimals)))
  const [first, second] = [lettersOf(steps), lettersOf(stepsOf(steps))]
  return second.length < first.length ? `${decimals} 2 ${second}` : `${decimals} 1 ${first}`
}

function decimalsOf(numbers: readonly Item[]): number {
  let decimals = fewestDecimals
  for (const number of numbers) {
    while (decimals <= mostDecimals && !isWhole(number ?? 0, decimals)) decimals += 1
  }
  return decimals
}

/** Whether a number is so many units of that decimal, and is the same again as a number. */
function isWhole(number: number, decimals: number): boolean {
  const units = unitsOf(number, decimals)
  return Math.abs(units) < mostUnits && numberOf(units, decimals) === number
}

function unitsOf(number: number, decimals: number): number {
  return Math.round(decimals < 0 ? number / 10 ** -decimals : number * 10 ** decimals)
}

/** Exact: powers of ten are, as far as these go. */
function numberOf(units: number, decimals: number): number {
  return decimals < 0 ? units * 10 ** -decimals : units / 10 ** decimals
}

function stepsOf(units: readonly Item[]): Item[] {
  let before = 0
  return units.map((unit) => {
    if (unit === null) return null
    const step = unit - before
    before = unit
    return step
  })
}

function unpacked(text: string): Item[] {
  const [decimals = '', order = '', words = ''] = text.split(' ')
  const steps = stepsFrom(words)
  const units = order === '2' ? summed(summed(steps)) : summed(steps)
  return units.map((unit) => unit && numberOf(unit, Number(decimals)))
}

function summed(steps: readonly Item[]): Item[] {
  let sum = 0
  return steps.map((step) => {
    if (step === null) return null
    sum += step
    return sum
  })
}

/** The printable letters that JSON leaves alone: for the digits of a step but the last, its last, and nothing. */
const letters = Array.from({ length: 92 }, (_, at) => String.fromCharCode(35 + at))
  .filter((letter) => letter !== '\\')
  .join('')
const base = 30
/** The last digit says the sign. */
const [above, below, nothing] = [base, 2 * base, 3 * base]

function lettersOf(steps: readonly Item[]): string {
  return steps.map((step) => (step === null ? letters[nothing] : lettersOfOne(step))).join('')
}

function lettersOfOne(step: number): string {
  const size = Math.abs(step)
  let word = letters[(step < 0 ? below : above) + (size % base)] ?? ''
  for (let rest = Math.floor(size / base); rest > 0; rest = Math.floor(rest / base)) {
    word = `${letters[rest % base]}${word}`
  }
  return word
}

function stepsFrom(words: string): Item[] {
  const steps: Item[] = []
  let size = 0
  for (const letter of words) {
    const at = letters.indexOf(letter)
    size = size * base + (at % base)
    if (at < above) continue
    steps.push(at === nothing ? null : at < below ? size : -size)
    size = 0
  }
  return steps
}
