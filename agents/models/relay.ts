import { AppError } from '../../core/errors.ts'
import type { ModelEvent, ModelProvider, ModelRequest, Usage } from '../../core/types.ts'
import { type Deadlines, startDeadline } from './deadline.ts'
import { estimateTokens } from './tokens.ts'

/** What one chunk of a provider's stream says; absent where it says nothing of it. */
export interface Piece {
  readonly text?: string | undefined
  /** Running totals: the last one counts. */
  readonly inputTokens?: number | undefined
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
  const heard: Heard = { text: '' }
  let failure: AppError | undefined
  try {
    for await (const chunk of await wire.open(request, deadline.signal)) {
      deadline.reading()
      const piece = wire.read(chunk)
      note(heard, piece)
      if (piece.text) {
        deadline.began()
        yield { type: 'text', delta: piece.text }
      }
      deadline.waiting()
    }
  } catch (error) {
    failure = wire.translate(error)
  } finally {
    deadline.close()
  }
  yield await conclude(wire, request, heard, deadline.failure() ?? failure).catch((error) =>
    failed(AppError.from(error), heard),
  )
}

interface Heard {
  text: string
  inputTokens?: number
  outputTokens?: number
  end?: End
}

function note(heard: Heard, { text, inputTokens, outputTokens, end }: Piece): void {
  if (text) heard.text += text
  if (inputTokens !== undefined) heard.inputTokens = inputTokens
  if (outputTokens !== undefined) heard.outputTokens = outputTokens
  if (end) heard.end = end
}

/** What breaks after the model's own end costs the bill, not the answer. */
async function conclude<Chunk>(
  wire: Wire<Chunk>,
  request: ModelRequest,
  heard: Heard,
  failure: AppError | undefined,
): Promise<ModelEvent> {
  if (heard.end === 'complete') {
    return { type: 'done', text: heard.text, usage: await usageOf(wire, request, heard) }
  }
  return failed(failure ?? endings[heard.end ?? 'cut'](wire), heard)
}

function failed(error: AppError, heard: Heard): ModelEvent {
  return { type: 'failed', error, partial: heard.text }
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
  cut: ({ provider, model }) =>
    new AppError('unavailable', `${provider} ${model} broke off without an end`, {
      said: 'The language model broke off in the middle. Please try again.',
    }),
} satisfies Record<
  string,
  (wire: { readonly provider: string; readonly model: string }) => AppError
>

async function usageOf<Chunk>(
  { provider, model }: Wire<Chunk>,
  { system, messages }: ModelRequest,
  { text, inputTokens, outputTokens }: Heard,
): Promise<Usage> {
  if (inputTokens !== undefined && outputTokens !== undefined) {
    return { provider, model, inputTokens, outputTokens, estimated: false }
  }
  const prompt = [system, ...messages.map((message) => message.text)].join('\n')
  return {
    provider,
    model,
    inputTokens: inputTokens ?? (await estimateTokens(prompt)),
    outputTokens: outputTokens ?? (await estimateTokens(text)),
    estimated: true,
  }
}
