import type { AppError } from '../../../../core/errors.ts'

export interface Breaker {
  /** Throws the last error while it is fresh. */
  check(): void
  trip(error: AppError): void
}

/** After an outage nobody waits for the next one: the same error comes back at once for `restMs`. */
export function openBreaker(restMs: number): Breaker {
  let tripped: { readonly error: AppError; readonly until: number } | null = null
  return {
    check() {
      if (tripped !== null && Date.now() < tripped.until) throw tripped.error
    },
    trip(error) {
      tripped = { error, until: Date.now() + restMs }
    },
  }
}
