import type { ErrorCode } from '../../core/errors.ts'
import { type FailureKind, ModelError } from './failure.ts'
import { retryAfterMs } from './retry-after.ts'

/** Whose account a call is on, and the settings a person would correct. */
export interface Account {
  /** `openai`, in logs. */
  readonly provider: string
  /** `OpenAI`, in sentences. */
  readonly title: string
  readonly model: string
  /** Struck out of whatever a provider says. */
  readonly key: string
  readonly variables: {
    readonly key: string
    readonly model: string
    readonly url: string
    readonly temperature?: string
  }
}

/** A provider's no, in the terms that both SDKs share. */
export interface Refusal {
  readonly status: number | undefined
  /** The provider's own word for it: `context_length_exceeded`, `overloaded_error`. */
  readonly reason: string
  readonly message: string
  readonly retryAfter: string | null | undefined
}

/**
 * An SDK's error object is not kept as the cause: it carries the provider's answer,
 * and a careless server repeats the key in it.
 */
export function refused(refusal: Refusal, account: Account): ModelError {
  const { kind, ...told } = judge(refusal, account)
  const message = `${tell(account)}: ${strikeOut(refusal.message, account)}`
  return new ModelError(kind, message, { ...told, retryAfterMs: waitOf(refusal) })
}

/** No answer came: the network, the address, or a body that cannot be read. */
export function unreachable(error: unknown, account: Account): ModelError {
  const { title, variables } = account
  const [message = 'no reason given', ...causes] = reasons(error)
  const details = [message, ...causes].map((reason) => strikeOut(reason, account)).join(': ')
  const isTimeout = /time.?out/i.test(details)
  const check = `Check the network and ${variables.url}.`
  return new ModelError(isTimeout ? 'timeout' : 'connection', `${tell(account)}: ${details}`, {
    said:
      error instanceof SyntaxError
        ? `${title} sent something that I cannot read. Please try again.`
        : `The connection to ${within(title)} failed. ${check}`,
  })
}

/** A name that begins with an article, in the middle of a sentence. */
function within(title: string): string {
  return title.replace(/^The /, 'the ')
}

interface Judgement {
  readonly kind: FailureKind
  readonly code?: ErrorCode
  readonly said: string
}

function judge(refusal: Refusal, account: Account): Judgement {
  const { title, model, variables } = account
  const status = refusal.status ?? statuses[refusal.reason]
  if (isCreditGone(refusal)) {
    const code = status === 429 ? 'rate_limited' : 'unavailable'
    return { kind: 'no_credit', code, said: noCredit(title) }
  }
  if (status === 401 || status === 403) {
    return { kind: 'key', said: `${title} refused the key. Check ${variables.key}.` }
  }
  if (status === 404) {
    const check = `Check ${variables.model} and ${variables.url}.`
    const said = `${title} does not know the model ${model}. ${check}`
    return { kind: 'unknown_model', said }
  }
  if (status === 408 || status === 504) {
    const said = `${title} took too long. Please try again.`
    return { kind: 'overloaded', code: 'timeout', said }
  }
  if (status === 429) return { kind: 'busy', said: `${title} is busy. ${when(refusal)}` }
  if (status && isOurFault(status)) return correction(refusal, account)
  return { kind: 'overloaded', said: `${title} is not answering right now. Please try again.` }
}

/** Words used where no status comes along: inside a stream that began well. */
const statuses: Readonly<Record<string, number | undefined>> = {
  authentication_error: 401,
  invalid_request_error: 400,
  not_found_error: 404,
  permission_error: 403,
  rate_limit_error: 429,
  rate_limit_exceeded: 429,
  request_too_large: 413,
  timeout_error: 408,
}

function isOurFault(status: number): boolean {
  return status >= 400 && status < 500 && status !== 409 && status !== 425
}

/** A plain rate limit mentions billing too: only these words mean an empty account. */
function isCreditGone({ status, reason, message }: Refusal): boolean {
  const isSaid = /insufficient_quota|billing_error/.test(reason)
  return status === 402 || isSaid || /credit balance|exceeded your current quota/i.test(message)
}

function noCredit(title: string): string {
  return `The account at ${within(title)} has no credit left.`
}

function correction(refusal: Refusal, { title, model, variables }: Account): Judgement {
  if (isTooLong(refusal)) {
    const said = `That is more text than ${within(title)} can read at once. Please ask about less.`
    return { kind: 'too_long', said }
  }
  if (variables.temperature && /temperature/i.test(refusal.message)) {
    const said = `${title}'s ${model} does not take that temperature. Remove ${variables.temperature}.`
    return { kind: 'rejected', said }
  }
  return { kind: 'rejected', said: `${title} did not accept the request.` }
}

function isTooLong({ status, reason, message }: Refusal): boolean {
  const words = /context.?(length|size|window)|maximum context|too (long|large)|too many tokens/i
  return status === 413 || words.test(reason) || words.test(message)
}

/** Beyond an hour the number is of no use to a person who waits for an answer. */
function when(refusal: Refusal): string {
  const ms = waitOf(refusal)
  if (ms === undefined) return 'Please try again in a minute.'
  if (ms > 3_600_000) return 'Please try again later.'
  return `Please try again in ${Math.max(1, Math.ceil(ms / 1_000))} s.`
}

function waitOf({ retryAfter }: Refusal): number | undefined {
  return retryAfterMs(retryAfter, Date.now())
}

function tell({ provider, model }: Account): string {
  return `${provider} ${model}`
}

function strikeOut(text: string, { key }: Account): string {
  const clean = key === '' ? text : text.replaceAll(key, '…')
  return clean.slice(0, 500)
}

/** `Connection error`, `fetch failed`, `connect ECONNREFUSED 127.0.0.1:11434`. */
function reasons(error: unknown): string[] {
  if (!(error instanceof Error)) return typeof error === 'string' ? [error] : []
  const inner = error instanceof AggregateError ? error.errors.flatMap(reasons) : []
  const own = error.message === '' ? [] : [error.message]
  return [...own, ...inner, ...reasons(error.cause)]
}
