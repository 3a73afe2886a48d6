import { z } from 'zod'

import { AppError } from '../../core/errors.ts'
import type { ModelRequest, ToolCall } from '../../core/model.ts'

/** A part of a call, as providers send it: the name first, the arguments in pieces of JSON text. */
export interface ToolFragment {
  /** Which call it belongs to. Some servers leave it out, or send the same for all calls. */
  readonly index?: number | undefined
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly arguments?: string | undefined
}

/** The calls of one answer, while they come in. */
export interface ToolCalls {
  add(fragment: ToolFragment): void
  /**
   * All of them, whole; throws where none was offered, or one has no proper name or arguments that are no JSON object.
   * A name that is not among those that were offered is for whoever asked to refuse, in words that the model reads.
   */
  finish(offered: ModelRequest['tools']): readonly ToolCall[]
}

export function toolCalls(): ToolCalls {
  const drafts: Draft[] = []
  return {
    add(fragment) {
      const draft = find(drafts, fragment)
      if (draft) extend(draft, fragment)
      else drafts.push({ ...begun, ...fragment, arguments: fragment.arguments ?? '' })
    },
    finish: (offered = []) => drafts.map((draft, at) => whole(draft, at, offered)),
  }
}

interface Draft {
  readonly index?: number | undefined
  id?: string | undefined
  name?: string | undefined
  arguments: string
}

const begun: Draft = { arguments: '' }

/** A new id begins a new call, whatever its index; without id and index a fragment goes on with the last call. */
function find(drafts: readonly Draft[], { index, id, name }: ToolFragment): Draft | undefined {
  const same = index === undefined ? drafts : drafts.filter((draft) => draft.index === index)
  if (id) return same.find((draft) => draft.id === id)
  const last = same.at(-1)
  const isNext = index === undefined && name !== undefined && last?.name !== undefined
  return isNext ? undefined : last
}

function extend(draft: Draft, { id, name, arguments: more = '' }: ToolFragment): void {
  draft.id ??= id
  draft.name ??= name
  draft.arguments += more
}

function whole(draft: Draft, at: number, offered: NonNullable<ModelRequest['tools']>): ToolCall {
  const { id = '', name = '' } = draft
  if (offered.length === 0 || !isName(name)) throw malformed(`an unknown tool, ${name}`)
  return { id: id || `call-${at + 1}`, name, arguments: parsed(draft) }
}

/** As providers take it back, with what came of the call. */
function isName(name: string): boolean {
  return /^[\w-]{1,64}$/.test(name)
}

/** A call without arguments comes as no text at all. */
function parsed({ name, arguments: text }: Draft): Readonly<Record<string, unknown>> {
  try {
    return object.parse(JSON.parse(text.trim() || '{}'))
  } catch {
    throw malformed(`${name} with arguments that are no JSON object: ${text.slice(0, 100)}`)
  }
}

const object = z.record(z.string(), z.unknown())

function malformed(what: string): AppError {
  return new AppError('unavailable', `the model asked for ${what.slice(0, 300)}`, {
    said: 'The language model asked for something in a form that I cannot read. Please try again.',
  })
}
