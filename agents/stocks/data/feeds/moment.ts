/** Zones by their names, as feeds write them; those of the United States `Date` knows itself. */
const zones: Readonly<Record<string, string>> = {
  UTC: '+0000',
  WET: '+0000',
  BST: '+0100',
  CET: '+0100',
  CEST: '+0200',
  EET: '+0200',
  IST: '+0530',
  SGT: '+0800',
  HKT: '+0800',
  JST: '+0900',
  KST: '+0900',
  AEST: '+1000',
  AEDT: '+1100',
}

const iso = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/
const mail =
  /^(?:[A-Za-z]{3,9},? +)?(\d{1,2} +[A-Za-z]{3,9} +\d{2,4} +\d{1,2}:\d{2}(?::\d{2})?)(?: +([A-Z]{1,5}|[+-]\d{4}))?$/

/**
 * The moment that a feed's date says, as ISO date-time; null where it says none. A date without a zone is in UTC,
 * for it must not depend on where the hub runs.
 */
export function momentOf(text: string): string | null {
  const trimmed = text.trim().slice(0, 60)
  const ms = Date.parse(isoText(trimmed) ?? mailText(trimmed) ?? '')
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}

function isoText(text: string): string | null {
  const spaced = text.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T')
  const match = iso.exec(spaced)
  if (match === null) return null
  return spaced.includes('T') && match[1] === undefined ? `${spaced}Z` : spaced
}

function mailText(text: string): string | null {
  const match = mail.exec(text)
  if (match === null) return null
  const [, moment = '', zone = 'UTC'] = match
  return `${moment} ${zones[zone] ?? zone}`
}
