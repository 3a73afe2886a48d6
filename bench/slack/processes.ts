import { type ChildProcess, fork } from 'node:child_process'
import { on, once } from 'node:events'

import { z } from 'zod'

import { type ReceiverOptions, receiverReport } from './receiver-report.ts'
import { type Sending, sent } from './sending.ts'

interface Running {
  end(): Promise<void>
}

export interface Receiver extends Running {
  readonly name: string
  readonly url: string
  /** The microseconds of CPU that its process has used so far. */
  usedUs(): Promise<number>
}

export interface Sender extends Running {
  /** Resolves with the milliseconds that each event took to be acknowledged. */
  send(what: Sending): Promise<readonly number[]>
}

const listening = z.object({ url: z.string() })

/** Node is started with these flags. */
export async function openReceiver(
  name: string,
  options: ReceiverOptions,
  flags: readonly string[] = [],
): Promise<Receiver> {
  const { ask, heard, end } = begin('receiver-process.ts', [JSON.stringify(options)], flags)
  const { url } = listening.parse(await heard())
  return {
    name,
    url,
    usedUs: async () => receiverReport.parse(await ask('cpu')).cpuUs,
    end,
  }
}

export function openSender(): Sender {
  const { ask, end } = begin('sender-process.ts', [], [])
  return { send: async (what) => sent.parse(await ask(what)).tookMs, end }
}

/** What it logs is written, and goes nowhere. */
function begin(file: string, words: readonly string[], flags: readonly string[]) {
  const child = fork(new URL(file, import.meta.url), [...words], {
    execArgv: [...flags],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const messages = on(child, 'message', { close: ['exit'] })

  async function heard(): Promise<unknown> {
    const next = await messages.next()
    if (next.done) throw new Error(`${file} ended before its time`)
    const [message]: unknown[] = next.value
    return message
  }

  return {
    heard,
    ask(what: string | object) {
      child.send(what)
      return heard()
    },
    end: () => ended(child),
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.disconnect()
  await gone
}
