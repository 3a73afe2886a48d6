import type { Target } from './targets.ts'

/** What a model takes, so that it is never sent what it rejects. */
export interface Capabilities {
  readonly tools: boolean
  /** Enforces a JSON schema by itself; else the schema is put into words. */
  readonly schema: boolean
  /** Any temperature but its own. */
  readonly temperature: boolean
  /** Instructions apart from what the person says; else they come before it. */
  readonly systemRole: boolean
  /**
   * OpenAI's newer or older way to ask, of no meaning elsewhere. Every gateway in front of OpenAI speaks the
   * older one; some models answer only the newer.
   */
  readonly api: 'responses' | 'chat'
}

/**
 * Known models by the start of their names, the first that fits. Nothing is added to it at run time: a model
 * that is not here gets its provider's defaults, and a refusal is an error that somebody reads.
 */
export function capabilitiesOf({ provider, model }: Target): Capabilities {
  const known = table[provider].find(({ name }) => name.test(model))
  return { ...defaults[provider], ...known?.takes }
}

const all: Capabilities = {
  tools: true,
  schema: true,
  temperature: true,
  systemRole: true,
  api: 'chat',
}

/**
 * A newer model of a known provider is like its newest. A compatible server says itself what it takes, the usage in
 * the stream included: `compatible.ts` learns that from it.
 */
const defaults: Readonly<Record<Target['provider'], Capabilities>> = {
  openai: { ...all, temperature: false },
  anthropic: { ...all, temperature: false },
  custom: all,
}

interface Known {
  readonly name: RegExp
  readonly takes: Partial<Capabilities>
}

const table: Readonly<Record<Target['provider'], readonly Known[]>> = {
  openai: [
    { name: /-(?:pro|codex|deep-research)\b/, takes: { api: 'responses' } },
    { name: /^o1-(?:preview|mini)/, takes: { tools: false, schema: false, systemRole: false } },
    { name: /^gpt-5[\d.]*-chat-|^chatgpt-/, takes: { temperature: true } },
    { name: /^gpt-4o-2024-05-13/, takes: { schema: false, temperature: true } },
    { name: /^gpt-4(?:\.1|o)/, takes: { temperature: true } },
    { name: /^gpt-(?:4|3\.5)/, takes: { schema: false, temperature: true } },
  ],
  anthropic: [
    { name: /^claude-(?:[23]|instant)/, takes: { schema: false, temperature: true } },
    { name: /^claude-(?:opus|sonnet)-4-(?:0|1|2025)/, takes: { schema: false, temperature: true } },
    { name: /^claude-(?:opus|sonnet|haiku)-4-[56]/, takes: { temperature: true } },
  ],
  custom: [],
}
