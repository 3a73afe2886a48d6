// @ts-check
import { listen, stop } from './api.js'
import { followReply } from './stream.js'

/**
 * @typedef {import('./stream.js').WireEvent} WireEvent
 * @typedef {{ turnId: string, isLost: boolean }} Followed `turnId` is empty while it is not known.
 *
 * @typedef {object} Audience
 * @property {(canStop: boolean) => void} onRunning
 * @property {(words: string) => void} announce
 */

/**
 * The answers that are being written, each followed to its end.
 *
 * @param {AbortSignal} signal
 * @param {Audience} audience
 */
export function following(signal, { onRunning, announce }) {
  /** @type {Set<Followed>} Oldest first. */
  const running = new Set()
  return { follow, stopFirst }

  /**
   * @param {() => Promise<Response>} begin
   * @param {(event: WireEvent) => void} show
   */
  async function follow(begin, show) {
    /** @type {Followed} */
    const turn = { turnId: '', isLost: false }
    running.add(turn)
    tell({ type: 'status', text: 'Thinking' })
    await followReply({ begin, resume, tell, signal }).catch(giveUp)
    running.delete(turn)
    report()
    return turn

    /**
     * @param {string} turnId
     * @param {string} lastEventId
     */
    function resume(turnId, lastEventId) {
      return listen(turnId, lastEventId, signal)
    }

    /** @param {Error} error */
    function giveUp(error) {
      reportError(error)
      tell({ type: 'failed', error: { code: 'bug', message: error.message }, partial: '' })
    }

    /** @param {WireEvent} event */
    function tell(event) {
      if (signal.aborted) return
      if (event.type === 'turn') turn.turnId = event.turnId
      if (event.type === 'failed') turn.isLost = event.error.code === 'lost'
      show(event)
      const words = wordsOf(event)
      if (words) announce(words)
      report()
    }
  }

  async function stopFirst() {
    const [first] = running
    if (first?.turnId) await stop(first.turnId)
  }

  function report() {
    if (!signal.aborted) onRunning([...running].some(({ turnId }) => turnId !== ''))
  }
}

/**
 * What a person who cannot see the page is told.
 *
 * @param {WireEvent} event
 */
function wordsOf(event) {
  if (event.type === 'status') return event.text
  if (event.type === 'failed') return event.error.message
  return event.type === 'done' ? 'The answer is ready.' : null
}
