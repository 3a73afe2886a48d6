import { Annotation, Command, END, Send, START, StateGraph } from '@langchain/langgraph'

import type { TurnSaver } from '../saver.ts'

const State = Annotation.Root({
  question: Annotation<string>,
  findings: Annotation<readonly string[]>({
    reducer: (before, more) => [...before, ...more],
    default: () => [],
  }),
})

export const analysts = ['technical', 'fundamental', 'sentiment'] as const
export type Analyst = (typeof analysts)[number]

/** What happens in a node, by its name; an analyst's is called by the analyst's. */
export type Behaviour = Partial<Record<'plan' | 'answer' | Analyst, () => Promise<void>>>

/** A graph of the hub's shape that writes down which nodes it ran. A new one each time, as after a restart. */
export function smallGraph(saver: TurnSaver, behaviour: Behaviour = {}) {
  const ran: string[] = []
  const run = async (name: 'plan' | 'answer' | Analyst) => {
    ran.push(name)
    await behaviour[name]?.()
  }
  const compiled = new StateGraph(State)
    .addNode('plan', plan, { ends: ['analyst'] })
    .addNode('analyst', analyst)
    .addNode('answer', answer)
    .addEdge(START, 'plan')
    .addEdge('analyst', 'answer')
    .addEdge('answer', END)
    .compile({ checkpointer: saver })
  return { ran, compiled, begin, resume }

  async function plan() {
    await run('plan')
    return new Command({ goto: analysts.map((name) => new Send('analyst', { name })) })
  }

  async function analyst({ name }: { name: Analyst }) {
    await run(name)
    return { findings: [`${name} found`] }
  }

  async function answer() {
    await run('answer')
    return {}
  }

  async function begin(turnId: string, signal?: AbortSignal): Promise<readonly string[]> {
    return findingsOf({ question: 'How does AAPL look?' }, turnId, signal)
  }

  async function resume(turnId: string): Promise<readonly string[]> {
    return findingsOf(null, turnId)
  }

  async function findingsOf(
    input: { question: string } | null,
    turnId: string,
    signal?: AbortSignal,
  ): Promise<readonly string[]> {
    const config = { configurable: { thread_id: turnId } }
    const { findings } = await compiled.invoke(input, signal ? { ...config, signal } : config)
    return findings
  }
}
