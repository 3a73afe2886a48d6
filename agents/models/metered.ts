import { randomUUID } from 'node:crypto'

import { AppError } from '../../core/errors.ts'
import type { Estimate } from '../../core/model-ledger.ts'
import type { ModelEvent, ModelProvider, ModelRequest } from '../../core/model.ts'
import { tapped } from '../../core/tapped.ts'
import { budgetMessage } from './budget-message.ts'
import { type Call, type Heard, type Metering, hear, record, wordsOf } from './metered-call.ts'
import type { PriceTable } from './prices.ts'

/**
 * A model whose calls are checked against their budgets before they are made, and written down with what they
 * used after it, however they end. To be put around each provider, beneath whatever tries again or elsewhere.
 */
export function metered(model: ModelProvider, metering: Metering): ModelProvider {
  if (!model.isAvailable) return model
  return { ...model, stream: (request) => meter(model, request, metering) }
}

/** Written down before the end is passed on: whoever hears it may come back no more. */
function meter(
  model: ModelProvider,
  request: ModelRequest,
  metering: Metering,
): AsyncIterable<ModelEvent> {
  const call: Call = { id: randomUUID(), model, request, startedAt: new Date() }
  /** Of a call that was made and is not yet written down. */
  let heard: Heard | undefined

  async function open(): Promise<AsyncIterable<ModelEvent>> {
    const refusal = await refusalOf(call, metering)
    if (refusal) return refused(refusal)
    heard = { text: '', begunMs: performance.now() }
    return model.stream(request)
  }

  async function writeDown(): Promise<void> {
    const all = heard
    heard = undefined
    if (all) await record(call, all, metering)
  }

  return tapped(open, {
    see(event) {
      if (heard) hear(heard, event)
      return heard?.end ? writeDown() : undefined
    },
    // Whoever listened has left in the middle.
    end: writeDown,
  })
}

async function* refused(error: AppError): AsyncGenerator<ModelEvent> {
  yield { type: 'failed', error, partial: '' }
}

/** Why the call may not be made; null when it may. Without a caller nobody is billed, and nobody limited. */
async function refusalOf(call: Call, metering: Metering): Promise<AppError | null> {
  const { id, model, request, startedAt } = call
  const { caller } = request
  if (!caller) return null
  const { name: provider, model: name } = model
  try {
    const ledger = await metering.ledger
    const estimate = estimateOf(call, metering.prices)
    const reached = await ledger.reserve({ id, caller, provider, model: name, startedAt }, estimate)
    if (!reached) return null
    const { scope, period } = reached.limit
    metering.metrics.modelRefused(scope, period)
    return new AppError('forbidden', `the limit of ${scope} and ${period} is reached`, {
      said: budgetMessage(reached),
    })
  } catch (error) {
    return unchecked(error)
  }
}

/** A call that nobody could count is not made. It is we who forbid it: the model may be in the best of health. */
function unchecked(cause: unknown): AppError {
  const { message } = AppError.from(cause)
  return new AppError('forbidden', `the model budget could not be checked: ${message}`, {
    cause,
    said: 'The budget for language models could not be checked.',
  })
}

/** Most answers are shorter. */
const usualTokens = 2_048

/** Three bytes a token, more than any text has, and the longest answer: before a call it is better to be careful. */
function estimateOf({ model, request, startedAt }: Call, prices: PriceTable): Estimate {
  const { maxTokens: outputTokens = usualTokens } = request
  const inputTokens = Math.ceil(Buffer.byteLength(wordsOf(request)) / 3)
  // All of it may be new to the provider's cache, and have to be written there.
  const used = { inputTokens, cacheWriteTokens: inputTokens, outputTokens }
  const cost = prices.costOf({ provider: model.name, model: model.model, ...used }, startedAt)
  return { tokens: inputTokens + outputTokens, cost }
}
