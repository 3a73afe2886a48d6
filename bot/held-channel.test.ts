import { expect, it } from 'vitest'

import { fakeChannel } from '../channels/fake.ts'
import { AppError } from '../core/errors.ts'
import type { PostId } from '../core/types.ts'
import { heldChannel, type Made } from './held-channel.ts'

const to = { threadId: 'fake:1', turnId: 'turn-1' } as const
const content = { text: 'Hello.', choices: [] }
const lost = new AppError('conflict', 'the lease was lost')

/** A right that goes when the test says so: before a call, or while it is made. */
function right() {
  const state = { isOurs: true, wasOurs: true }
  const made: PostId[] = []
  const check = (is: boolean) => (is ? Promise.resolve() : Promise.reject(lost))
  async function held(post?: Made): Promise<void> {
    if (post) made.push(post.postId)
    await check(state.wasOurs)
  }
  return { state, made, hold: () => check(state.isOurs), held }
}

it('shows nothing once the right to is lost, not even in a reply that was begun', async () => {
  const channel = fakeChannel({ isLive: true, isForgetful: true })
  const { state, ...ours } = right()
  const held = heldChannel(channel, ours)
  const live = await held.live?.(to)
  const postId = await held.post(to, content, 'turn-1/1')
  await held.edit(to, postId, content)
  const before = [...channel.calls]
  expect(before).toEqual(['live new', 'post 1', 'post 2', 'edit 2'])

  state.isOurs = false
  await expect(held.live?.(to)).rejects.toBe(lost)
  await expect(held.post(to, content, 'turn-1/2')).rejects.toBe(lost)
  await expect(held.edit(to, postId, content)).rejects.toBe(lost)
  await expect(held.remove?.(to, postId)).rejects.toBe(lost)
  await expect(live?.write({ type: 'text', delta: 'more' })).rejects.toBe(lost)
  expect(channel.calls).toEqual(before)
})

it('says of every call that it came too late', async () => {
  const channel = fakeChannel({ isLive: true })
  const { state, ...ours } = right()
  const held = heldChannel(channel, ours)
  const live = await held.live?.(to)
  const postId = await held.post(to, content, 'turn-1/1')
  state.wasOurs = false
  await expect(held.live?.(to)).rejects.toBe(lost)
  await expect(held.post(to, content, 'turn-1/2')).rejects.toBe(lost)
  await expect(held.edit(to, postId, content)).rejects.toBe(lost)
  await expect(live?.write({ type: 'text', delta: 'more' })).rejects.toBe(lost)
})

it('says of a call that failed that it came too late: it may have been carried out', async () => {
  const channel = fakeChannel()
  const { state, ...ours } = right()
  const held = heldChannel(channel, ours)
  const away = new AppError('unavailable', 'the answer was lost')
  channel.fail('edit', away)
  await expect(held.edit(to, '1', content)).rejects.toBe(away)
  state.wasOurs = false
  channel.fail('edit', away)
  await expect(held.edit(to, '1', content)).rejects.toBe(lost)
})

it('tells of the posts that calls made, where a second one would be shown', async () => {
  const { made, ...ours } = right()
  const forgetful = heldChannel(fakeChannel({ isLive: true, isForgetful: true }), ours)
  const live = await forgetful.live?.(to)
  await forgetful.post(to, content, 'turn-1/1')
  await forgetful.edit(to, '2', content)
  await forgetful.live?.(to, live?.postId)
  expect(made).toEqual(['1', '2'])
  const plain = heldChannel(fakeChannel({ isLive: true }), ours)
  await plain.live?.(to)
  await plain.post(to, content, 'turn-1/1')
  expect(made).toEqual(['1', '2'])
})

it('offers what the channel offers, and nothing else', () => {
  const plain = heldChannel(fakeChannel(), right())
  expect(plain.live).toBe(undefined)
  expect(plain.find).toBe(undefined)
  expect(plain.remove).toBe(undefined)
})
