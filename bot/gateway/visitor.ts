import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

import type { IncomingMessage } from '../../core/types.ts'
import { randomId } from './web-ids.ts'

/** Who asks: the one place that says so. Nobody signs in yet, so a browser is known by its cookie. */
export type Visitor = Pick<IncomingMessage, 'author' | 'organisation'>

const cookie = 'hub_visitor'
const yearSeconds = 365 * 24 * 60 * 60

export function visitorOf(c: Context): Visitor {
  return {
    author: { id: known(c) ?? welcome(c), name: 'Visitor' },
    organisation: { id: 'web:public', name: 'Web' },
  }
}

/** Whether they have been here before, and so may have something of their own. */
export function isKnown(c: Context): boolean {
  return known(c) !== null
}

function known(c: Context): string | null {
  const id = getCookie(c, cookie)
  return id && /^[\w-]{22}$/.test(id) ? id : null
}

function welcome(c: Context): string {
  const id = randomId()
  setCookie(c, cookie, id, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isEncrypted(c),
    maxAge: yearSeconds,
  })
  return id
}

function isEncrypted(c: Context): boolean {
  return (c.req.header('x-forwarded-proto') ?? new URL(c.req.url).protocol).startsWith('https')
}
