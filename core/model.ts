import type { AppError } from './errors.ts'
import type { TurnId, Usage } from './types.ts'

/** On whose behalf a model is called: what its bill and its limits go by. */
export interface Caller {
  readonly organisationId: string
  readonly userId: string
  readonly turnId: TurnId
  readonly project: string
  /** What the call is for: `write`, `restate`, `research`, an analyst's name. */
  readonly agent: string
}

/** Something that a model may ask us to do. */
export interface ModelTool {
  readonly name: string
  readonly description: string
  /** A JSON schema of its arguments, an object. */
  readonly json: Readonly<Record<string, unknown>>
}

/** What a model asks us to do; whoever does it validates the arguments first. */
export interface ToolCall {
  readonly id: string
  readonly name: string
  readonly arguments: Readonly<Record<string, unknown>>
}

/** Text only. A tool's result answers the call of that id, which the assistant made just before. */
type ModelMessage =
  | { readonly role: 'user'; readonly text: string }
  | {
      readonly role: 'assistant'
      readonly text: string
      readonly toolCalls?: readonly ToolCall[]
    }
  | { readonly role: 'tool'; readonly callId: string; readonly text: string }

export interface ModelRequest {
  /** Absent where nobody is to be billed: a check, a benchmark. */
  readonly caller?: Caller
  /** The same from call to call, so that providers can keep what they made of it. */
  readonly system: string
  /** Instructions that differ from call to call; they come after the others. */
  readonly context?: string
  readonly messages: readonly ModelMessage[]
  /** A JSON schema that the answer must follow; the caller still validates it. */
  readonly schema?: { readonly name: string; readonly json: Readonly<Record<string, unknown>> }
  readonly tools?: readonly ModelTool[]
  readonly maxTokens?: number
  /** When the answer is of no more use, in milliseconds since the epoch: it bounds retries, too. */
  readonly deadline?: number
  readonly signal: AbortSignal
}

export type ModelEvent =
  | { readonly type: 'text'; readonly delta: string }
  /** Comes whole, after all text, and only when the answer ended well. */
  | ({ readonly type: 'tool' } & ToolCall)
  /** A call came to nothing, and another is made: forget the text so far. */
  | { readonly type: 'restart'; readonly error: AppError; readonly usage: Usage }
  | { readonly type: 'done'; readonly text: string; readonly usage: Usage }
  | {
      readonly type: 'failed'
      readonly error: AppError
      readonly partial: string
      /** What it had used by then; absent when the provider never began to answer. */
      readonly usage?: Usage
    }

export interface ModelProvider {
  /** `openai`, `anthropic`, `custom`, `offline`. */
  readonly name: string
  readonly model: string
  /** False for `offline`: nothing to call, the projects narrate. */
  readonly isAvailable: boolean
  /** Whether a call for that agent may offer tools: nobody offers them where it is absent. */
  readonly takesTools?: (agent: string) => boolean
  stream(request: ModelRequest): AsyncIterable<ModelEvent>
}
