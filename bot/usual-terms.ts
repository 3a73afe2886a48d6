import type { RunnerDeps } from './runner.ts'

type Terms = Pick<RunnerDeps, 'concurrency' | 'leaseMs' | 'pollEveryMs' | 'turnLimitMs'>

/** How the hub runs turns. */
export const usualTerms = {
  concurrency: 16,
  // How long a process of another machine that died keeps its threads. One that cannot renew for so long, because the
  // record is away or its event loop stands still, may lose a turn to another, which begins it anew.
  leaseMs: 5_000,
  // Finds what the doorbell did not tell of, and what a dead process of this machine held.
  pollEveryMs: 1_000,
  turnLimitMs: 120_000,
} as const satisfies Terms
