import postgres from 'postgres'

import type { Sql } from './database.ts'

type Options = postgres.Options<{ bigint: typeof bigint }>

/** A count or a key as a plain number: none of ours comes near 2^53. */
const bigint = { to: 20, from: [20], parse: Number, serialize: String }

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
  types: { bigint },
  onnotice: () => {},
  // The default waits for up to 20 s, and queries with it, after the server was back within one.
  backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 0.25),
} satisfies Options
