import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Who may import whom. A message flows channels, bot, agents, storage; imports flow to core. */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  channels: ['core'],
  storage: ['core'],
  agents: ['core'],
  bot: ['core', 'channels', 'storage', 'agents'],
}

/** Folders whose children are strangers to one another. */
const strangers = ['agents', 'channels']

/** The only files that may name a concrete channel, model or store. */
const roots = [
  'bot/main.ts',
  'bot/channels.ts',
  'bot/charts/drawing-worker.ts',
  'bot/cli.ts',
  'bot/hub.ts',
  'bot/doctor.ts',
  'bot/migrate.ts',
  'bot/slack-checks.ts',
  'bot/usage.ts',
]

/** Where a library may be named. */
const homes: Record<string, string> = {
  '@anthropic-ai/': 'agents/models/',
  '@electric-sql/': 'storage/',
  '@langchain/': 'bot/graph/',
  '@resvg/': 'bot/charts/',
  '@slack/': 'channels/slack/',
  botbuilder: 'channels/teams/',
  bullmq: 'bot/jobs/',
  'cron-parser': 'bot/jobs/',
  'discord.js': 'channels/discord/',
  'fast-xml-parser': 'agents/stocks/',
  hono: 'bot/gateway/',
  ioredis: 'storage/',
  openai: 'agents/models/',
  pino: 'core/',
  postgres: 'storage/',
  'prom-client': 'core/',
  undici: 'agents/stocks/',
  unpdf: 'channels/pdf-worker.ts',
  'yahoo-finance2': 'agents/stocks/',
}

const imports = Object.keys(mayImport).flatMap((folder) => sources(folder).flatMap(importsOf))
const ours = imports.filter(({ to }) => top(to) in mayImport)

it.each(Object.keys(mayImport))('%s imports only what it may', (folder) => {
  const allowed = [folder, ...(mayImport[folder] ?? [])]
  const found = ours.filter(({ from, to }) => top(from) === folder && !allowed.includes(top(to)))
  expect(found).toEqual([])
})

it.each(strangers)('%s do not import one another', (folder) => {
  const found = ours.filter(({ from, to }) => isChild(folder, from) && isChild(folder, to))
  expect(found.filter(({ from, to }) => child(from) !== child(to))).toEqual([])
})

it('only the roots name a concrete channel, model or store', () => {
  const inBot = ours.filter(({ from }) => top(from) === 'bot' && !roots.includes(from))
  const concrete = inBot.filter(
    ({ to }) => isChild('channels', to) || isOneOf(to, ['agents', 'storage']),
  )
  expect(concrete).toEqual([])
})

it.each(Object.entries(homes))('%s is named only in %s', (library, home) => {
  const found = imports.filter(({ from, to }) => to.startsWith(library) && !from.startsWith(home))
  expect(found).toEqual([])
})

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file))
}

function importsOf(from: string): { from: string; to: string }[] {
  const source = readFileSync(join(root, from), 'utf8')
  const found = [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)]
  return found.map(([, to = '']) => ({ from, to: to.startsWith('.') ? resolve(from, to) : to }))
}

function resolve(from: string, to: string): string {
  return relative(root, join(root, dirname(from), to))
}

function isChild(folder: string, path: string): boolean {
  return top(path) === folder && path.split('/').length > 2
}

function isOneOf(path: string, folders: readonly string[]): boolean {
  return folders.includes(top(path))
}

function child(path: string): string {
  return path.split('/')[1] ?? ''
}

function top(path: string): string {
  return path.split('/')[0] ?? ''
}
