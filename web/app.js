// @ts-check
import { composer } from './composer.js'
import { openConversation } from './conversation.js'
import { part } from './elements.js'
import { keepEndInSight } from './scroll.js'

const lastThread = 'hub.thread'

const welcome = part(document, '#welcome', HTMLElement)
const list = part(document, '#turns', HTMLElement)
const notice = part(document, '#notice', HTMLElement)
const announcer = part(document, '#announcer', HTMLElement)
const anew = part(document, '#new', HTMLButtonElement)

const view = keepEndInSight(list)
const writing = composer({
  onSend: (text) => current.ask(text),
  onStop: () => current.stopFirst().catch(showNotice),
})
let current = openConversation(null, place())

for (const example of welcome.querySelectorAll('button'))
  example.addEventListener('click', () => current.ask(example.textContent))
anew.addEventListener('click', beginAnew)
addEventListener('hashchange', () => void open(threadInAddress()))

const stored = localStorage.getItem(lastThread)
if (threadInAddress() === null && stored) history.replaceState(null, '', `#${stored}`)
void open(threadInAddress())

/** @param {string | null} threadId */
async function open(threadId) {
  current.leave()
  list.replaceChildren()
  notice.hidden = true
  writing.offerStop(false)
  const opened = openConversation(threadId, place())
  current = opened
  showWelcome(threadId === null)
  writing.focus()
  try {
    await opened.load()
    if (threadId) localStorage.setItem(lastThread, threadId)
  } catch (error) {
    showNotice(error)
  }
}

function place() {
  return {
    list,
    onOpened: name,
    onAsked() {
      showWelcome(false)
      view.follow()
    },
    onRunning: writing.offerStop,
    announce: (/** @type {string} */ words) => (announcer.textContent = words),
  }
}

/**
 * The address names the conversation, so that it can be kept and come back to.
 *
 * @param {string} threadId
 */
function name(threadId) {
  history.pushState(null, '', `#${threadId}`)
  localStorage.setItem(lastThread, threadId)
}

function beginAnew() {
  localStorage.removeItem(lastThread)
  history.pushState(null, '', location.pathname)
  void open(null)
}

function threadInAddress() {
  return decodeURIComponent(location.hash.slice(1)) || null
}

/** @param {boolean} isWanted */
function showWelcome(isWanted) {
  welcome.hidden = !isWanted
  anew.hidden = isWanted
}

/** @param {unknown} error */
function showNotice(error) {
  notice.textContent = error instanceof Error ? error.message : String(error)
  notice.hidden = false
}
