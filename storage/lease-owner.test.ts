import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'

import { isGone, leaseOwner } from './lease-owner.ts'

interface Neighbour {
  readonly child: ChildProcess
  readonly owner: string
}

async function startNeighbour(): Promise<Neighbour> {
  const child = fork(new URL('./test-owner.ts', import.meta.url))
  onTestFinished(() => void child.kill('SIGKILL'))
  const [said] = await once(child, 'message')
  return { child, owner: z.string().parse(said) }
}

async function end({ child }: Neighbour): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

describe.skipIf(process.platform !== 'linux')('an owner of leases (needs Linux)', () => {
  it('is another every time, and not gone while its process runs', () => {
    const [one, two] = [leaseOwner(), leaseOwner()]
    expect(one).not.toBe(two)
    expect([isGone(one), isGone(two)]).toEqual([false, false])
  })

  it('is gone once its process was killed', async () => {
    const neighbour = await startNeighbour()
    expect(isGone(neighbour.owner)).toBe(false)
    await end(neighbour)
    expect(isGone(neighbour.owner)).toBe(true)
  })

  it('is gone when another process has its id by now', () => {
    const [place, pid, start = '', name] = leaseOwner().split('|')
    expect(isGone([place, pid, `${start}0`, name].join('|'))).toBe(true)
  })

  it('is not known to be gone when it ran elsewhere, even under an id that nobody has here', async () => {
    const neighbour = await startNeighbour()
    await end(neighbour)
    expect(isGone(`another ${neighbour.owner}`)).toBe(false)
  })
})

it.each(['embedded', 'a|1', '', '|1|start|name'])(
  'says nothing of an owner named "%s"',
  (owner) => {
    expect(isGone(owner)).toBe(false)
  },
)
