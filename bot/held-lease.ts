import { AppError } from '../core/errors.ts'
import type { Lease, TurnStore } from '../core/turn-store.ts'

/** A lease as whoever took it has it: renewed until it is let go, and trusted no longer than it runs. */
export interface HeldLease {
  /**
   * Resolves when the lease is ours at this moment, and rejects when it is not. The record is asked only when this
   * process may have slept past its end: whatever follows in the same breath happens under the lease.
   */
  hold(): Promise<void>
  /** False once this process may have slept past its end. */
  isRunning(): boolean
  /** Something became of the turn: asks the record at once what it was. */
  look(): void
  /** Renews it no more. */
  letGo(): void
}

export interface LeaseTerms {
  readonly leaseMs: number
  /** When it was asked for, by `performance.now()`. */
  readonly askedAt: number
  readonly onStopAsked: () => void
  readonly onLost: (error: unknown) => void
  /** The record could not be asked; the lease runs on. */
  readonly onTrouble: (error: unknown) => void
}

export function heldLease(
  turns: Pick<TurnStore, 'renew'>,
  lease: Lease,
  { leaseMs, askedAt, onStopAsked, onLost, onTrouble }: LeaseTerms,
): HeldLease {
  let end = endOf(askedAt, leaseMs)
  const heartbeat = setInterval(() => void beat(), leaseMs / 3)
  return { hold, isRunning, look: () => void beat(), letGo }

  async function beat(): Promise<void> {
    try {
      await renew()
    } catch (error) {
      if (!isLeaseLost(error)) onTrouble(error)
    }
  }

  function isRunning(): boolean {
    return performance.now() < end.steady && Date.now() < end.wall
  }

  async function hold(): Promise<void> {
    while (!isRunning()) await renew()
  }

  async function renew(): Promise<void> {
    const next = endOf(performance.now(), leaseMs)
    try {
      if (await turns.renew(lease, leaseMs)) onStopAsked()
      end = next
    } catch (error) {
      if (isLeaseLost(error)) lose(error)
      throw error
    }
  }

  function lose(error: unknown): void {
    letGo()
    onLost(error)
  }

  function letGo(): void {
    clearInterval(heartbeat)
  }
}

/** On both clocks: the one stands still while the machine sleeps, the other may be set back. */
function endOf(askedAt: number, leaseMs: number) {
  const steady = askedAt + leaseMs
  return { steady, wall: Date.now() + steady - performance.now() }
}

export function isLeaseLost(error: unknown): boolean {
  return AppError.from(error).code === 'conflict'
}
