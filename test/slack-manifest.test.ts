import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { callbackPath } from '../bot/slack-settings.ts'
import { departureOf } from '../channels/slack/departure.ts'
import { envelope, eventOf } from '../channels/slack/envelope.ts'
import { openedOf } from '../channels/slack/opened.ts'
import { events, scopes } from '../channels/slack/scopes.ts'
import { knownEvents, readManifest, scopeFor } from './fakes/slack/app.ts'
import { eventSamples } from './fakes/slack/event-samples.ts'
import { scopesFor } from './fakes/slack/scopes.ts'

const folder = join(import.meta.dirname, '../channels/slack')
const code = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n')

const methods = named(/'((?:agents|assistant|chat|conversations|files|users|views)\.[\w.]+)'/g)

describe.each(['manifest.yaml', 'manifest-http.yaml'])('deploy/slack/%s', (name) => {
  const { features, oauth_config: oauth, settings } = readManifest(name)

  it('asks for the scopes that the code asks for', () => {
    expect(oauth.scopes.bot).toEqual(scopes)
  })

  it('asks for no scope that nothing needs', () => {
    const superfluous = oauth.scopes.bot.filter((scope) => {
      const others = oauth.scopes.bot.filter((other) => other !== scope)
      return closedBy(others).length === 0 && deafTo(others).length === 0 && scope !== 'commands'
    })
    expect(superfluous).toEqual([])
  })

  it('subscribes to what the code does something with, and to nothing else', () => {
    const subscribed = settings.event_subscriptions.bot_events
    expect(subscribed).toEqual(events)
    expect(subscribed).toEqual(knownEvents.filter(isHeard))
  })

  it('may be told of what it subscribes to', () => {
    expect(deafTo(oauth.scopes.bot)).toEqual([])
  })

  it('has the commands and shortcuts that the code listens to', () => {
    const commands = features.slash_commands.map(({ command }) => command)
    expect(commands).toEqual(named(/\.command\('([^']+)'/g))
    const shortcuts = features.shortcuts.map(({ callback_id: id }) => id)
    expect(shortcuts).toEqual(named(/\.shortcut\('([^']+)'/g))
    expect(oauth.scopes.bot).toContain('commands')
  })

  it('opens every method that the code calls', () => {
    expect(methods).toContain('chat.startStream')
    expect(closedBy(oauth.scopes.bot)).toEqual([])
  })
})

/** Methods that the code calls, and that those scopes do not open. */
function closedBy(scopesGiven: readonly string[]): readonly string[] {
  return methods.filter((method) => {
    const wanted = scopesFor(method)
    return wanted !== null && !wanted.some((scope) => scopesGiven.includes(scope))
  })
}

/** Events that the app wants to be told of, and with those scopes is not. */
function deafTo(scopesGiven: readonly string[]): readonly string[] {
  return events.filter((event) => {
    const wanted = scopeFor(event)
    return wanted !== null && !scopesGiven.includes(wanted)
  })
}

/** Whether the code makes anything of such an event. */
function isHeard(name: string): boolean {
  const [type = ''] = name.split('.')
  const event = { ...eventSamples[name], type }
  const told = envelope.parse({ type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event })
  return [eventOf, openedOf, departureOf].some((read) => read(told) !== null)
}

it('over a socket, nothing of ours has an address, and the token is for good', () => {
  const { features, settings } = readManifest('manifest.yaml')
  expect(settings).toMatchObject({ socket_mode_enabled: true, token_rotation_enabled: false })
  const { event_subscriptions: told, interactivity } = settings
  const commands = features.slash_commands.map(({ url }) => url)
  const addresses = [told.request_url, interactivity.request_url, ...commands]
  expect(addresses.filter((url) => url !== undefined)).toEqual([])
})

it('over HTTP, every address is one that the hub listens at, and tokens are renewed', () => {
  const { features, oauth_config: oauth, settings } = readManifest('manifest-http.yaml')
  expect(settings).toMatchObject({ socket_mode_enabled: false, token_rotation_enabled: true })
  const { event_subscriptions: told, interactivity } = settings
  const commands = features.slash_commands.map(({ url }) => url)
  for (const url of [told.request_url, interactivity.request_url, ...commands]) {
    expect(url).toBe('https://hub.example/channels/slack/events')
  }
  expect(oauth.redirect_urls).toEqual([`https://hub.example${callbackPath}`])
})

/** Every first group of that pattern in the code, once each, in order. */
function named(pattern: RegExp): readonly string[] {
  return [...new Set([...code.matchAll(pattern)].map(([, name = '']) => name))].toSorted()
}
