import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { codeOf } from './error-code.ts'

/** When a process started, in any form that no other process with the same id repeats; empty where it cannot be told. */
export function startOf(pid: number): string {
  try {
    return process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid)
  } catch {
    return ''
  }
}

/** Whether the process that started then under that id is surely gone; the id may be another's by now. */
export function hasEnded(pid: number, start: string): boolean {
  const found = startOf(pid)
  return found === '' ? !exists(pid) : found !== start
}

/** Clock ticks since the machine started, and which start of the machine that was: proc(5), field 22 of stat. */
function startOnLinux(pid: number): string {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field, the command's name, may hold anything, even spaces and brackets.
  const [state = '', ...later] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // Killed, and only kept for a parent that has not asked how it ended.
  if (state === 'Z' || state === 'X') return 'ended'
  return `${boot}/${later[18]}`
}

function startByPs(pid: number): string {
  return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
}

/** One of another user, too, that we may not ask anything else about. */
function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) !== 'ESRCH'
  }
}
