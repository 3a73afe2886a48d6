import { Buffer } from 'node:buffer'

import type { FinalEvent, TaskEvent } from '../events.ts'

/** What a stream is fed with. */
export type Chunk =
  | { readonly type: 'markdown_text'; readonly text: string }
  | { readonly type: 'blocks'; readonly blocks: readonly object[] }
  | Task

interface Task {
  readonly type: 'task_update'
  readonly id: string
  readonly title: string
  readonly status: 'in_progress' | 'complete' | 'error'
  readonly details?: string
}

/** One `markdown_text` at most takes 12,000 characters. */
const mostAtOnce = 8_000

export function textChunks(text: string): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = 0; at < text.length; at += mostAtOnce) {
    chunks.push({ type: 'markdown_text', text: text.slice(at, at + mostAtOnce) })
  }
  return chunks
}

const states = { started: 'in_progress', done: 'complete', failed: 'error' } as const

export function taskOf({ id, title, state, detail }: TaskEvent): Chunk {
  const details = detail === undefined ? {} : { details: cut(detail) }
  return { type: 'task_update', id, title: cut(title), status: states[state], ...details }
}

/** The first line of a stream, which names it. */
export function working(id: string, title: string): Task {
  return { type: 'task_update', id, title: cut(title), status: 'in_progress' }
}

export function ended(id: string): Task {
  return { ...working(id, 'Thinking'), status: 'complete' }
}

export function finished(id: string, { type }: FinalEvent): Task {
  const status = type === 'done' ? 'complete' : 'error'
  return { type: 'task_update', id, title: type === 'done' ? 'Done' : 'Stopped', status }
}

/** As Slack may count them; it does not say. */
export function bytesOf(chunk: Chunk): number {
  return Buffer.byteLength(chunk.type === 'markdown_text' ? chunk.text : JSON.stringify(chunk))
}

function cut(text: string): string {
  return text.length > 250 ? `${text.slice(0, 249)}…` : text
}
