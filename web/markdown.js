// @ts-check
import purify from './vendor/dompurify.js'
import { Marked } from './vendor/marked.js'

/** HTML and images are shown as the words they are: answers quote text that others wrote. */
const marked = new Marked({
  gfm: true,
  renderer: {
    html: ({ text }) => escaped(text),
    image: ({ text }) => escaped(text),
  },
})

const allowed = {
  ALLOWED_TAGS:
    'a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li ol p pre strong table tbody td th thead tr ul'.split(
      ' ',
    ),
  ALLOWED_ATTR: ['align', 'href', 'start'],
  ADD_URI_SAFE_ATTR: ['align', 'start'],
  ALLOWED_URI_REGEXP: /^https?:\/\//i,
  RETURN_DOM_FRAGMENT: /** @type {const} */ (true),
}

/**
 * Markdown as nodes that are safe to show.
 *
 * @param {string} markdown
 */
export function rendered(markdown) {
  const html = marked.parse(markdown, { async: false })
  const fragment = purify.sanitize(html, allowed)
  for (const link of fragment.querySelectorAll('a')) leadAway(link)
  for (const table of fragment.querySelectorAll('table')) letScroll(table)
  return fragment
}

/** @param {HTMLAnchorElement} link */
function leadAway(link) {
  link.rel = 'noopener noreferrer nofollow'
  link.target = '_blank'
}

/** @param {HTMLTableElement} table */
function letScroll(table) {
  const frame = document.createElement('div')
  frame.className = 'table'
  frame.tabIndex = 0
  frame.setAttribute('role', 'group')
  frame.setAttribute('aria-label', 'Table')
  table.replaceWith(frame)
  frame.append(table)
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
