import { z } from 'zod'

import { readText, type Settings, unfit } from './settings.ts'

/** A model at a provider. */
export interface Target {
  readonly provider: Provider
  readonly model: string
}

const providers = ['openai', 'anthropic', 'custom'] as const
export type Provider = (typeof providers)[number]

/** As settings and logs spell it: `openai:gpt-6-luna`. */
export function nameOf({ provider, model }: Target): string {
  return `${provider}:${model}`
}

/** What each provider uses where only the provider is named. */
const defaultModels: Readonly<Record<Provider, string | undefined>> = {
  openai: 'gpt-6-luna',
  anthropic: 'claude-haiku-5-5',
  custom: undefined,
}

export function modelOf(settings: Settings, provider: Provider): string | undefined {
  return readText(settings, `${variables[provider]}_MODEL`) ?? defaultModels[provider]
}

const variables: Readonly<Record<Provider, string>> = {
  openai: 'OPENAI',
  anthropic: 'ANTHROPIC',
  custom: 'CUSTOM_LLM',
}

/** Whether everything is set that the provider needs. */
export function isConfigured(settings: Settings, provider: Provider): boolean {
  const needed = provider === 'custom' ? ['CUSTOM_LLM_BASE_URL', 'CUSTOM_LLM_MODEL'] : []
  const names = provider === 'custom' ? needed : [`${variables[provider]}_API_KEY`]
  return names.every((name) => readText(settings, name) !== undefined)
}

export function configured(settings: Settings): readonly Provider[] {
  return providers.filter((provider) => isConfigured(settings, provider))
}

const targetSchema = z
  .string()
  .transform((text, context): { provider: Provider; model?: string } => {
    const [, name = '', model] = /^([a-z]+)(?::(\S+))?$/i.exec(text) ?? []
    const provider = providers.find((known) => known === name.toLowerCase())
    if (provider) return model === undefined ? { provider } : { provider, model }
    context.addIssue(`"${text}" is neither provider nor provider:model`)
    return z.NEVER
  })

/** `provider:model`, or a provider alone with the model its own variable names; undefined when it is neither. */
export function targetFrom(settings: Settings, text: string): Target | undefined {
  const parsed = targetSchema.safeParse(text)
  if (!parsed.success) return undefined
  const { provider, model = modelOf(settings, provider) } = parsed.data
  return model === undefined ? undefined : { provider, model }
}

const listSchema = z
  .string()
  .transform((text) =>
    text
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .pipe(z.array(z.string().regex(/^[\w.-]+\s*=[^=]+$/)))

/** `name=first,second;other=third`: what stands for each name, in order. */
export function readLists(settings: Settings, variable: string): ReadonlyMap<string, string[]> {
  const parsed = listSchema.safeParse(readText(settings, variable) ?? '')
  if (!parsed.success) throw unfit(`${variable} wants ${listForm}.`)
  return new Map(parsed.data.map(split))
}

const listForm = 'name=provider:model,provider:model;other=provider:model'

function split(part: string): [string, string[]] {
  const [name = '', list = ''] = part.split('=')
  const items = list.split(',').map((item) => item.trim())
  return [name.trim().toLowerCase(), items.filter((item) => item !== '')]
}
