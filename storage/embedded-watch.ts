/** Notices when somebody who answers in the order in which they are asked no longer does. */
export interface Watch {
  asked(): void
  /** The oldest of what was asked is dealt with. */
  served(): void
  close(): void
}

/**
 * Calls `onHung` when nothing went on for the limit, or half as long again. It looks every half of the limit, three
 * times in vain: a process that was stopped for a while, as on a laptop that sleeps, takes nobody for hung who was
 * stopped with it.
 */
export function openWatch(limitMs: number, onHung: () => void): Watch {
  let waiting = 0
  let idleLooks = 0
  let timer: NodeJS.Timeout | undefined
  return { asked, served, close }

  function asked(): void {
    waiting += 1
    if (timer === undefined) begin()
  }

  function begin(): void {
    idleLooks = 0
    timer = setInterval(look, limitMs / 2).unref()
  }

  function look(): void {
    if (waiting === 0) return close()
    idleLooks += 1
    if (idleLooks < 3) return
    idleLooks = 0
    onHung()
  }

  function served(): void {
    waiting -= 1
    idleLooks = 0
  }

  function close(): void {
    clearInterval(timer)
    timer = undefined
  }
}
