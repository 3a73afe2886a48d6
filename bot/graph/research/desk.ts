import { z } from 'zod'

import { withDeadline } from '../../../core/deadline.ts'
import { AppError } from '../../../core/errors.ts'
import type { ToolCall } from '../../../core/model.ts'
import type { ReadTool, ToolResult, ToolUse } from '../../../core/tool.ts'
import type { ReplyEvent } from '../../../core/types.ts'
import { type Figures, figuresOf, type Refusal, refusal } from '../safety/figures.ts'

/** What came of a call that was made. */
export interface Found {
  readonly tool: ReadTool
  readonly symbols: readonly string[]
  readonly outcome: ToolResult | AppError
}

export interface Answered {
  readonly call: ToolCall
  readonly result: Figures
  /** Null where nothing was done: the call was not one that can be made. */
  readonly found: Found | null
}

/** Where a model's calls are made, as long as there are any left. */
export interface Desk {
  /** All at once; the answers stand in the order of the calls. */
  answer(calls: readonly ToolCall[], signal: AbortSignal): Promise<readonly Answered[]>
  hasCallsLeft(): boolean
}

export interface DeskDeps {
  readonly tools: readonly ReadTool[]
  readonly asked: Omit<ToolUse, 'signal' | 'onProgress' | 'withinMs'>
  readonly mostCalls: number
  /** For one call. */
  readonly limitMs: number
  readonly emit: (event: ReplyEvent) => void
  /** Told of a tool that was asked for, though it was not offered. */
  readonly onUnknown: () => void
}

export function openDesk(deps: DeskDeps): Desk {
  const { tools, mostCalls, onUnknown } = deps
  const seen = new Set<string>()
  let count = 0

  function refusalOf(call: ToolCall, tool: ReadTool | undefined): Refusal | null {
    if (count > mostCalls) return { code: 'rate_limited', message: 'no more calls' }
    if (tool === undefined) {
      onUnknown()
      return { code: 'not_found', message: `the tools are ${names(tools)}` }
    }
    const problem = problemOf(call, tool)
    if (problem !== null) return { code: 'invalid', message: problem }
    if (seen.has(keyOf(call))) return { code: 'conflict', message: 'that was looked up already' }
    return null
  }

  async function one(call: ToolCall, signal: AbortSignal): Promise<Answered> {
    count += 1
    const tool = tools.find(({ name }) => name === call.name)
    const refused = refusalOf(call, tool)
    if (refused !== null || tool === undefined) {
      return {
        call: shortened(call),
        result: refusal(refused ?? { code: 'not_found' }),
        found: null,
      }
    }
    seen.add(keyOf(call))
    const step = { id: `research:${count}`, tool, given: call.arguments }
    const found = await make(step, deps, signal)
    return { call, result: told(found), found }
  }

  return {
    answer: (calls, signal) => Promise.all(calls.map((call) => one(call, signal))),
    hasCallsLeft: () => count < mostCalls,
  }
}

interface Step {
  readonly id: string
  readonly tool: ReadTool
  readonly given: unknown
}

/** Shown while it goes on, as analysts are; whatever goes wrong is what came of it. */
async function make(
  { id, tool, given }: Step,
  { asked, limitMs, emit }: DeskDeps,
  signal: AbortSignal,
): Promise<Found> {
  const symbols = tool.about(given)
  const task = { type: 'task', id, title: titleOf(tool, symbols) } as const
  emit({ ...task, state: 'started' })
  try {
    const outcome = await withDeadline(signal, limitMs, (limited) =>
      tool.use(given, { ...asked, signal: limited, withinMs: limitMs * longLists }),
    )
    emit({ ...task, state: 'done' })
    return { tool, symbols, outcome }
  } catch (error) {
    signal.throwIfAborted()
    const outcome = AppError.from(error)
    emit({ ...task, state: 'failed', detail: outcome.said })
    return { tool, symbols, outcome }
  }
}

/** A list that takes too long ends before its call does. */
const longLists = 0.75

function titleOf({ title }: ReadTool, symbols: readonly string[]): string {
  return symbols.length === 0 ? title : `${title} of ${symbols.join(', ')}`
}

function told({ outcome }: Found): Figures {
  if (outcome instanceof AppError) return refusal({ code: outcome.code })
  return figuresOf(outcome.evidence)
}

/** Much more than any tool takes in. */
const longestArguments = 4_000

function problemOf(call: ToolCall, { input }: ReadTool): string | null {
  if (isTooLong(call)) return 'the arguments are too long'
  const { error } = input.safeParse(call.arguments)
  return error === undefined ? null : z.prettifyError(error)
}

function isTooLong(call: ToolCall): boolean {
  return JSON.stringify(call.arguments).length > longestArguments
}

/** It goes back to the model with the rest of the conversation. */
function shortened(call: ToolCall): ToolCall {
  return isTooLong(call) ? { ...call, arguments: {} } : call
}

function keyOf({ name, arguments: given }: ToolCall): string {
  const sorted = Object.entries(given).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify([name, sorted])
}

function names(tools: readonly ReadTool[]): string {
  return tools.map(({ name }) => name).join(', ')
}
