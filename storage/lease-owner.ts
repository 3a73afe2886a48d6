import { randomUUID } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

import { hasEnded, startOf } from './process-start.ts'

/**
 * What a process calls itself in leases: where it runs, which process it is there, and something that nobody else
 * has. Other processes of the same place can tell from it when it is gone.
 */
export function leaseOwner(): string {
  return [place(), process.pid, startOf(process.pid), randomUUID()].join('|')
}

/** True when that owner is surely gone; false where it cannot be told from here. */
export function isGone(owner: string): boolean {
  const [where, pid, start, name] = owner.split('|')
  if (!where || where !== place() || !start || name === undefined) return false
  return hasEnded(Number(pid), start)
}

/**
 * The processes that can see one another: of one container, or of the machine. Two machines may have the same name,
 * but the start of a process names the start of its machine too. Empty where such things cannot be told apart.
 */
function place(): string {
  if (process.platform !== 'linux') return ''
  return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
}
