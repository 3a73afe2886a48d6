// @ts-check
import { chartItem } from './charts.js'
import { element, part } from './elements.js'
import { sourceItem } from './evidence.js'
import { rendered } from './markdown.js'

/**
 * @typedef {import('./stream.js').WireEvent} WireEvent
 * @typedef {Extract<WireEvent, { type: 'task' }>} Task
 * @typedef {Extract<WireEvent, { type: 'failed' }>} Failure
 * @typedef {Extract<WireEvent, { type: 'done' }>['reply']} Reply
 * @typedef {ReturnType<typeof partsOf>} Parts
 * @typedef {{ onChoice: (text: string) => void, onRetry: () => void }} Verbs
 */

/**
 * One question and its answer on the page. It shows the events it is told.
 *
 * @param {string} question
 * @param {Verbs} verbs
 */
export function answerView(question, { onChoice, onRetry }) {
  const parts = partsOf(question)
  const text = textView(parts.text)
  const steps = stepsView(parts.steps)
  parts.retry.addEventListener('click', () => {
    parts.retry.hidden = true
    onRetry()
  })
  return { root: parts.root, show }

  /** @param {WireEvent} event */
  function show(event) {
    switch (event.type) {
      case 'turn':
        return
      case 'status':
        return showStatus(parts, event.text)
      case 'task':
        return steps.show(event)
      case 'text':
        parts.status.hidden = true
        return text.add(event.delta)
      case 'restart':
        return text.replace('')
      case 'done':
        text.replace(event.reply.text)
        showReply(parts, event.reply, onChoice)
        break
      case 'failed':
        if (text.isEmpty()) text.replace(event.partial)
        showFailure(parts, event)
    }
    steps.settle()
    parts.status.hidden = true
    parts.article.ariaBusy = 'false'
  }
}

/** @param {string} question */
function partsOf(question) {
  const copy = part(document, '#turn', HTMLTemplateElement).content.cloneNode(true)
  if (!(copy instanceof DocumentFragment)) throw new Error('a template holds a fragment')
  const root = part(copy, 'li', HTMLLIElement)
  const article = part(root, 'article', HTMLElement)
  part(root, '.question span:last-child', HTMLElement).textContent = question
  article.ariaBusy = 'true'
  return {
    root,
    article,
    steps: part(root, '.steps', HTMLDetailsElement),
    status: part(root, '.status', HTMLElement),
    text: part(root, '.text', HTMLElement),
    failure: part(root, '.failure', HTMLElement),
    reason: part(root, '.failure span', HTMLElement),
    retry: part(root, '.failure button', HTMLButtonElement),
    charts: part(root, '.charts', HTMLElement),
    choices: part(root, 'article .choices', HTMLElement),
    sources: part(root, '.sources', HTMLDetailsElement),
  }
}

/**
 * Markdown that grows, painted at most once a frame.
 *
 * @param {HTMLElement} root
 */
function textView(root) {
  let markdown = ''
  let isPainting = false
  return { add, replace, isEmpty: () => markdown === '' }

  /** @param {string} delta */
  function add(delta) {
    replace(markdown + delta)
  }

  /** @param {string} whole */
  function replace(whole) {
    markdown = whole
    if (isPainting) return
    isPainting = true
    requestAnimationFrame(paint)
  }

  function paint() {
    isPainting = false
    root.replaceChildren(rendered(markdown))
  }
}

/**
 * What the analysts do, a line each; folded away once they are through.
 *
 * @param {HTMLDetailsElement} root
 */
function stepsView(root) {
  /** @type {Map<string, HTMLElement>} */
  const lines = new Map()
  const list = part(root, 'ul', HTMLElement)
  const summary = part(root, 'summary', HTMLElement)
  return { show, settle }

  /** @param {Task} task */
  function show({ id, title, state, detail }) {
    const line = lines.get(id) ?? list.appendChild(document.createElement('li'))
    line.textContent = detail ? `${title}: ${detail}` : title
    line.dataset['state'] = state
    lines.set(id, line)
    root.hidden = false
  }

  function settle() {
    for (const line of lines.values())
      if (line.dataset['state'] === 'started') line.dataset['state'] = 'failed'
    summary.textContent = lines.size === 1 ? 'One step' : `${lines.size} steps`
    root.open = false
  }
}

/**
 * @param {Parts} parts
 * @param {string} text
 */
function showStatus({ status }, text) {
  status.textContent = text
  status.hidden = false
}

/**
 * What the text does not say: it has the ratings, and that data are a demo's, for every channel.
 *
 * @param {Parts} parts
 * @param {Reply} reply
 * @param {(text: string) => void} onChoice
 */
function showReply({ charts, sources, choices }, reply, onChoice) {
  fill(charts, charts, (reply.charts ?? []).map(chartItem))
  fill(sources, part(sources, 'ul', HTMLElement), reply.evidence.map(sourceItem))
  part(sources, 'summary', HTMLElement).textContent = `Sources (${reply.evidence.length})`
  fill(choices, choices, reply.choices.map(button))

  /** @param {Reply['choices'][number]} choice */
  function button({ label, text }) {
    const made = element('button', label)
    made.addEventListener('click', () => onChoice(text))
    return made
  }
}

/**
 * @param {Parts} parts
 * @param {Failure} event
 */
function showFailure({ failure, reason }, { error }) {
  reason.textContent = error.message
  failure.dataset['code'] = error.code
  failure.hidden = false
}

/**
 * Shows a list where it has something in it.
 *
 * @param {HTMLElement} root
 * @param {HTMLElement} list
 * @param {readonly HTMLElement[]} items
 */
function fill(root, list, items) {
  list.replaceChildren(...items)
  root.hidden = items.length === 0
}
