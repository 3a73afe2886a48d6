import { z } from 'zod'

import { AppError } from './errors.ts'
import type { Reader, Toolless } from './reader.ts'
import type { Usage } from './types.ts'

/** What the answer must be. */
export interface Format<T> {
  /** Letters, digits and dashes. */
  readonly name: string
  readonly schema: z.ZodType<T>
}

/** `usage` holds every call that was made for it. */
export type Structured<T> =
  | { readonly type: 'done'; readonly value: T; readonly usage: readonly Usage[] }
  | { readonly type: 'failed'; readonly error: AppError; readonly usage: readonly Usage[] }

/**
 * A model's answer as a value. An answer that is not as it must be is sent back once, with what is wrong
 * with it; after that it is a failure with the code `unavailable`.
 */
export async function structured<T>(
  model: Reader,
  request: Omit<Toolless, 'schema'>,
  format: Format<T>,
): Promise<Structured<T>> {
  const asked = { ...request, schema: { name: format.name, json: z.toJSONSchema(format.schema) } }
  const first = await answer(model, asked)
  if (first.error) return { type: 'failed', error: first.error, usage: first.usage }
  const read = parse(first.text, format.schema)
  if (read.success) return { type: 'done', value: read.value, usage: first.usage }
  const second = await answer(model, {
    ...asked,
    messages: repairing(asked, first.text, read.problem),
  })
  const usage = [...first.usage, ...second.usage]
  if (second.error) return { type: 'failed', error: second.error, usage }
  const again = parse(second.text, format.schema)
  if (again.success) return { type: 'done', value: again.value, usage }
  return { type: 'failed', error: misshapen(model, format.name, again.problem), usage }
}

interface Answer {
  readonly text: string
  readonly error?: AppError
  readonly usage: readonly Usage[]
}

async function answer(model: Reader, request: Toolless): Promise<Answer> {
  const usage: Usage[] = []
  for await (const event of model.stream(request)) {
    if ('usage' in event && event.usage) usage.push(event.usage)
    if (event.type === 'done') return { text: event.text, usage }
    if (event.type === 'failed') return { text: event.partial, error: event.error, usage }
  }
  throw new AppError('bug', `${model.name} ended its stream without an end`)
}

type Parsed<T> =
  | { readonly success: true; readonly value: T }
  | { readonly success: false; readonly problem: string }

function parse<T>(text: string, schema: z.ZodType<T>): Parsed<T> {
  const { success, data, error } = schema.safeParse(jsonIn(text))
  return success ? { success, value: data } : { success, problem: z.prettifyError(error) }
}

/** Where nothing enforces the schema, models put a fence or a sentence around their JSON. */
function jsonIn(text: string): unknown {
  const inner = text.slice(
    text.search(/[[{]/),
    Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1,
  )
  for (const candidate of [text, inner]) {
    try {
      return JSON.parse(candidate)
    } catch {
      // Then it is the inner part, or it is no JSON: the schema says so.
    }
  }
  return undefined
}

/** An answer may be long nonsense: its beginning is enough to see what is wrong. */
const shownBack = 4_000

function repairing({ messages }: Toolless, text: string, problem: string) {
  const said = text.trim() === '' ? '(nothing)' : text.slice(0, shownBack)
  const request = `That answer does not follow the schema:\n${problem}\nAnswer again, with the corrected JSON and nothing else.`
  return [
    ...messages,
    { role: 'assistant' as const, text: said },
    { role: 'user' as const, text: request },
  ]
}

function misshapen({ name, model }: Reader, format: string, problem: string): AppError {
  const message = `${name} ${model} did not keep to the schema ${format}: ${problem.slice(0, 300)}`
  return new AppError('unavailable', message, {
    said: 'The language model did not answer in the form I need. Please try again.',
  })
}
