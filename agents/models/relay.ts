import { AppError } from '../../core/errors.ts'
import type { ModelEvent, ModelProvider, ModelRequest, Usage } from '../../core/types.ts'
import { type Deadlines, startDeadline } from './deadline.ts'
import { estimateTokens } from './tokens.ts'
import { type ToolCalls, toolCalls, type ToolFragment } from './tool-calls.ts'

/** What one chunk of a provider's stream says; absent where it says nothing of it. */
export interface Piece {
  readonly text?: string | undefined
  readonly tools?: readonly ToolFragment[] | undefined
  /** Running totals: the last one counts. */
  readonly inputTokens?: number | undefined
  readonly cachedInputTokens?: number | undefined
  readonly outputTokens?: number | undefined
  readonly end?: End | undefined
}

/** How the model ended: by itself, at the length limit, or by declining to answer. */
export type End = 'complete' | 'length' | 'refused'

/** One provider's wire format. */
export interface Wire<Chunk> {
  readonly provider: string
  readonly model: string
  readonly deadlines: Deadlines
  open(request: ModelRequest, signal: AbortSignal): Promise<AsyncIterable<Chunk>>
  read(chunk: Chunk): Piece
  translate(error: unknown): AppError
}

/** A model that is reached over that wire. */
export function modelOver<Chunk>(wire: Wire<Chunk>): ModelProvider {
  return {
    name: wire.provider,
    model: wire.model,
    isAvailable: true,
    stream: (request) => relay(wire, request),
  }
}

/** Passes a provider's stream on as events. Never throws: a failure is the last event. */
async function* relay<Chunk>(wire: Wire<Chunk>, request: ModelRequest): AsyncGenerator<ModelEvent> {
  const deadline = startDeadline(request.signal, wire.deadlines)
  const heard: Heard = { text: '', tools: toolCalls(), length: 0, hasBegun: false }
  let failure: AppError | undefined
  try {
    const chunks = await wire.open(request, deadline.signal)
    heard.hasBegun = true
    for await (const chunk of chunks) {
      deadline.reading()
      const piece = wire.read(chunk)
      const delta = note(heard, piece)
      if (delta || piece.tools) deadline.began()
      if (delta) yield { type: 'text', delta }
      if (heard.end === 'endless') break
      deadline.waiting()
    }
  } catch (error) {
    failure = error instanceof AppError ? error : wire.translate(error)
  } finally {
    deadline.close()
  }
  yield* conclude(wire, request, heard, deadline.failure() ?? failure)
}

interface Heard {
  text: string
  readonly tools: ToolCalls
  /** Of text and arguments together, in characters. */
  length: number
  /** The provider took the request. */
  hasBegun: boolean
  inputTokens?: number
  cachedInputTokens?: number
  outputTokens?: number
  end?: End | 'endless' | undefined
}

/** Far above what any model of today writes at once: beyond it something is wrong, and it is our memory. */
const longestAnswer = 400_000

/** Takes in what the piece says and answers the text in it that is to be passed on. */
function note(heard: Heard, piece: Piece): string {
  const text = (piece.text ?? '').slice(0, Math.max(0, longestAnswer - heard.length))
  heard.text += text
  heard.length += piece.text?.length ?? 0
  for (const fragment of piece.tools ?? []) {
    heard.length += fragment.arguments?.length ?? 0
    if (heard.length <= longestAnswer) heard.tools.add(fragment)
  }
  count(heard, piece)
  // Some say that they decline, and then that they stopped like any other.
  if (heard.end !== 'refused') heard.end = piece.end ?? heard.end
  if (heard.length > longestAnswer) heard.end = 'endless'
  return text
}

function count(heard: Heard, { inputTokens, cachedInputTokens, outputTokens }: Piece): void {
  if (inputTokens !== undefined) heard.inputTokens = inputTokens
  if (cachedInputTokens !== undefined) heard.cachedInputTokens = cachedInputTokens
  if (outputTokens !== undefined) heard.outputTokens = outputTokens
}

/** What breaks after the model's own end costs the bill, not the answer. */
async function* conclude<Chunk>(
  wire: Wire<Chunk>,
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
async function billOf<Chunk>(wire: Wire<Chunk>, request: ModelRequest, heard: Heard) {
  return usageOf(wire, request, heard).then(
    (usage) => ({ usage }),
    () => ({}),
  )
}

const endings = {
  length: ({ provider, model }) =>
    new AppError('invalid', `${provider} ${model} reached the length limit`, {
      said: 'The answer grew longer than allowed, so it breaks off.',
    }),
  refused: ({ provider, model }) =>
    new AppError('invalid', `${provider} ${model} declined to answer`, {
      said: 'The language model declined to answer that.',
    }),
  endless: ({ provider, model }) =>
    new AppError('invalid', `${provider} ${model} wrote more than ${longestAnswer} characters`, {
      said: 'The answer grew longer than allowed, so it breaks off.',
    }),
  empty: ({ provider, model }) =>
    new AppError('unavailable', `${provider} ${model} ended without a word`, {
      said: 'The language model answered with nothing. Please try again.',
    }),
  cut: ({ provider, model }) =>
    new AppError('unavailable', `${provider} ${model} broke off without an end`, {
      said: 'The language model broke off in the middle. Please try again.',
    }),
} satisfies Record<
  string,
  (wire: { readonly provider: string; readonly model: string }) => AppError
>

/** What the provider said, else what we count. */
async function usageOf<Chunk>(
  { provider, model }: Wire<Chunk>,
  request: ModelRequest,
  heard: Heard,
): Promise<Usage> {
  const { inputTokens, outputTokens, cachedInputTokens } = heard
  return {
    provider,
    model,
    inputTokens: inputTokens ?? (await estimateTokens(promptOf(request))),
    ...(cachedInputTokens === undefined ? {} : { cachedInputTokens }),
    outputTokens: outputTokens ?? (await estimateTokens(heard.text)),
    estimated: inputTokens === undefined || outputTokens === undefined,
  }
}

function promptOf({ system, context = '', messages }: ModelRequest): string {
  return [system, context, ...messages.map(({ text }) => text)].join('\n')
}
