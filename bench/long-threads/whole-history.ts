import { randomUUID } from 'node:crypto'

import { hubShape, type Said, type Sample, text } from '../checkpoints/hub-shape.ts'
import type { Measured } from '../checkpoints/savers.ts'
import type { Subject } from './subject.ts'

/** LangGraph's way: a thread is one state with all that was said in it, kept at every step. */
export function wholeHistory({ name, saver, stored }: Measured, sample: Sample): Subject {
  const graph = hubShape(sample, saver)
  const asked: Said = { role: 'user', text }
  const replied: Said = { role: 'assistant', text: sample.reply.text }

  async function newThread(messages: number): Promise<string> {
    const threadId = randomUUID()
    const said = Array.from({ length: messages }, (_, at) => (at % 2 === 0 ? asked : replied))
    await graph.updateState({ configurable: { thread_id: threadId } }, { said }, 'answer')
    return threadId
  }

  async function answer(threadId: string): Promise<void> {
    const config = { configurable: { thread_id: threadId }, context: { apartMs: 0 } }
    const input = { startedAt: performance.now(), findings: null, said: [asked] }
    const { said, findings } = await graph.invoke(input, config)
    const isWhole = said.at(-1)?.role === 'assistant' && findings.length === sample.findings.size
    if (!isWhole) throw new Error('the turn is not whole')
  }

  return {
    name: `${name}, graph alone`,
    isBaseline: true,
    runs: 15,
    weighed: 15,
    newThread,
    answer,
    stored: async () => [{ table: 'its tables', bytes: (await stored()).bytes }],
  }
}
