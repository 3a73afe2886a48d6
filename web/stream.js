// @ts-check
import { problemOf } from './api.js'

/**
 * A reply as it comes over the wire.
 *
 * @typedef {Omit<import('../core/types.ts').Reply, 'charts'> & {
 *   readonly charts?: readonly import('../core/chart.ts').ChartLink[]
 * }} Reply Of a hub that is older than the page there are no charts.
 * @typedef {{ type: 'turn', turnId: string, threadId: string }
 *   | { type: 'status', text: string }
 *   | { type: 'task', id: string, title: string, state: 'started' | 'done' | 'failed', detail?: string }
 *   | { type: 'text', delta: string }
 *   | { type: 'restart' }
 *   | { type: 'done', reply: Reply }
 *   | { type: 'failed', error: import('./api.js').Problem, partial: string }} WireEvent
 *
 * @typedef {object} Line
 * @property {() => Promise<Response>} begin Asks; asked again, it must not ask twice.
 * @property {(turnId: string, lastEventId: string) => Promise<Response>} resume
 * @property {(event: WireEvent) => void} tell
 * @property {AbortSignal} signal
 * @property {(attempt: number) => Promise<void>} [pause]
 */

const mostAttempts = 8
/** Three heartbeats missed: the connection is dead, whatever it says. */
const silenceMs = 50_000
const passing = [429, 502, 503, 504]

/**
 * Tells a reply to its end: a broken connection is picked up where it broke, and what cannot be
 * picked up is told as `failed`.
 *
 * @param {Line} line
 */
export async function followReply(line) {
  const { tell, signal, pause = backOff } = line
  const place = { turnId: '', lastEventId: '' }
  for (let attempt = 1; attempt <= mostAttempts && !signal.aborted; attempt += 1) {
    const { isOver, gotSome } = await listenOnce(line, place)
    if (isOver || signal.aborted) return
    if (gotSome) attempt = 1
    tell({ type: 'status', text: 'Connecting again' })
    await pause(attempt)
  }
  const error = { code: 'lost', message: 'I cannot reach the server.' }
  if (!signal.aborted) tell({ type: 'failed', error, partial: '' })
}

/**
 * @param {Line} line
 * @param {{ turnId: string, lastEventId: string }} place
 */
async function listenOnce({ begin, resume, tell }, place) {
  const heard = { isOver: false, gotSome: false }
  const response = await answered(place.turnId ? resume(place.turnId, place.lastEventId) : begin())
  if (!response || passing.includes(response.status)) return heard
  if (!response.ok) {
    tell({ type: 'failed', error: await problemOf(response), partial: '' })
    return { ...heard, isOver: true }
  }
  for await (const { id, event } of eventsOf(response)) {
    place.lastEventId = id
    if (event.type === 'turn') place.turnId = event.turnId
    else heard.gotSome = true
    heard.isOver = event.type === 'done' || event.type === 'failed'
    tell(event)
  }
  return heard
}

/**
 * Null when nobody answered.
 *
 * @param {Promise<Response>} asking
 */
async function answered(asking) {
  try {
    return await asking
  } catch (error) {
    if (isBroken(error)) return null
    throw error
  }
}

/**
 * A connection that broke is a TypeError, one that we closed an AbortError.
 *
 * @param {unknown} error
 */
function isBroken(error) {
  return (
    error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError')
  )
}

/**
 * The events of a response until it ends, breaks or falls silent.
 *
 * @param {Response} response
 * @returns {AsyncGenerator<{ id: string, event: WireEvent }>}
 */
async function* eventsOf({ body }) {
  if (!body) return
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const bytes = await readWithin(silenceMs, reader)
    if (!bytes) return
    const blocks = (rest + decoder.decode(bytes, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const { event, id = '', data = '' } = fieldsOf(block)
      if (event) yield { id, event: { ...JSON.parse(data), type: event } }
    }
  }
}

/**
 * Null when there is nothing more to read.
 *
 * @param {number} limitMs
 * @param {ReadableStreamDefaultReader<Uint8Array>} reader
 */
async function readWithin(limitMs, reader) {
  const late = setTimeout(() => void reader.cancel(), limitMs)
  try {
    return (await reader.read()).value ?? null
  } catch (error) {
    if (isBroken(error)) return null
    throw error
  } finally {
    clearTimeout(late)
  }
}

/**
 * @param {string} block
 * @returns {Record<string, string | undefined>}
 */
function fieldsOf(block) {
  const lines = block.split('\n').filter((line) => line.includes(': '))
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon), line.slice(colon + 2)]
    }),
  )
}

/**
 * Half a second at first, at most 15 s, and never all clients at once.
 *
 * @param {number} attempt
 */
function backOff(attempt) {
  const limitMs = Math.min(15_000, 500 * 2 ** (attempt - 1))
  const waitMs = limitMs * (0.5 + Math.random() / 2)
  return new Promise((resolve) => setTimeout(resolve, waitMs))
}
