import { AppError } from '../../core/errors.ts'
import type { ModelEvent, ModelProvider, ModelRequest } from '../../core/model.ts'
import type { Usage } from '../../core/types.ts'
import { type Deadline, type Deadlines, startDeadline } from './deadline.ts'
import { type EventStream, eventStream, type ServerEvent } from './event-stream.ts'
import { ModelError } from './failure.ts'
import { estimateTokens } from './tokens.ts'
import { type ToolCalls, toolCalls, type ToolFragment } from './tool-calls.ts'

/** What one event of a provider's stream says; absent where it says nothing of it. */
export interface Piece {
  readonly text?: string | undefined
  readonly tools?: readonly ToolFragment[] | undefined
  /** Running totals: the last one counts. */
  readonly inputTokens?: number | undefined
  readonly cachedInputTokens?: number | undefined
  readonly cacheWriteTokens?: number | undefined
  readonly outputTokens?: number | undefined
  readonly end?: End | undefined
  /** Nothing comes after it. */
  readonly isLast?: boolean
}

/** How the model ended: by itself, at the length limit, or by declining to answer. */
export type End = 'complete' | 'length' | 'refused'

/** One provider's wire format. */
export interface Wire {
  readonly provider: string
  readonly model: string
  readonly deadlines: Deadlines
  /** Rejects where the provider refuses; the body is not read yet. */
  open(request: ModelRequest, signal: AbortSignal): Promise<Response>
  read(event: ServerEvent): Piece
  translate(error: unknown): AppError
}

/** A model that is reached over that wire. */
export function modelOver(wire: Wire): ModelProvider {
  return {
    name: wire.provider,
    model: wire.model,
    isAvailable: true,
    stream: (request) => ({ [Symbol.asyncIterator]: () => new Relay(wire, request) }),
  }
}

/**
 * Passes a provider's stream on as events: what came in one packet is one text. Never throws: a failure is the
 * last event. By hand, because it runs for every packet of every stream, and a generator costs three promises.
 */
class Relay implements AsyncIterator<ModelEvent> {
  readonly #wire: Wire
  readonly #request: ModelRequest
  readonly #deadline: Deadline
  readonly #heard: Heard = {
    text: '',
    tools: toolCalls(),
    length: 0,
    hasBegun: false,
    hasSpoken: false,
  }
  #events: EventStream | undefined
  /** Of the packet whose text was passed on. */
  #trouble: { readonly error: unknown } | undefined
  #ending: AsyncGenerator<ModelEvent> | undefined
  #isLeft = false

  constructor(wire: Wire, request: ModelRequest) {
    this.#wire = wire
    this.#request = request
    this.#deadline = startDeadline(request.signal, wire.deadlines)
  }

  next(): Promise<Result> {
    if (this.#ending) return this.#ending.next()
    if (!this.#events) return this.#begin()
    if (this.#trouble) return this.#breakOff(this.#trouble.error)
    if (this.#heard.end === 'endless') return this.#breakOff()
    if (this.#heard.isWhole) return this.#finish(this.#events)
    this.#deadline.waiting()
    return this.#events.next().then(this.#read, this.#breakOff)
  }

  /** Whoever reads no more hangs up. */
  async return(): Promise<Result> {
    this.#isLeft = true
    this.#deadline.close()
    if (this.#ending) await this.#ending.return(undefined)
    else await this.#hangUp()
    return { done: true, value: undefined }
  }

  async #begin(): Promise<Result> {
    const { signal } = this.#deadline
    try {
      this.#events = eventStream(await this.#wire.open(this.#request, signal))
      this.#heard.hasBegun = true
      // Whether a signal still reaches a request whose answer has begun is up to SDK and garbage collector.
      signal.addEventListener('abort', () => void this.#hangUp(), { once: true })
    } catch (error) {
      return this.#breakOff(error)
    }
    if (!this.#isLeft) return this.next()
    await this.#hangUp()
    return { done: true, value: undefined }
  }

  #read = (events: readonly ServerEvent[] | undefined): Result | Promise<Result> => {
    if (!events) return this.#conclude()
    this.#deadline.reading()
    const delta = this.#take(events)
    if (this.#heard.hasSpoken) this.#deadline.began()
    return delta ? { done: false, value: { type: 'text', delta } } : this.next()
  }

  #take(events: readonly ServerEvent[]): string {
    let delta = ''
    try {
      for (const event of events) {
        if (!this.#heard.isWhole) delta += note(this.#heard, this.#wire.read(event))
      }
    } catch (error) {
      this.#trouble = { error }
    }
    return delta
  }

  #breakOff = async (error?: unknown): Promise<Result> => {
    await this.#hangUp()
    if (error === undefined || error instanceof AppError) return this.#conclude(error)
    return this.#conclude(this.#wire.translate(error))
  }

  /** The answer is here: nobody waits for what is left of the body, or hears what becomes of it. */
  #finish(events: EventStream): Promise<Result> {
    events.finish().catch(() => {})
    return this.#conclude()
  }

  /** What fails here is the rest of a stream that nobody reads. */
  async #hangUp(): Promise<void> {
    await this.#events?.hangUp().catch(() => {})
  }

  #conclude(failure?: AppError): Promise<Result> {
    this.#deadline.close()
    const reason = this.#deadline.failure() ?? failure
    this.#ending = conclude(this.#wire, this.#request, this.#heard, reason)
    return this.#ending.next()
  }
}

type Result = IteratorResult<ModelEvent>

interface Heard {
  text: string
  readonly tools: ToolCalls
  /** Of text and arguments together, in characters. */
  length: number
  /** The provider took the request. */
  hasBegun: boolean
  /** It said something that is for the person, or to be done. */
  hasSpoken: boolean
  inputTokens?: number
  cachedInputTokens?: number
  cacheWriteTokens?: number
  outputTokens?: number
  end?: End | 'endless' | undefined
  /** The provider said that nothing more comes. */
  isWhole?: boolean
}

/** Far above what any model of today writes at once: beyond it something is wrong, and it is our memory. */
const longestAnswer = 400_000

/** Takes in what the piece says and answers the text in it that is to be passed on. */
function note(heard: Heard, piece: Piece): string {
  const text = (piece.text ?? '').slice(0, Math.max(0, longestAnswer - heard.length))
  heard.text += text
  heard.length += piece.text?.length ?? 0
  if (piece.text || piece.tools) heard.hasSpoken = true
  for (const fragment of piece.tools ?? []) {
    heard.length += fragment.arguments?.length ?? 0
    if (heard.length <= longestAnswer) heard.tools.add(fragment)
  }
  count(heard, piece)
  // Some say that they decline, and then that they stopped like any other.
  if (heard.end !== 'refused') heard.end = piece.end ?? heard.end
  if (heard.length > longestAnswer) heard.end = 'endless'
  if (piece.isLast) heard.isWhole = true
  return text
}

function count(heard: Heard, piece: Piece): void {
  const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens } = piece
  if (inputTokens !== undefined) heard.inputTokens = inputTokens
  if (cachedInputTokens !== undefined) heard.cachedInputTokens = cachedInputTokens
  if (cacheWriteTokens !== undefined) heard.cacheWriteTokens = cacheWriteTokens
  if (outputTokens !== undefined) heard.outputTokens = outputTokens
}

/** What breaks after the model's own end costs the bill, not the answer. */
async function* conclude(
  wire: Wire,
  request: ModelRequest,
  heard: Heard,
  failure: AppError | undefined,
): AsyncGenerator<ModelEvent> {
  try {
    if (heard.end !== 'complete') throw failure ?? endings[heard.end ?? 'cut'](wire)
    const calls = heard.tools.finish(request.tools)
    if (heard.text === '' && calls.length === 0) throw endings.empty(wire)
    const usage = await usageOf(wire, request, heard)
    for (const call of calls) yield { type: 'tool', ...call }
    yield { type: 'done', text: heard.text, usage }
  } catch (error) {
    const used = heard.hasBegun ? await billOf(wire, request, heard) : {}
    yield { type: 'failed', error: AppError.from(error), partial: heard.text, ...used }
  }
}

/** Where even counting fails there is no bill: the failure that led here is the one to tell of. */
async function billOf(wire: Wire, request: ModelRequest, heard: Heard) {
  return usageOf(wire, request, heard).then(
    (usage) => ({ usage }),
    () => ({}),
  )
}

const endings = {
  length: ({ provider, model }) =>
    new ModelError('length', `${provider} ${model} reached the length limit`, {
      said: 'The answer grew longer than allowed, so it breaks off.',
    }),
  refused: ({ provider, model }) =>
    new ModelError('declined', `${provider} ${model} declined to answer`, {
      said: 'The language model declined to answer that.',
    }),
  endless: ({ provider, model }) =>
    new ModelError('length', `${provider} ${model} wrote more than ${longestAnswer} characters`, {
      said: 'The answer grew longer than allowed, so it breaks off.',
    }),
  empty: ({ provider, model }) =>
    new ModelError('connection', `${provider} ${model} ended without a word`, {
      said: 'The language model answered with nothing. Please try again.',
    }),
  cut: ({ provider, model }) =>
    new ModelError('connection', `${provider} ${model} broke off without an end`, {
      said: 'The language model broke off in the middle. Please try again.',
    }),
} satisfies Record<
  string,
  (wire: { readonly provider: string; readonly model: string }) => AppError
>

/** What the provider said, else what we count. */
async function usageOf(
  { provider, model }: Wire,
  request: ModelRequest,
  heard: Heard,
): Promise<Usage> {
  const { inputTokens, outputTokens, cachedInputTokens, cacheWriteTokens } = heard
  return {
    provider,
    model,
    inputTokens: inputTokens ?? (await estimateTokens(promptOf(request))),
    ...(cachedInputTokens === undefined ? {} : { cachedInputTokens }),
    ...(cacheWriteTokens === undefined ? {} : { cacheWriteTokens }),
    outputTokens: outputTokens ?? (await estimateTokens(heard.text)),
    estimated: inputTokens === undefined || outputTokens === undefined,
  }
}

function promptOf({ system, context = '', messages, tools = [] }: ModelRequest): string {
  const calls = messages.flatMap((each) => ('toolCalls' in each ? (each.toolCalls ?? []) : []))
  const texts = messages.map(({ text }) => text)
  return [
    system,
    context,
    ...[...tools, ...calls].map((each) => JSON.stringify(each)),
    ...texts,
  ].join('\n')
}
