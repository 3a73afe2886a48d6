// @ts-check
import { part } from './elements.js'

/**
 * Where the person writes.
 *
 * @param {{ onSend: (text: string) => void, onStop: () => Promise<void> }} verbs
 */
export function composer({ onSend, onStop }) {
  const form = part(document, '#composer', HTMLFormElement)
  const field = part(form, 'textarea', HTMLTextAreaElement)
  const stop = part(form, '#stop', HTMLButtonElement)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    send()
  })
  field.addEventListener('keydown', (event) => {
    // While an input method composes, Enter chooses a word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    send()
  })
  stop.addEventListener('click', () => {
    stop.disabled = true
    void onStop().finally(() => (stop.disabled = false))
  })
  return {
    focus: () => field.focus(),
    /** @param {boolean} canStop */
    offerStop: (canStop) => (stop.hidden = !canStop),
  }

  function send() {
    const text = field.value
    if (text.trim() === '') return
    field.value = ''
    onSend(text)
  }
}
