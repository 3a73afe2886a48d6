import { z } from 'zod'

import { AppError } from './errors.ts'
import type { ModelTool } from './model.ts'
import type { Evidence, Finding, Permission, Principal, Verdict } from './types.ts'

/** Something that the hub can do, defined once for models, programs and whatever protocol comes next. */
export interface Tool {
  readonly name: string
  /** What a person sees while it works: `Reading the price chart`. */
  readonly title: string
  /** For whoever chooses among tools: what comes back, and when to use it. */
  readonly description: string
  /** What is different in the world after it was used: nothing, or something. */
  readonly effect: 'reads' | 'changes'
  readonly permission: Permission
  readonly input: z.ZodType
  readonly output: z.ZodType
  /** The symbols that it would speak of; empty where it chooses them itself, and where the input is not what is wanted. */
  about(given: unknown): readonly string[]
  /** Takes words of others: throws AppError `forbidden` or `invalid` before anything is done. */
  use(given: unknown, asked: ToolUse): Promise<ToolResult>
}

/** One that changes nothing: no other is ever offered to a model. */
export interface ReadTool extends Tool {
  readonly effect: 'reads'
}

/** Who asks, and when. */
export interface ToolUse {
  readonly principal: Principal
  readonly askedAt: Date
  readonly signal: AbortSignal
  /** Somebody waits: the rest of a long list is left out by then. */
  readonly withinMs?: number
  /** Shown while it goes on: `Ranked 120 of 500`. */
  onProgress?(text: string): void
}

export interface ToolResult<Output = unknown> {
  readonly output: Output
  /** What stands behind each of its figures. */
  readonly evidence: readonly Evidence[]
  /** Where analysts found it, all that they say; their evidence is part of `evidence`. */
  readonly findings?: readonly Finding[]
  /** What was concluded from it; their evidence is part of `evidence`. */
  readonly verdicts?: readonly Verdict[]
}

export interface Definition<
  Effect extends Tool['effect'],
  Input extends z.ZodType,
  Output extends z.ZodType,
> extends Pick<Tool, 'name' | 'title' | 'description' | 'permission'> {
  readonly effect: Effect
  readonly input: Input
  readonly output: Output
  about(input: z.output<Input>): readonly string[]
  run(input: z.output<Input>, asked: ToolUse): Promise<ToolResult<z.input<Output>>>
}

/** A tool out of its definition: who may, what was given, what comes back are checked in one place. */
export function defineTool<
  Effect extends Tool['effect'],
  Input extends z.ZodType,
  Output extends z.ZodType,
>(definition: Definition<Effect, Input, Output>): Tool & { readonly effect: Effect } {
  const { name, permission, input, output, run, ...told } = definition
  return { ...told, name, permission, input, output, about, use }

  function about(given: unknown): readonly string[] {
    const { success, data } = input.safeParse(given)
    return success ? definition.about(data) : []
  }

  async function use(given: unknown, asked: ToolUse): Promise<ToolResult> {
    if (!asked.principal.permissions.has(permission)) throw forbidden(name, permission)
    const parsed = input.safeParse(given)
    if (!parsed.success) throw refused(name, parsed.error)
    const result = await run(parsed.data, asked)
    return { ...result, output: output.parse(result.output) }
  }
}

/** A tool as a model is offered it. */
export function offered({ name, description, input }: ReadTool): ModelTool {
  return { name, description, json: z.toJSONSchema(input, { io: 'input' }) }
}

function forbidden(name: string, permission: Permission): AppError {
  return new AppError('forbidden', `${name} needs ${permission}`)
}

function refused(name: string, { issues: [issue] }: z.ZodError): AppError {
  const where = issue?.path.join('.') || 'input'
  const said = `${where}: ${issue?.message ?? 'not what is wanted'}`
  return new AppError('invalid', `${name}: ${said}`, { said })
}
