import { expect, it } from 'vitest'

import { memoryState } from '../../core/memory-state.ts'
import type { SharedState } from '../../core/shared-state.ts'
import { breaker, type BreakerState } from './breaker.ts'

const options = {
  failures: 3,
  withinMs: 60_000,
  restMs: 10_000,
  longestRestMs: 30_000,
  probeMs: 5_000,
}

/** Replicas that share what they know, and a clock that is moved by hand. */
function rig() {
  let at = 1_000_000
  const now = () => at
  const state: SharedState = memoryState(now)
  const states: BreakerState[] = []
  const open = () => breaker('openai:m', { state, now, options, onState: (s) => states.push(s) })
  return { open, states, pass: (ms: number) => void (at += ms) }
}

async function fail(one: ReturnType<typeof breaker>, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await (await one.ask())?.failed()
}

it('lets calls pass until so many in a row have failed', async () => {
  const one = rig().open()
  await fail(one, 2)
  await (await one.ask())?.succeeded()
  await fail(one, 2)
  expect(await one.ask()).not.toBeNull()
  await fail(one, 1)
  expect(await one.ask()).toBeNull()
})

it('forgets failures that are long past', async () => {
  const { open, pass } = rig()
  const one = open()
  await fail(one, 2)
  pass(options.withinMs)
  await fail(one, 1)
  expect(await one.ask()).not.toBeNull()
})

it('is shared: what one replica learns, the other one heeds', async () => {
  const { open } = rig()
  const [here, there] = [open(), open()]
  await fail(here, 2)
  await fail(there, 1)
  expect(await here.ask()).toBeNull()
})

it('sends one probe when the rest is over, on one replica', async () => {
  const { open, pass } = rig()
  const [here, there] = [open(), open()]
  await fail(here, 3)
  pass(options.restMs)
  const asked = await Promise.all([here.ask(), there.ask(), here.ask()])
  expect(asked.filter((permit) => permit?.isProbe)).toHaveLength(1)
  expect(asked.filter((permit) => permit === null)).toHaveLength(2)
})

it('closes after a probe that succeeds', async () => {
  const { open, pass, states } = rig()
  const one = open()
  await fail(one, 3)
  pass(options.restMs)
  await (await one.ask())?.succeeded()
  expect(await one.ask()).toMatchObject({ isProbe: false })
  expect(states.slice(-4)).toEqual(['open', 'half_open', 'closed', 'closed'])
})

it('rests twice as long after a probe that fails, up to a bound', async () => {
  const { open, pass } = rig()
  const one = open()
  await fail(one, 3)
  for (const rest of [10_000, 20_000, 30_000, 30_000]) {
    pass(rest - 1)
    expect(await one.ask()).toBeNull()
    pass(1)
    await (await one.ask())?.failed()
  }
})

it.each([
  ['came to no result', async (permit: { released(): Promise<void> } | null) => permit?.released()],
  ['never came back', async () => {}],
])('sends another probe after one that %s', async (_, leave) => {
  const { open, pass } = rig()
  const one = open()
  await fail(one, 3)
  pass(options.restMs)
  await leave(await one.ask())
  pass(options.probeMs)
  expect(await one.ask()).toMatchObject({ isProbe: true })
})

it('rests when the model asks for it, no longer than is sensible', async () => {
  const { open, pass } = rig()
  const one = open()
  await one.rest(86_400_000)
  pass(options.longestRestMs - 1)
  expect(await one.ask()).toBeNull()
  pass(1)
  expect(await one.ask()).toMatchObject({ isProbe: true })
})
