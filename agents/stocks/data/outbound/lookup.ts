import { lookup, type LookupAddress, type LookupOptions } from 'node:dns'
import type { LookupFunction } from 'node:net'

import { AppError } from '../../../../core/errors.ts'

/** Which addresses a connection may go to. */
export type Permit = (address: string) => boolean

/** All the addresses of a name. */
export type Resolve = (
  hostname: string,
  options: LookupOptions,
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

const bySystem: Resolve = (hostname, options, callback) =>
  lookup(hostname, { ...options, all: true }, callback)

/**
 * Names become addresses here for the very connection that is made, so that a name which answers otherwise the
 * second time it is asked leads nowhere else.
 */
export function checkedLookup(permit: Permit, resolve: Resolve = bySystem): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, options, (error, found) => {
      if (error !== null) return callback(error, [])
      const [first] = found
      const wrong = found.find(({ address }) => !permit(address))
      if (first === undefined || wrong !== undefined) return callback(ledInside(hostname), [])
      if (options.all === true) return callback(null, found)
      callback(null, first.address, first.family)
    })
  }
}

/** The address is not said: who asks is not to learn what lies inside. */
export function ledInside(hostname: string): AppError {
  return new AppError('unavailable', `${hostname} is no public address`)
}
