import type { Choice, IncomingMessage, Reply, Turn } from '../core/types.ts'

/** The whole message, in the words that people use for it; a sentence that begins like that is a question. */
const stopWords: ReadonlySet<string> = new Set(['stop', 'stop it', 'cancel', 'cancel it'])

/** Whether a person says that the answer before should end. */
export function isStop({ text }: IncomingMessage): boolean {
  return stopWords.has(text.trim().toLowerCase().replace(/[.!]$/, ''))
}

/** Every message gets one answer, and so does "stop": a short one, after the answer that it ended. */
export function stopReply(before: Turn | undefined): Reply {
  return before?.state === 'stopped'
    ? hubReply('stop', 'Stopped.')
    : hubReply('stop', 'Nothing is running.')
}

/** What is left of an answer whose question was taken back. */
export const withdrawnReply = hubReply('withdrawn', '*The question was withdrawn.*')

/** A reply of the hub itself, which asks no agent. */
export function hubReply(intent: string, text: string, choices: readonly Choice[] = []): Reply {
  const route = { project: 'hub', intent, agents: [], symbols: [], period: null }
  return { text, route, verdicts: [], evidence: [], choices, usage: [], timings: {} }
}
