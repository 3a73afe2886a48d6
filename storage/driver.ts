import postgres from 'postgres'
import { parse } from 'postgres-array'

import type { Sql } from './database.ts'

type Options = postgres.Options<typeof types>

/** A count or a key as a plain number: none of ours comes near 2^53. */
const bigint = { to: 20, from: [20], parse: Number, serialize: String }

const types = { bigint, texts: arrayOf(1009), ids: arrayOf(2951) }

function arrayOf(type: number) {
  return { to: type, from: [type], serialize: written, parse: (text: string) => parse(text) }
}

function written(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join()}}`
}

/** Where to connect: a URL, or a stream of bytes that somebody else provides. */
export interface DriverOptions extends Options {
  readonly socket?: () => NodeJS.ReadWriteStream
}

/** postgres.js, set up the same way for every kind of database. */
export function openDriver(options: DriverOptions, url?: string): Sql {
  const all = { ...defaults, ...options }
  return url === undefined ? postgres(all) : postgres(url, all)
}

const defaults = {
  types,
  // It would ask for all others when it connects, and a connection that is cut just then would end the process: nobody
  // hears of that promise.
  fetch_types: false,
  onnotice: () => {},
  // The default waits for up to 20 s, and queries with it, after the server was back within one.
  backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 0.25),
} satisfies Options
