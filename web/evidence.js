// @ts-check
import { element } from './elements.js'

/** @typedef {import('../core/types.ts').Evidence} Evidence */

/** @type {Readonly<Record<string, string>>} */
const freshness = {
  live: 'live',
  delayed: 'delayed',
  closed: 'at the close',
  stale: 'out of date',
  demo: 'demo',
}

/** @param {Evidence} evidence */
export function sourceItem(evidence) {
  const item = document.createElement('li')
  const subject = Object.values(evidence.arguments).filter((value) => value !== null)
  const time = element('time', dateText(evidence.asOf))
  time.setAttribute('datetime', evidence.asOf)
  item.append(
    element('b', [evidence.tool, ...subject].join(' ')),
    element('span', evidence.source),
    time,
    element('i', freshness[evidence.freshness] ?? evidence.freshness, {
      freshness: evidence.freshness,
    }),
  )
  return item
}

/** @param {string} iso A date, or a date-time. */
function dateText(iso) {
  const isDay = iso.length === 10
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  // A day is a day wherever it is read.
  if (isDay) return date.toLocaleDateString(undefined, { dateStyle: 'medium', timeZone: 'UTC' })
  return date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}
