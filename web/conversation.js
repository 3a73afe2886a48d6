// @ts-check
import { answerView } from './answer.js'
import { listen, openThread, retry, say, turnsOf } from './api.js'
import { following } from './following.js'

/**
 * @typedef {import('./api.js').RecordedTurn} RecordedTurn
 * @typedef {import('./stream.js').WireEvent} WireEvent
 *
 * @typedef {object} Room Where a conversation is shown.
 * @property {HTMLElement} list
 * @property {(threadId: string) => void} onOpened
 * @property {() => void} onAsked
 *
 * @typedef {Room & import('./following.js').Audience} Place
 */

/**
 * One conversation on the page.
 *
 * @param {string | null} threadId Null for one that begins with the first question.
 * @param {Place} place
 */
export function openConversation(threadId, place) {
  const leaving = new AbortController()
  const { signal } = leaving
  const { follow, stopFirst } = following(signal, place)
  const thread = threadOnce(threadId, (id) => signal.aborted || place.onOpened(id))
  return { load, ask, stopFirst, leave: () => leaving.abort() }

  async function load() {
    const turns = threadId === null ? [] : await turnsOf(threadId)
    if (!signal.aborted) turns.forEach(recall)
  }

  /** @param {RecordedTurn} turn */
  function recall(turn) {
    const { text } = turn.message
    const ending = endingOf(turn)
    if (ending) addView(text, () => askAgain(text, turn.id)).show(ending)
    else start(text, () => listen(turn.id, null, signal))
  }

  /** @param {string} text */
  function ask(text) {
    const message = { id: randomId(), text }
    start(text, async () => say(await thread(), message, signal))
  }

  /**
   * @param {string} text
   * @param {string} turnId
   */
  function askAgain(text, turnId) {
    start(text, () => retry(turnId, signal))
  }

  /**
   * @param {string} text
   * @param {() => Promise<Response>} begin
   */
  function start(text, begin) {
    const view = addView(text, () => void again())
    const end = follow(begin, view.show)
    place.onAsked()

    /** An answer that failed is asked for anew; one that we lost sight of is looked for. */
    async function again() {
      const { turnId, isLost } = await end
      if (turnId && !isLost) return askAgain(text, turnId)
      view.root.remove()
      start(text, turnId ? () => listen(turnId, null, signal) : begin)
    }
  }

  /**
   * @param {string} text
   * @param {() => void} onRetry
   */
  function addView(text, onRetry) {
    const view = answerView(text, { onChoice: ask, onRetry })
    place.list.append(view.root)
    return view
  }
}

/**
 * The thread's id, opened when it is first needed: two questions asked at once open one thread.
 *
 * @param {string | null} threadId
 * @param {(threadId: string) => void} onOpened
 */
function threadOnce(threadId, onOpened) {
  let opening = threadId === null ? null : Promise.resolve(threadId)
  return () => (opening ??= open())

  async function open() {
    try {
      const id = await openThread()
      onOpened(id)
      return id
    } catch (error) {
      opening = null
      throw error
    }
  }
}

/**
 * @param {RecordedTurn} turn
 * @returns {WireEvent | null}
 */
function endingOf({ state, reply, failure }) {
  if (state === 'queued' || state === 'running') return null
  if (reply && state === 'done') return { type: 'done', reply }
  const message = failure ?? (state === 'stopped' ? 'Stopped.' : 'This was not answered.')
  return { type: 'failed', error: { code: state, message }, partial: '' }
}

/** `crypto.randomUUID` is missing on pages that came over plain HTTP. */
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
