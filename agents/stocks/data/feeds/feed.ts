import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'

import { AppError } from '../../../../core/errors.ts'
import type { Headline } from '../../types.ts'
import { momentOf } from './moment.ts'

export interface Feed {
  readonly headlines: readonly Headline[]
  /** How many items had no title or no date that can be read. */
  readonly leftOut: number
}

/** More than any feed shows at a time. */
const mostItems = 500

/** Reads RSS 2, RSS 1 and Atom. Throws `invalid` for anything else; nothing in the text is followed or run. */
export function readFeed(xml: string, host: string): Feed {
  const root = rootShape.safeParse(parse(xml))
  if (!root.success) throw noFeed()
  const { rss, feed } = root.data
  const rdf = root.data['rdf:RDF']
  const items = rss?.channel.item ?? rdf?.item ?? feed?.entry
  if (items === undefined && rss === undefined && rdf === undefined && feed === undefined)
    throw noFeed()
  const title = plainText(rss?.channel.title ?? rdf?.channel?.title ?? feed?.title ?? '')
  const publisher = title === '' ? host : title.slice(0, 80)
  const shown = (items ?? []).slice(0, mostItems)
  const headlines = shown.flatMap((item) => headlineOf(item, publisher))
  return { headlines, leftOut: shown.length - headlines.length }
}

/** Entities of one's own are how a small text becomes a large one, or another file: such a text is refused unread. */
function parse(xml: string): unknown {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new AppError('invalid', 'the feed defines entities')
  if (XMLValidator.validate(xml) !== true) throw noFeed()
  try {
    return parser.parse(xml)
  } catch (error) {
    throw new AppError('invalid', 'the feed is no XML', { cause: error })
  }
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  htmlEntities: true,
  maxNestedTags: 50,
  isArray: (name) => name === 'item' || name === 'entry' || name === 'link',
})

function noFeed(): AppError {
  return new AppError('invalid', 'the text is no RSS and no Atom')
}

/** An element is its text, or its text with attributes; of several only the first is meant. */
const one = z.union([
  z.string(),
  z.object({ '#text': z.string().default('') }).transform((element) => element['#text']),
])
const text = z
  .union([one, z.array(one).transform(([first]) => first ?? '')])
  .optional()
  .catch(undefined)

const link = z.union([
  z.string().transform((href) => ({ href, rel: 'alternate' })),
  z
    .object({
      '@href': z.string().optional(),
      '#text': z.string().optional(),
      '@rel': z.string().default('alternate'),
    })
    .transform((element) => ({
      href: element['@href'] ?? element['#text'] ?? '',
      rel: element['@rel'],
    })),
])

const itemShape = z.object({
  title: text,
  link: z.array(link).default([]).catch([]),
  pubDate: text,
  'dc:date': text,
  published: text,
  updated: text,
  source: z
    .union([z.object({ title: text }).transform(({ title }) => title), text])
    .catch(undefined),
})

const items = z
  .array(
    itemShape.catch({
      title: undefined,
      link: [],
      pubDate: undefined,
      'dc:date': undefined,
      published: undefined,
      updated: undefined,
      source: undefined,
    }),
  )
  .optional()

const rootShape = z.object({
  rss: z.object({ channel: z.object({ title: text, item: items }) }).optional(),
  'rdf:RDF': z.object({ channel: z.object({ title: text }).optional(), item: items }).optional(),
  feed: z.object({ title: text, entry: items }).optional(),
})

function headlineOf(item: z.infer<typeof itemShape>, publisher: string): Headline[] {
  const title = plainText(item.title ?? '')
  const dated = item.pubDate ?? item['dc:date'] ?? item.published ?? item.updated
  const publishedAt = momentOf(dated ?? '')
  if (title === '' || publishedAt === null) return []
  const source = plainText(item.source ?? '')
  const href = item.link.find(({ rel }) => rel === 'alternate')?.href ?? ''
  return [
    {
      title,
      publisher: source === '' ? publisher : source.slice(0, 80),
      publishedAt,
      url: webAddress(href),
    },
  ]
}

function webAddress(href: string): string | null {
  const url = URL.parse(href.trim())
  return url !== null && /^https?:$/.test(url.protocol) && href.length <= 2_000 ? url.href : null
}

const longestTitle = 300

/** Titles come with the markup of a page, often packed twice. */
function plainText(markup: string): string {
  const bounded = markup.slice(0, 4 * longestTitle)
  const decoded = decode(bounded.replaceAll(/<[^<>]*>/g, ' '))
  return decoded
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, longestTitle)
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

function decode(packed: string): string {
  return packed.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, ...parts: unknown[]) => {
      const [decimal, hexadecimal, name] = parts
      if (typeof name === 'string') return named[name.toLowerCase()] ?? whole
      const code =
        typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16)
      return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : ' '
    },
  )
}
