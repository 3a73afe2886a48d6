import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { callbackPath } from '../bot/slack-settings.ts'
import { events, scopes } from '../channels/slack/scopes.ts'
import { readManifest, scopeFor } from './fakes/slack/app.ts'
import { scopesFor } from './fakes/slack/scopes.ts'

const folder = join(import.meta.dirname, '../channels/slack')
const code = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n')

describe.each(['manifest.yaml', 'manifest-http.yaml'])('deploy/slack/%s', (name) => {
  const { features, oauth_config: oauth, settings } = readManifest(name)

  it('asks for the scopes that the code asks for', () => {
    expect(oauth.scopes.bot).toEqual(scopes)
  })

  it('subscribes to the events that the code knows, and may be told of them', () => {
    const subscribed = settings.event_subscriptions.bot_events
    expect(subscribed).toEqual(events)
    const wanted = subscribed.map(scopeFor).filter((scope) => scope !== null)
    expect(wanted.filter((scope) => !oauth.scopes.bot.includes(scope))).toEqual([])
  })

  it('has the commands and shortcuts that the code listens to', () => {
    const commands = features.slash_commands.map(({ command }) => command)
    expect(commands).toEqual(named(/\.command\('([^']+)'/g))
    const shortcuts = features.shortcuts.map(({ callback_id: id }) => id)
    expect(shortcuts).toEqual(named(/\.shortcut\('([^']+)'/g))
    expect(oauth.scopes.bot).toContain('commands')
  })

  it('opens every method that the code calls', () => {
    const methods = named(/'((?:agents|assistant|chat|conversations|files|users|views)\.[\w.]+)'/g)
    expect(methods).toContain('chat.startStream')
    const closed = methods.filter((method) => {
      const wanted = scopesFor(method)
      return wanted !== null && !wanted.some((scope) => oauth.scopes.bot.includes(scope))
    })
    expect(closed).toEqual([])
  })
})

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
