import { meanwhile } from './meanwhile.ts'
import type { Replica } from './replica-process.ts'

/** Keeps as many processes up as there are: for every one that dies another is started. */
export interface Replacements {
  /** Ends that, once those that were starting are up; answers which of them did not come up. */
  stop(): Promise<readonly string[]>
}

export function openReplacements(
  first: readonly Replica[],
  start: () => Promise<Replica>,
): Replacements {
  const starting: (() => Promise<readonly string[]>)[] = []
  let isOver = false
  first.forEach(watch)
  return {
    async stop() {
      isOver = true
      return (await Promise.all(starting.map((isUp) => isUp()))).flat()
    },
  }

  function watch({ gone }: Replica): void {
    void gone.then(replace)
  }

  function replace(): void {
    if (!isOver) starting.push(meanwhile(start().then(watch)))
  }
}
