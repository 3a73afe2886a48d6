import type { MiddlewareHandler } from 'hono'

import { refused } from './refusal.ts'

const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** Tells browsers to run, load and frame nothing that is not ours. */
export function safeHeaders(): MiddlewareHandler {
  return async (c, next) => {
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
    await next()
  }
}

/**
 * Refuses requests that change something and were made by another site's page. Programs send neither
 * header and pass. `origins` are ours too, for when a proxy changes the host.
 */
export function ownSiteOnly(origins: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    if (changes(c.req.method) && isForeign()) throw refused('forbidden', sentence)
    await next()

    function isForeign(): boolean {
      const origin = c.req.header('origin')
      if (origin === undefined) return c.req.header('sec-fetch-site') === 'cross-site'
      return !origins.includes(origin) && hostOf(origin) !== hostOf(c.req.url)
    }
  }
}

const sentence = 'This request came from another site, so I did not follow it.'

function changes(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method)
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null
}
