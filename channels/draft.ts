import type { Content, ReplyEvent } from '../core/types.ts'
import type { FinalEvent, TaskEvent } from './events.ts'
import { closeUnfinished } from './markdown.ts'

/** A reply so far. */
export interface Draft {
  readonly text: string
  readonly status: string
  readonly tasks: readonly TaskEvent[]
}

export const blank: Draft = { text: '', status: '', tasks: [] }

export function drafted(draft: Draft, event: ReplyEvent): Draft {
  switch (event.type) {
    case 'status':
      return { ...draft, status: event.text }
    case 'task':
      return { ...draft, tasks: withTask(draft.tasks, event) }
    case 'text':
      return { ...draft, text: draft.text + event.delta }
    case 'restart':
      return { ...draft, text: '' }
    case 'done':
      return { ...draft, text: event.reply.text }
    case 'failed':
      break
  }
  return { ...draft, text: event.partial }
}

/** What a person sees meanwhile: who is at work, and from the first word on the text. */
export function progressOf(draft: Draft): Content {
  return {
    text: draft.text.trim() === '' ? workOf(draft) : closeUnfinished(draft.text),
    choices: [],
    isUnfinished: true,
  }
}

/** The one state in which a reply ends: whole, or what there is of it with the reason and a way on. */
export function finalOf(event: FinalEvent): Content {
  if (event.type === 'done') {
    const { reply } = event
    return { text: reply.text.trim() || silence, choices: reply.choices, reply }
  }
  const partial = closeUnfinished(event.partial).trim()
  const { code, said } = event.error
  const reason = code === 'stopped' ? said : `⚠️ ${said}`
  return { text: partial === '' ? reason : `${partial}\n\n${reason}`, choices: [retryChoice] }
}

export const retryChoice = { label: 'Retry', text: 'retry' } as const
const silence = 'I have nothing to say to that.'

export const ticks: Readonly<Record<TaskEvent['state'], string>> = {
  started: '…',
  done: '✓',
  failed: '✗',
}

function workOf({ status, tasks }: Draft): string {
  const lines = tasks.map(
    ({ state, title, detail }) => `- ${ticks[state]} ${title}${detail ? `: ${detail}` : ''}`,
  )
  return [status, lines.join('\n')].filter((text) => text !== '').join('\n\n')
}

function withTask(tasks: readonly TaskEvent[], task: TaskEvent): readonly TaskEvent[] {
  const index = tasks.findIndex(({ id }) => id === task.id)
  return index === -1 ? [...tasks, task] : tasks.with(index, task)
}
