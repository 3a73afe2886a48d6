import type { ReplyEvent } from '../core/types.ts'

/**
 * Adds an event to those that somebody has not seen yet, and keeps only what still matters to him: one text, the
 * newest status, the newest state of each task. So what waits is never more than the reply itself.
 */
export function collapsed(
  waiting: readonly ReplyEvent[],
  event: ReplyEvent,
): readonly ReplyEvent[] {
  switch (event.type) {
    case 'text':
      return [
        ...waiting.filter(isNot('text')),
        { type: 'text', delta: textOf(waiting) + event.delta },
      ]
    case 'restart':
      return [...waiting.filter(isNot('text')).filter(isNot('restart')), event]
    case 'status':
      return [...waiting.filter(isNot('status')), event]
    case 'task':
      return withTask(waiting, event)
    case 'done':
    case 'failed':
      break
  }
  return [...waiting, event]
}

export function isLast(event: ReplyEvent): event is FinalEvent {
  return event.type === 'done' || event.type === 'failed'
}

export type FinalEvent = Extract<ReplyEvent, { readonly type: 'done' | 'failed' }>
export type TaskEvent = Extract<ReplyEvent, { readonly type: 'task' }>

function withTask(waiting: readonly ReplyEvent[], task: TaskEvent): readonly ReplyEvent[] {
  const index = waiting.findIndex((event) => event.type === 'task' && event.id === task.id)
  return index === -1 ? [...waiting, task] : waiting.with(index, task)
}

function textOf(events: readonly ReplyEvent[]): string {
  return events.map((event) => (event.type === 'text' ? event.delta : '')).join('')
}

function isNot(type: ReplyEvent['type']) {
  return (event: ReplyEvent): boolean => event.type !== type
}
