import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** When a process started, in any form that no other process with the same id repeats; empty where it cannot be told. */
export function startOf(pid: number): string {
  try {
    return process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid)
  } catch {
    return ''
  }
}

/** Clock ticks since the machine started, and which start of the machine that was: proc(5), field 22 of stat. */
function startOnLinux(pid: number): string {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field, the command's name, may hold anything, even spaces and brackets.
  const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return `${boot}/${afterName[19]}`
}

function startByPs(pid: number): string {
  return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
}
