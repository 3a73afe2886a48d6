// @ts-check

/**
 * The hub's HTTP interface.
 *
 * @typedef {{ code: string, message: string }} Problem
 * @typedef {object} RecordedTurn
 * @property {string} id
 * @property {{ text: string }} message
 * @property {'queued' | 'running' | 'done' | 'failed' | 'stopped'} state
 * @property {import('./stream.js').Reply | null} reply
 * @property {string | null} failure
 */

const events = { accept: 'text/event-stream' }

/** @returns {Promise<string>} */
export async function openThread() {
  const { threadId } = await answer(await fetch('/api/v1/threads', { method: 'POST' }))
  return threadId
}

/**
 * @param {string} threadId
 * @returns {Promise<readonly RecordedTurn[]>}
 */
export async function turnsOf(threadId) {
  const { turns } = await answer(await fetch(`/api/v1/threads/${encodeURIComponent(threadId)}`))
  return turns
}

/**
 * Sent again with the same id, it is still one message.
 *
 * @param {string} threadId
 * @param {{ id: string, text: string }} message
 * @param {AbortSignal} signal
 */
export function say(threadId, message, signal) {
  return fetch(`/api/v1/threads/${encodeURIComponent(threadId)}/messages`, {
    method: 'POST',
    headers: { ...events, 'content-type': 'application/json' },
    body: JSON.stringify(message),
    signal,
  })
}

/**
 * @param {string} turnId
 * @param {string | null} lastEventId
 * @param {AbortSignal} signal
 */
export function listen(turnId, lastEventId, signal) {
  const headers = lastEventId ? { ...events, 'last-event-id': lastEventId } : events
  return fetch(`/api/v1/turns/${turnId}`, { headers, signal })
}

/**
 * @param {string} turnId
 * @param {AbortSignal} signal
 */
export function retry(turnId, signal) {
  return fetch(`/api/v1/turns/${turnId}/retry`, { method: 'POST', headers: events, signal })
}

/** @param {string} turnId */
export async function stop(turnId) {
  const response = await fetch(`/api/v1/turns/${turnId}/stop`, { method: 'POST' })
  // 409: it ended by itself in the meantime, which is what was wanted.
  if (response.status !== 409) await answer(response)
}

/**
 * What went wrong, in words for a person.
 *
 * @param {Response} response
 * @returns {Promise<Problem>}
 */
export async function problemOf(response) {
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  if (isJson) return (await response.json()).error
  return { code: 'unavailable', message: `The server answered with ${response.status}.` }
}

/** @param {Response} response */
async function answer(response) {
  if (response.ok) return response.json()
  throw new Error((await problemOf(response)).message)
}
