import { readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

import type { TerminalSession } from './terminal-session.ts'

interface ChatOptions {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  readonly isTerminal: boolean
  /** Where the lines a person typed are kept, for the arrow keys. */
  readonly historyFile: string
}

const historySize = 500

/**
 * A conversation, line by line, until the input ends (Ctrl-D). Ctrl-C stops the running answer. What is typed
 * while an answer is being written waits its turn.
 */
export async function chat(session: TerminalSession, options: ChatOptions): Promise<void> {
  const { input, output, isTerminal, historyFile } = options
  const lines = createInterface({
    input,
    output,
    terminal: isTerminal,
    prompt: isTerminal ? '› ' : '',
    history: isTerminal ? readHistory(historyFile) : [],
    historySize,
    removeHistoryDuplicates: true,
  })
  let isOver = false
  lines.on('close', leave)
  lines.on('SIGINT', () => void interrupt())
  lines.on('history', (history: readonly string[]) => keepHistory(historyFile, history))
  prompt()
  for await (const line of lines) {
    if (line.trim() !== '') await answer(line)
    prompt()
  }

  /** An empty line sets the answer apart from what comes next. */
  async function answer(line: string): Promise<void> {
    await session.ask(line)
    output.write('\n')
  }

  /** The input may have ended while an answer was being written. */
  function prompt(): void {
    if (!isOver) lines.prompt()
  }

  async function interrupt(): Promise<void> {
    if (await session.stop()) return
    output.write('\n(Ctrl-D leaves)\n')
    prompt()
  }

  /** The shell's own prompt belongs on a line of its own. */
  function leave(): void {
    isOver = true
    if (isTerminal) output.write('\n')
  }
}

function readHistory(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean)
  } catch {
    // No file yet, or not readable: a convenience that is missing, nothing else.
    return []
  }
}

function keepHistory(file: string, history: readonly string[]): void {
  try {
    writeFileSync(file, `${history.join('\n')}\n`, { mode: 0o600 })
  } catch {
    // The same convenience: a read-only folder costs the arrow keys their memory.
  }
}
