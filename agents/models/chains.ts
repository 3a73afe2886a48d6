import { readText, type Settings, unfit } from './settings.ts'
import {
  configured,
  isConfigured,
  modelOf,
  nameOf,
  type Provider,
  readLists,
  type Target,
  targetFrom,
} from './targets.ts'

/** Targets in the order in which they are tried; empty where no model is to write. */
export type Chain = readonly Target[]

/** Which models the settings ask for, by whom and by what name. */
export interface Chains {
  /** A project's own; the default of all without one. */
  of(project?: string): Chain
  /** What an agent uses whatever the project; undefined where nothing is set for it. */
  ofAgent(agent: string): Chain | undefined
  /** By alias, `provider:model` or model; undefined when it names none that is set up here. */
  named(name: string): Chain | undefined
  /** Every target that a setting names. */
  targets(projects: readonly string[]): Chain
}

/** Throws a sentence that names the variable and what it wants. */
export function readChains(settings: Settings): Chains {
  const aliases = aliasesFrom(settings)
  const agents = agentsFrom(settings, aliases)
  return {
    of: (project) => chainOf(settings, aliases, project),
    ofAgent: (agent) => agents.get(agent),
    named: (name) => chainNamed(settings, aliases, name),
    targets(projects) {
      const own = [undefined, ...projects].flatMap((name) => chainOf(settings, aliases, name))
      return unique([...own, ...[...aliases.values(), ...agents.values()].flat()])
    },
  }
}

type Aliases = ReadonlyMap<string, Chain>

function aliasesFrom(settings: Settings): Aliases {
  const lists = readLists(settings, 'LLM_ALIASES')
  const chain = (items: readonly string[]) =>
    unique(items.map((item) => needed(settings, item, 'LLM_ALIASES')))
  return new Map([...lists].map(([name, items]) => [name, chain(items)]))
}

function agentsFrom(settings: Settings, aliases: Aliases): Aliases {
  const lists = readLists(settings, 'LLM_AGENTS')
  const chain = (items: readonly string[]) =>
    unique(items.flatMap((item) => aliases.get(item) ?? [needed(settings, item, 'LLM_AGENTS')]))
  return new Map([...lists].map(([name, items]) => [name, chain(items)]))
}

function needed(settings: Settings, item: string, variable: string): Target {
  const target = targetFrom(settings, item)
  if (!target) {
    throw unfit(
      `${variable} names "${item}". It wants provider:model, with openai, anthropic or custom for the provider.`,
    )
  }
  if (isConfigured(settings, target.provider)) return target
  throw unfit(`${variable} names ${nameOf(target)}, which needs ${keys[target.provider]}.`)
}

const keys: Readonly<Record<Provider, string>> = {
  openai: 'OPENAI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  custom: 'CUSTOM_LLM_BASE_URL and CUSTOM_LLM_MODEL',
}

/** The chosen provider first, the others that are set up behind it, the narrator when all of them fail. */
function chainOf(settings: Settings, aliases: Aliases, project?: string): Chain {
  const own = project ? readText(settings, `${project}_LLM_MODEL`) : undefined
  const alias = own === undefined ? undefined : aliases.get(own.toLowerCase())
  if (alias) return alias
  const provider = chosen(settings, project)
  const general = aliases.get('default')
  if (general && own === undefined && !isNamed(settings, project)) return general
  if (provider === 'offline') return []
  const first = targetOf(settings, provider, own)
  const others = configured(settings).filter((other) => other !== provider)
  return unique([first, ...others.map((other) => targetOf(settings, other))])
}

function targetOf(settings: Settings, provider: Provider, own?: string): Target {
  const model = own ?? modelOf(settings, provider)
  // Without one the provider cannot be opened, and opening it says so.
  return { provider, model: model ?? '' }
}

const choices = ['openai', 'anthropic', 'custom', 'offline'] as const

function chosen(settings: Settings, project?: string): (typeof choices)[number] {
  const variable = choosing(project).find((name) => readText(settings, name) !== undefined)
  if (variable === undefined) return firstWithKey(settings)
  const value = readText(settings, variable)
  const choice = choices.find((name) => name === value?.toLowerCase())
  if (choice) return choice
  throw unfit(`${variable} is "${value}". Set it to ${choices.join(', ')}.`)
}

function choosing(project?: string): readonly string[] {
  return [...(project ? [`${project}_LLM_PROVIDER`] : []), 'DEFAULT_LLM_PROVIDER']
}

function isNamed(settings: Settings, project?: string): boolean {
  return choosing(project).some((name) => readText(settings, name) !== undefined)
}

function firstWithKey(settings: Settings): (typeof choices)[number] {
  if (readText(settings, 'OPENAI_API_KEY')) return 'openai'
  if (readText(settings, 'ANTHROPIC_API_KEY')) return 'anthropic'
  const custom = ['CUSTOM_LLM_BASE_URL', 'CUSTOM_LLM_API_KEY']
  return custom.some((name) => readText(settings, name)) ? 'custom' : 'offline'
}

/** A model that makes vectors writes nothing. */
const notForWriting = 'embedding'

function chainNamed(settings: Settings, aliases: Aliases, name: string): Chain | undefined {
  const plain = name.toLowerCase()
  if (plain === notForWriting) return undefined
  const alias = aliases.get(plain)
  if (alias) return alias
  if (usual.has(plain)) return chainOf(settings, aliases)
  const target = guessed(settings, name) ?? (name.includes(':') && targetFrom(settings, name))
  return target && isConfigured(settings, target.provider) ? [target] : undefined
}

/** Names that always mean something: without an alias, the default. */
const usual = new Set(['fast', 'accurate', 'default'])

/** The provider of a model that was named alone. */
function guessed(settings: Settings, name: string): Target | undefined {
  const model = name.toLowerCase()
  if (/^(?:gpt-|chatgpt-|o\d)/.test(model)) return { provider: 'openai', model }
  if (model.startsWith('claude-')) return { provider: 'anthropic', model }
  const own = readText(settings, 'CUSTOM_LLM_MODEL')
  return own?.toLowerCase() === model ? { provider: 'custom', model: own } : undefined
}

function unique(targets: readonly Target[]): Chain {
  return [...new Map(targets.map((target) => [nameOf(target), target])).values()]
}
