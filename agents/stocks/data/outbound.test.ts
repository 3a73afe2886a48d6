import type { LookupAddress } from 'node:dns'
import { gzipSync } from 'node:zlib'

import { afterEach, describe, expect, it } from 'vitest'

import { type Site, startSite } from '../../../test/fakes/site.ts'
import { isPublic } from './outbound/addresses.ts'
import { translate } from './outbound/errors.ts'
import { openOutbound, type OutboundOptions } from './outbound/fetch.ts'
import { checkedLookup, type Resolve } from './outbound/lookup.ts'

const open: Site[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((site) => site.close()))
})

async function start(pages: Parameters<typeof startSite>[0]) {
  const site = await startSite(pages)
  open.push(site)
  return site
}

function outboundTo(site: Site, more: Partial<OutboundOptions> = {}) {
  return openOutbound({
    hosts: ['data.example.org', '*.example.net'],
    baseUrl: site.url,
    allowsLoopback: true,
    mostBytes: 1_000,
    ...more,
  })
}

describe('addresses', () => {
  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '198.18.0.1',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'ff02::1',
    'localhost',
    '',
  ])('%s is no public address', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  it.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '23.1.2.3', '2606:4700::1111', '2a00:1450::1'])(
    '%s is one',
    (address) => {
      expect(isPublic(address)).toBe(true)
    },
  )
})

describe('names', () => {
  /** A name server of ours, in the place of the system's. */
  function lookUp(found: readonly LookupAddress[], all: boolean) {
    const names: Resolve = (_name, _options, callback) => callback(null, [...found])
    return new Promise((resolve, reject) => {
      checkedLookup(isPublic, names)('example.org', { all }, (error, address, family) => {
        if (error === null) resolve(all ? address : { address, family })
        else reject(error)
      })
    })
  }

  const outside = { address: '23.1.2.3', family: 4 }

  it('a name goes where it says', async () => {
    expect(await lookUp([outside], true)).toEqual([outside])
    expect(await lookUp([outside], false)).toEqual(outside)
  })

  it.each([
    ['inside', [{ address: '10.0.0.1', family: 4 }]],
    ['outside and inside', [outside, { address: '::1', family: 6 }]],
    ['nowhere', []],
  ])('a name that leads %s is refused, and its address is not said', async (_, found) => {
    const error = { code: 'unavailable', message: 'example.org is no public address' }
    await expect(lookUp(found, true)).rejects.toMatchObject(error)
  })

  it('the connection itself is refused, whatever the name was when somebody looked', async () => {
    const outbound = openOutbound({ hosts: ['localhost'], mostBytes: 1_000 })
    const refused = outbound('https://localhost/').catch((error: unknown) =>
      translate(error, AbortSignal.any([])),
    )
    expect(await refused).toMatchObject({ message: 'localhost is no public address' })
  })
})

describe('places', () => {
  it.each([
    'http://data.example.org/',
    'https://data.example.org:8443/',
    'https://ada:secret@data.example.org/',
    'https://data.example.org.evil.test/',
    'https://evil.test/data.example.org',
    'https://notexample.net/',
    'ftp://data.example.org/',
    'file:///etc/passwd',
    'data:text/plain,hello',
  ])('does not go to %s', async (url) => {
    const site = await start({ '/': { body: 'here' } })
    await expect(outboundTo(site)(url)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/^led away to /),
    })
    expect(site.visits).toEqual([])
  })

  it.each([
    'https://data.example.org/a?b=c',
    'https://x.example.net/a?b=c',
    'https://example.net/a?b=c',
  ])('goes to %s', async (url) => {
    const site = await start({ '/a?b=c': { body: 'here' } })
    expect(await (await outboundTo(site)(url)).text()).toBe('here')
  })

  it('does not go to this machine unless a test says so', async () => {
    const site = await start({ '/': { body: 'here' } })
    const outbound = outboundTo(site, { allowsLoopback: false })
    await expect(outbound('https://data.example.org/')).rejects.toMatchObject({
      message: '127.0.0.1 is no public address',
    })
    expect(site.visits).toEqual([])
  })
})

describe('redirects', () => {
  it('are answers where none may be followed', async () => {
    const site = await start({ '/': { status: 302, headers: { location: '/b' } } })
    expect((await outboundTo(site)('https://data.example.org/')).status).toBe(302)
  })

  it('are followed to an allowed place, so many times', async () => {
    const site = await start({
      '/': { status: 301, headers: { location: 'https://x.example.net/b' } },
      '/b': { status: 307, headers: { location: '/c' } },
      '/c': { body: 'here' },
    })
    const twice = outboundTo(site, { redirects: 2 })
    expect(await (await twice('https://data.example.org/')).text()).toBe('here')
    const once = outboundTo(site, { redirects: 1 })
    expect((await once('https://data.example.org/')).status).toBe(307)
  })

  it.each([
    'https://evil.test/',
    'http://169.254.169.254/latest',
    'file:///etc/passwd',
    '//evil.test/',
  ])('to %s are refused', async (location) => {
    const site = await start({ '/': { status: 302, headers: { location } } })
    const outbound = outboundTo(site, { redirects: 3 })
    await expect(outbound('https://data.example.org/')).rejects.toMatchObject({
      message: expect.stringMatching(/^led away to /),
    })
  })
})

describe('answers', () => {
  it('are read to the agreed size', async () => {
    const site = await start({ '/': { body: 'x'.repeat(1_000) } })
    expect(await (await outboundTo(site)('https://data.example.org/')).text()).toHaveLength(1_000)
  })

  it.each([
    ['larger ones', { body: 'x'.repeat(1_001) }],
    [
      'those that unpack to more',
      { body: gzipSync('x'.repeat(1_000_000)), headers: { 'content-encoding': 'gzip' } },
    ],
  ])('%s end in an error', async (_, page) => {
    const site = await start({ '/': page })
    const response = await outboundTo(site)('https://data.example.org/')
    await expect(response.text()).rejects.toMatchObject({ message: 'answered with too much' })
  })

  it('keep their cookies apart', async () => {
    const site = await start({ '/': { headers: { 'set-cookie': 'a=1; Path=/' } } })
    const response = await outboundTo(site)('https://data.example.org/')
    expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/'])
  })

  it('end when the caller has waited long enough', async () => {
    const site = await start({ '/': 'hang' })
    const waited = outboundTo(site)('https://data.example.org/', {
      signal: AbortSignal.timeout(30),
    })
    await expect(waited).rejects.toMatchObject({ name: 'TimeoutError' })
  })
})
