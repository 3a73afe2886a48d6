import { z } from 'zod'

import { AppError } from './errors.ts'
import type { ModelTool, ToolCall } from './model.ts'
import type { Evidence, Permission, Principal } from './types.ts'

/** Something that the hub can do, defined once for models, programs and whatever protocol comes next. */
export interface Tool {
  readonly name: string
  /** For whoever chooses among tools: what comes back, and when to use it. */
  readonly description: string
  readonly permission: Permission
  readonly input: z.ZodType
  readonly output: z.ZodType
  /** Takes words of others: throws AppError `forbidden` or `invalid` before anything is done. */
  use(given: unknown, asked: ToolUse): Promise<ToolResult>
}

/** Who asks, and when. */
export interface ToolUse {
  readonly principal: Principal
  readonly askedAt: Date
  readonly signal: AbortSignal
  /** Shown while it goes on: `Ranked 120 of 500`. */
  onProgress?(text: string): void
}

export interface ToolResult<Output = unknown> {
  readonly output: Output
  /** What stands behind each of its figures. */
  readonly evidence: readonly Evidence[]
}

export interface Definition<Input extends z.ZodType, Output extends z.ZodType> extends Pick<
  Tool,
  'name' | 'description' | 'permission'
> {
  readonly input: Input
  readonly output: Output
  run(input: z.output<Input>, asked: ToolUse): Promise<ToolResult<z.input<Output>>>
}

/** A tool out of its definition: who may, what was given, what comes back are checked in one place. */
export function defineTool<Input extends z.ZodType, Output extends z.ZodType>(
  definition: Definition<Input, Output>,
): Tool {
  const { name, description, permission, input, output } = definition
  return { name, description, permission, input, output, use }

  async function use(given: unknown, asked: ToolUse): Promise<ToolResult> {
    if (!asked.principal.permissions.has(permission)) throw forbidden(name, permission)
    const parsed = input.safeParse(given)
    if (!parsed.success) throw refused(name, parsed.error)
    const result = await definition.run(parsed.data, asked)
    return { output: output.parse(result.output), evidence: result.evidence }
  }
}

/** A tool as a model is offered it. */
export function offered({ name, description, input }: Tool): ModelTool {
  return { name, description, json: z.toJSONSchema(input, { io: 'input' }) }
}

/**
 * Does what a model asked for, as JSON for it to read: data, whatever words of others are in it. A failure is told as
 * its sentence, for the model to say; only the end of the turn is thrown.
 */
export async function answerCall(
  tools: readonly Tool[],
  call: ToolCall,
  asked: ToolUse,
): Promise<{ readonly text: string; readonly evidence: readonly Evidence[] }> {
  try {
    const tool = tools.find(({ name }) => name === call.name)
    if (!tool) throw new AppError('not_found', `no tool is called ${call.name.slice(0, 60)}`)
    const { output, evidence } = await tool.use(call.arguments, asked)
    return { text: JSON.stringify({ data: output }), evidence }
  } catch (error) {
    asked.signal.throwIfAborted()
    const { code, said } = AppError.from(error)
    return { text: JSON.stringify({ error: { code, message: said } }), evidence: [] }
  }
}

function forbidden(name: string, permission: Permission): AppError {
  return new AppError('forbidden', `${name} needs ${permission}`)
}

function refused(name: string, { issues: [issue] }: z.ZodError): AppError {
  const where = issue?.path.join('.') || 'input'
  const said = `${where}: ${issue?.message ?? 'not what is wanted'}`
  return new AppError('invalid', `${name}: ${said}`, { said })
}
