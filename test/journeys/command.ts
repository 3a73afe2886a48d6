import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll } from 'vitest'
import { z } from 'zod'

import { environment } from '../environment.ts'

/** A command of this repository as a process of its own, as a person at a terminal starts it. */
export interface Command {
  /** Resolves with what matches once the output, of both kinds, has it; rejects when the command ends without. */
  shows(pattern: RegExp): Promise<RegExpExecArray>
  /** Writes to its input. */
  say(text: string): void
  /** Ends its input. */
  hangUp(): void
  signal(name: NodeJS.Signals): void
  readonly ended: Promise<Ended>
}

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export type Settings = Readonly<Record<string, string>>

export const root = join(import.meta.dirname, '../..')

/** No command of a journey takes this long, even on a busy machine. */
const deadlineMs = 60_000

const running = new Set<ChildProcessWithoutNullStreams>()
afterAll(() => running.forEach((child) => child.kill('SIGKILL')))

/** Runs an npm script of package.json by the words that stand there, and waits for its end. */
export function run(
  script: string,
  words: readonly string[],
  settings: Settings = {},
): Promise<Ended> {
  const command = start(script, words, settings)
  command.hangUp()
  return command.ended
}

/** Starts an npm script with the Node that runs the tests, without the detour through npm. */
export function start(
  script: string,
  words: readonly string[] = [],
  settings: Settings = {},
): Command {
  const [, ...own] = wordsOf(script)
  return launch(process.execPath, [...own, ...words], settings)
}

/** Starts any program, in a clean environment but for the settings. */
export function launch(
  program: string,
  words: readonly string[],
  settings: Settings,
  folder: string = root,
): Command {
  const child = spawn(program, [...words], {
    cwd: folder,
    env: { ...inherited(), ...settings },
    timeout: deadlineMs,
    killSignal: 'SIGKILL',
  })
  running.add(child)
  return follow(child)
}

function follow(child: ChildProcessWithoutNullStreams): Command {
  const output = { stdout: '', stderr: '', both: '' }
  const watchers = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
      output.both += text
      watchers.forEach((look) => look())
    })
  }
  // A command that ends early does not read its input to the end.
  child.stdin.on('error', () => {})
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      running.delete(child)
      resolve({ code, stdout: output.stdout, stderr: output.stderr })
    })
  })
  return {
    shows,
    say: (text) => void child.stdin.write(text),
    hangUp: () => void child.stdin.end(),
    signal: (name) => void child.kill(name),
    ended,
  }

  function shows(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(output.both)
        if (found === null) return
        watchers.delete(look)
        resolve(found)
      }
      watchers.add(look)
      look()
      const missed = () => reject(new Error(`ended without ${String(pattern)}:\n${output.both}`))
      ended.then(missed, reject)
    })
  }
}

/** What every process needs and no setting of the hub is. */
function inherited(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = environment()
  return { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}) }
}

const manifest = z.object({ scripts: z.record(z.string(), z.string()) })

export function wordsOf(script: string): readonly string[] {
  const { scripts } = manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  const words = scripts[script]
  if (words === undefined) throw new Error(`package.json has no script ${script}`)
  return words.split(' ')
}
