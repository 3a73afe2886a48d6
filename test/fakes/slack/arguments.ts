import { z } from 'zod'

import type { Given } from './call.ts'
import { SlackRefusal } from './refusal.ts'

/** In a form every argument is text; lists and objects are JSON in it. */
export function inJson<T extends z.ZodType>(schema: T) {
  return z
    .union([z.string().transform(parsed), z.looseObject({}), z.array(z.unknown())])
    .pipe(schema)
}

export const yesOrNo = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
  .optional()

/** Slack ignores what it does not know; a strict one names it, as it is a mistake of ours. */
export function read<T extends z.ZodType>(schema: T, given: Given): z.infer<T> {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  throw new SlackRefusal('invalid_arguments', z.prettifyError(result.error))
}

function parsed(text: string, context: z.RefinementCtx): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    context.addIssue('not JSON')
    return z.NEVER
  }
}
