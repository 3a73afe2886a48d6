import type { Picture } from '../picture.ts'
import { escape, quote } from './markdown.ts'

/**
 * The headlines in evidence, quoted as text with publisher and day, the one that moved the score most first; none from
 * before a day where one is given.
 */
export function headlinesOf({ text }: Picture, from = ''): readonly string[] {
  return places.flatMap((place) => {
    const title = text(`headline${place}`)
    if (title === null || (text(`headline${place}At`) ?? '') < from) return []
    const by = [text(`headline${place}Publisher`), text(`headline${place}At`)?.slice(0, 10) ?? null]
    const quoted = linked(quote(title), text(`headline${place}Url`))
    const origin = by
      .filter((part) => part !== null)
      .map(escape)
      .join(', ')
    return [origin === '' ? quoted : `${quoted} (${origin})`]
  })
}

const places = [1, 2, 3]

/** A link only to an address that the evidence itself names, and only on the web. */
function linked(quoted: string, url: string | null): string {
  if (url === null || !URL.canParse(url)) return quoted
  const { href, protocol } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') return quoted
  return `[${quoted}](${href.replace(/[()<>]/g, (sign) => escapes[sign] ?? '')})`
}

const escapes: Readonly<Record<string, string>> = { '(': '%28', ')': '%29', '<': '%3C', '>': '%3E' }
