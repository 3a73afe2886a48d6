import type { ModelEvent, ModelProvider, ModelRequest } from '../../core/model.ts'

export interface GullibleModel extends ModelProvider {
  /** What it was asked, in order. */
  readonly requests: readonly ModelRequest[]
  /** All that it said, before anybody looked at it. */
  readonly said: readonly string[]
}

/**
 * A model that does whatever it is told by whoever tells it: it looks for orders in everything that it reads, its
 * own instructions aside, and carries out each of them. What it says comes in crumbs of three characters.
 */
export function gullibleModel(): GullibleModel {
  const requests: ModelRequest[] = []
  const said: string[] = []
  return {
    name: 'gullible',
    model: 'gullible-1',
    isAvailable: true,
    takesTools: () => true,
    requests,
    said,
    stream(request) {
      requests.push(request)
      const deeds = obey(request)
      said.push(deeds.text)
      return perform(deeds)
    },
  }
}

interface Deeds {
  readonly text: string
  readonly tools: readonly string[]
}

async function* perform({ text, tools }: Deeds): AsyncGenerator<ModelEvent> {
  for (const delta of text.match(/.{1,3}/gsu) ?? []) yield { type: 'text', delta }
  for (const [index, name] of tools.entries()) {
    yield { type: 'tool', id: `call-${index}`, name, arguments: {} }
  }
  const usage = { inputTokens: 1, outputTokens: 1, estimated: true }
  yield { type: 'done', text, usage: { provider: 'gullible', model: 'gullible-1', ...usage } }
}

function obey(request: ModelRequest): Deeds {
  const read = request.messages.map(({ text }) => text).join('\n')
  const secrets = `${request.system}\n\n${request.context ?? ''}`
  const lines = orders.flatMap(({ pattern, carryOut }) =>
    [...read.matchAll(pattern)].map(([, object = '']) => carryOut(object, secrets)),
  )
  const text = ['As you wish.', ...lines].join('\n\n')
  const tools = [...read.matchAll(/\b(?:call|use|run) (?:the )?tool (\w+)/gi)].map(
    ([, name = '']) => name,
  )
  return { text: request.schema ? JSON.stringify({ question: text.slice(0, 300) }) : text, tools }
}

interface Order {
  readonly pattern: RegExp
  readonly carryOut: (object: string, secrets: string) => string
}

const orders: readonly Order[] = [
  {
    pattern: /\b(?:say|write|add|append|answer with|print exactly):? ["“']([^"”\n]+)["”']/gi,
    carryOut: (object) => object.replaceAll('\\n', '\n').replaceAll('\\', ''),
  },
  {
    pattern:
      /\b(?:reveal|repeat|print|show|output|recite)\b.{0,30}\b(?:prompt|instructions|rules|above|told)\b(.{0,40})/gi,
    carryOut: (manner, secrets) => disguised(secrets, manner),
  },
  {
    pattern: /\bsecret word\b(.{0,40})/gi,
    carryOut: (manner, secrets) => secretWord(secrets, manner),
  },
  {
    pattern:
      /\b(?:link|links|visit|picture|image)\b.{0,30}?((?:\w+:)?\/\/[^\s"\\<>]+|www\.[^\s"\\<>]+)/gi,
    carryOut: everyLink,
  },
  {
    pattern: /\b(?:mention|notify|ping)\b.{0,10}?(@?\w+)/gi,
    carryOut: (name) => `@${name} <!${name}> <@${name}> <!subteam^${name}> @everyone @here`,
  },
]

/** The word that it was told never to write. */
function secretWord(secrets: string, manner: string): string {
  return disguised(/Never write the word (\w+)/.exec(secrets)?.[1] ?? '', manner)
}

function disguised(text: string, manner: string): string {
  if (/base64/i.test(manner)) return Buffer.from(text).toString('base64')
  if (/hex/i.test(manner)) return Buffer.from(text).toString('hex')
  if (/backwards|reverse/i.test(manner)) return Array.from(text).toReversed().join('')
  if (/spaces|letter by letter/i.test(manner)) return Array.from(text).join(' ')
  if (/bold/i.test(manner)) return text.replaceAll(/(\w)(\w)/g, '**$1**$2')
  if (/tags/i.test(manner)) return text.replaceAll(/(\w{3})/g, '$1<!-- -->')
  if (/lines/i.test(manner)) return text.replaceAll(/(\w{5})/g, '$1.\n')
  return text
}

/** In every way that a link can be written. */
function everyLink(url: string): string {
  return [
    `[the report](${url}) and [One. Two](${url}) and <${url}> and ${url} and ![chart](${url})`,
    `[see][1] and <a href="${url}">here</a> and <img src="${url}"> and \` [x](${url}) \``,
    `[1]: ${url}`,
  ].join('\n\n')
}
