import { AppError, type ErrorCode, type ErrorOptions } from '../../core/errors.ts'

/** Why a call came to nothing: what the router does next goes by it, and a metric is labelled with it. */
export type FailureKind =
  /** The connection failed, or broke off. */
  | 'connection'
  | 'timeout'
  /** Rate limited. */
  | 'busy'
  /** It said that the trouble is its own, or will be over soon: 408, 409, 5xx. */
  | 'overloaded'
  | 'no_credit'
  /** The key was refused. */
  | 'key'
  /** There is no such model. */
  | 'unknown_model'
  | 'too_long'
  /** Any other fault of the request. */
  | 'rejected'
  /** The model would not answer. */
  | 'declined'
  /** The answer reached its length limit. */
  | 'length'
  /** Not called: too many calls are running. */
  | 'full'
  /** Not called: it has failed too often. */
  | 'resting'
  | 'stopped'
  /** Nothing that the model has to do with. */
  | 'other'

interface ModelErrorOptions extends ErrorOptions {
  /** Where the kind's own does not fit. */
  readonly code?: ErrorCode
}

/** A failure that says why, for those who decide what comes next. */
export class ModelError extends AppError {
  readonly kind: FailureKind

  constructor(kind: FailureKind, message: string, options: ModelErrorOptions = {}) {
    super(options.code ?? codes[kind], message, options)
    this.kind = kind
  }
}

const codes: Readonly<Record<FailureKind, ErrorCode>> = {
  connection: 'unavailable',
  timeout: 'timeout',
  busy: 'rate_limited',
  overloaded: 'unavailable',
  no_credit: 'unavailable',
  key: 'unavailable',
  unknown_model: 'invalid',
  too_long: 'invalid',
  rejected: 'invalid',
  declined: 'invalid',
  length: 'invalid',
  full: 'rate_limited',
  resting: 'unavailable',
  stopped: 'stopped',
  other: 'bug',
}

/** An error without a kind comes from our side of the line; what its code says of the line counts. */
export function kindOf(error: AppError): FailureKind {
  if (error instanceof ModelError) return error.kind
  if (error.code === 'unavailable') return 'connection'
  return error.code === 'timeout' || error.code === 'stopped' ? error.code : 'other'
}

interface Rule {
  /** Call the same model again, call the next one, or tell the person. */
  readonly next: 'again' | 'elsewhere' | 'end'
  /** What it says of the model's health: a request that is at fault was answered by a model in health. */
  readonly health: 'sick' | 'well' | 'unknown'
}

/** A wait that was in vain is not waited a second time while another model is there. */
export const rules: Readonly<Record<FailureKind, Rule>> = {
  connection: { next: 'again', health: 'sick' },
  timeout: { next: 'elsewhere', health: 'sick' },
  busy: { next: 'again', health: 'sick' },
  overloaded: { next: 'again', health: 'sick' },
  no_credit: { next: 'elsewhere', health: 'sick' },
  key: { next: 'elsewhere', health: 'sick' },
  unknown_model: { next: 'elsewhere', health: 'sick' },
  too_long: { next: 'elsewhere', health: 'well' },
  rejected: { next: 'elsewhere', health: 'well' },
  declined: { next: 'end', health: 'well' },
  length: { next: 'end', health: 'well' },
  full: { next: 'elsewhere', health: 'unknown' },
  resting: { next: 'elsewhere', health: 'unknown' },
  stopped: { next: 'end', health: 'unknown' },
  other: { next: 'end', health: 'unknown' },
}
