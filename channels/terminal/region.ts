/** The lines at the bottom of the screen that we may still change. */
export interface Region {
  /** Shows these lines in place of those shown before, as far up as the screen reaches; writes only what differs. */
  show(lines: readonly string[]): void
  /** Whether all that is shown can still be changed. */
  isInReach(): boolean
  /** What is shown stays; the next lines come below. */
  keep(): void
}

export interface Output {
  write(text: string): unknown
}

/** No line may be wider than the terminal, or the count of lines is off. */
export function openRegion(output: Output, rows: number): Region {
  let shown: readonly string[] = []

  const firstInReach = (): number => Math.max(0, shown.length - (rows - 1))

  return {
    show(lines) {
      const changed = shown.findIndex((line, index) => line !== lines[index])
      const from = Math.max(changed === -1 ? shown.length : changed, firstInReach())
      const added = lines.slice(from)
      const old = shown.length - from
      const text = up(old) + added.map(replaced).join('') + blanked(old - added.length)
      if (text !== '') output.write(text)
      shown = [...shown.slice(0, from), ...added]
    },
    isInReach: () => firstInReach() === 0,
    keep() {
      shown = []
    },
  }
}

function up(lines: number): string {
  return lines > 0 ? `\u001B[${lines}A\r` : ''
}

/** Over what stands there, without a moment in which nothing does. */
function replaced(line: string): string {
  return `${line}\u001B[K\n`
}

function blanked(lines: number): string {
  return lines > 0 ? replaced('').repeat(lines) + up(lines) : ''
}
