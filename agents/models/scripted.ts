import { AppError } from '../../core/errors.ts'
import type { ModelEvent, ModelProvider, ModelRequest, ToolCall } from '../../core/model.ts'
import type { Usage } from '../../core/types.ts'

/** Says a chunk, asks for a tool, fails, says nothing more until the caller stops it, or begins anew. */
export type Step = string | ToolCall | AppError | typeof hang | typeof anew
export const hang = Symbol('hang')
export const anew = Symbol('anew')

/** What it does when it is asked: the same every time, or by request. */
export type Script = readonly Step[] | ((request: ModelRequest) => readonly Step[])

export interface ScriptedModel extends ModelProvider {
  /** What it was asked, in order. */
  readonly requests: readonly ModelRequest[]
}

/** A model that gives these answers, one a call, and after them no more than a word. */
export function saying(...answers: readonly (readonly Step[])[]): ScriptedModel {
  const left = [...answers]
  return scriptedModel(() => left.shift() ?? ['Nothing more.'])
}

/** A model for tests that does what it is told. */
export function scriptedModel(script: Script): ScriptedModel {
  const requests: ModelRequest[] = []
  return {
    name: 'scripted',
    model: 'script',
    isAvailable: true,
    takesTools: () => true,
    requests,
    stream(request) {
      requests.push(request)
      return perform(typeof script === 'function' ? script(request) : script, request)
    },
  }
}

async function* perform(steps: readonly Step[], request: ModelRequest): AsyncGenerator<ModelEvent> {
  let text = ''
  let failure: AppError | undefined
  for (const step of steps) {
    if (step === hang) await stopped(request.signal)
    if (request.signal.aborted) failure = stop()
    else if (step instanceof AppError) failure = step
    if (failure) break
    if (step === anew) {
      text = ''
      yield restart(request)
    }
    if (typeof step === 'string') {
      text += step
      yield { type: 'text', delta: step }
    } else if (typeof step === 'object' && 'arguments' in step) {
      yield { type: 'tool', ...step }
    }
  }
  yield failure
    ? { type: 'failed', error: failure, partial: text }
    : { type: 'done', text, usage: usageOf(request, text) }
}

async function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
}

function restart(request: ModelRequest): ModelEvent {
  const error = new AppError('unavailable', 'the call failed')
  return { type: 'restart', error, usage: { ...usageOf(request, ''), failure: 'connection' } }
}

function stop(): AppError {
  return new AppError('stopped', 'the caller stopped the call')
}

/** Four characters a token: nobody pays for it. */
function usageOf({ system, messages }: ModelRequest, text: string): Usage {
  const asked = messages.reduce((sum, message) => sum + message.text.length, system.length)
  return {
    provider: 'scripted',
    model: 'script',
    inputTokens: Math.ceil(asked / 4),
    outputTokens: Math.ceil(text.length / 4),
    estimated: true,
  }
}
