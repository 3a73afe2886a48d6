import type { Output } from './region.ts'

export interface Screen extends Output {
  /** What a person sees, lines that scrolled off included. */
  text(): string
}

/** As much of a terminal as we use, for tests: line ends, cursor up, erase to the end of the line, colours. */
export function openScreen(): Screen {
  const lines: string[] = []
  let row = 0
  let column = 0

  function print(text: string): void {
    const line = lines[row] ?? ''
    lines[row] = line.slice(0, column) + text + line.slice(column + text.length)
    column += text.length
  }

  function obey(code: string): void {
    const [, count = '', verb] = /^\p{Cc}\[(\d*)([AKm])$/u.exec(code) ?? []
    if (code === '\n') row++
    if (code === '\n' || code === '\r') column = 0
    else if (verb === 'A') row -= Number(count)
    else if (verb === 'K') lines[row] = (lines[row] ?? '').slice(0, column)
    else if (verb === undefined)
      throw new Error(`The screen does not know ${JSON.stringify(code)}.`)
  }

  return {
    write(text) {
      for (const [token] of text.matchAll(/\p{Cc}\[\d*[A-Za-z]|\p{Cc}|\P{Cc}+/gu)) {
        if (/^\p{Cc}/u.test(token)) obey(token)
        else print(token)
      }
    },
    text: () => lines.join('\n').trimEnd(),
  }
}
