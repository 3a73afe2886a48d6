/** Where each run of three letters occurs, so that near spellings are found without looking at all the others. */
export interface TrigramIndex {
  /** Numbers of the texts that share at least two runs with this one, most shared first. */
  candidates(text: string): readonly number[]
}

const fewestShared = 2
/** Those beyond share too little to be worth a comparison. */
const mostCandidates = 200

/** Five bits of each letter: two runs may share a place, which costs a comparison and finds nothing wrong. */
const places = 1 << 15

export function trigramIndex(texts: readonly string[]): TrigramIndex {
  const found: (number[] | undefined)[] = Array.from({ length: places })
  texts.forEach((text, number) => {
    for (const run of runsOf(text)) {
      const known = found[run]
      if (known === undefined) found[run] = [number]
      else known.push(number)
    }
  })
  const shared = new Uint16Array(texts.length)

  return {
    candidates(text) {
      const touched: number[] = []
      for (const run of runsOf(text)) {
        for (const number of found[run] ?? []) {
          const count = (shared[number] ?? 0) + 1
          shared[number] = count
          if (count === fewestShared) touched.push(number)
        }
      }
      const best = mostShared(touched, shared)
      shared.fill(0)
      return best
    },
  }
}

/** Sorted by counting: there are few different counts and, in a common name, thousands of candidates. */
function mostShared(numbers: readonly number[], shared: Uint16Array): readonly number[] {
  const byCount: number[][] = []
  for (const number of numbers) {
    const count = shared[number] ?? 0
    const same = byCount[count]
    if (same === undefined) byCount[count] = [number]
    else same.push(number)
  }
  const best: number[] = []
  for (let count = byCount.length - 1; count > 0 && best.length < mostCandidates; count -= 1) {
    best.push(...(byCount[count] ?? []).slice(0, mostCandidates - best.length))
  }
  return best
}

/** The edges count, for a beginning is rarely misspelt. */
function runsOf(text: string): readonly number[] {
  const runs: number[] = []
  let run = 0
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) & 31 : 0
    run = ((run << 5) | code) & (places - 1)
    runs.push(run)
  }
  return runs
}
