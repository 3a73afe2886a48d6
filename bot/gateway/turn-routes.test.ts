import { describe, expect, it } from 'vitest'

import { fakeHub, reply, threadId } from './fake-hub.ts'

const nobody = '0198f1c2-0000-7000-8000-000000000000'

describe('GET /api/v1/turns/{id}', () => {
  it('answers 200 with the turn', async () => {
    const hub = fakeHub()
    const { id } = hub.put({ text: 'AAPL?' })
    hub.end(id, { state: 'done', reply })
    const response = await hub.app.request(`/api/v1/turns/${id}`)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ id, threadId, state: 'done', reply })
  })

  it('answers 404 to a turn that is not there, that is no id, or that is of another channel', async () => {
    const hub = fakeHub()
    const { id } = hub.put({ channel: 'slack', threadId: 'slack:T1' })
    for (const turnId of [nobody, 'x', id])
      expect((await hub.app.request(`/api/v1/turns/${turnId}`)).status).toBe(404)
  })
})

describe('POST /api/v1/turns/{id}/stop', () => {
  it('answers 202 when the turn is asked to stop', async () => {
    const hub = fakeHub()
    const { id } = hub.put({})
    const response = await hub.app.request(`/api/v1/turns/${id}/stop`, { method: 'POST' })
    expect(response.status).toBe(202)
    expect(await response.json()).toEqual({ turnId: id, answer: 'asked' })
  })

  it('answers 409 when the turn has ended', async () => {
    const hub = fakeHub()
    const { id } = hub.put({})
    hub.end(id, { state: 'done', reply })
    const response = await hub.app.request(`/api/v1/turns/${id}/stop`, { method: 'POST' })
    expect(response.status).toBe(409)
  })

  it('answers 404 to a turn that is not there', async () => {
    const response = await fakeHub().app.request(`/api/v1/turns/${nobody}/stop`, { method: 'POST' })
    expect(response.status).toBe(404)
  })
})

describe('POST /api/v1/turns/{id}/retry', () => {
  const retry = (hub: ReturnType<typeof fakeHub>, id: string) =>
    hub.app.request(`/api/v1/turns/${id}/retry`, { method: 'POST' })

  it('answers 202 with a new turn that says the same; pressed twice it is one retry', async () => {
    const hub = fakeHub()
    const { id } = hub.put({ text: 'AAPL?' })
    hub.end(id, { state: 'failed', failure: 'No luck.' })
    const response = await retry(hub, id)
    const again = await (await retry(hub, id)).json()
    const [, turn] = hub.turns.values()
    expect(response.status).toBe(202)
    expect(await response.json()).toEqual({ turnId: turn?.id, threadId, isNew: true })
    expect(again).toEqual({ turnId: turn?.id, threadId, isNew: false })
    expect(turn?.message.text).toBe('AAPL?')
  })

  it('answers 409 while the turn is running', async () => {
    const hub = fakeHub()
    expect((await retry(hub, hub.put({}).id)).status).toBe(409)
  })

  it('answers 404 to a turn that is not there', async () => {
    expect((await retry(fakeHub(), nobody)).status).toBe(404)
  })

  it('answers 503 while draining', async () => {
    const hub = fakeHub()
    const { id } = hub.put({})
    hub.end(id, { state: 'done', reply })
    hub.state.isDraining = true
    expect((await retry(hub, id)).status).toBe(503)
  })
})
