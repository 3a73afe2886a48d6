import { settingChoices, type SettingName } from '../core/settings.ts'

/** What a message says of the settings of whoever wrote it: that they want to see them, or what one shall be. */
export type SettingsWish = 'show' | { readonly name: SettingName; readonly value: string }

/**
 * The whole message, in words that people use for it; null for every other one. What stands in the place of a value and
 * is none is a wish all the same, to be refused.
 */
export function settingsWishIn(text: string): SettingsWish | null {
  if (text.length > longest) return null
  const said = plain(text)
  if (showing.test(said)) return 'show'
  for (const { name, words } of forms) {
    const value = words.exec(said)?.groups?.['value']
    if (value !== undefined) return { name, value: valueCalled(name, value) }
  }
  return null
}

const longest = 100

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s,]+/g, ' ')
    .replaceAll(/^ |^please | ?[.!?]+ ?$| please[.!]?$| $/g, '')
}

const showing =
  /^(?:(?:show|see|open|change|what are)(?: me)? )?(?:(?:my|the) )?(?:settings|preferences)$/

const amount = '(?<value>short|brief|long|full|detailed)'
const answers = '(?:answers?|repl(?:y|ies)|versions?)'
const market = '(?<value>(?:the )?(?:world|us|usa|united states|america|india))'
const always = '(?:always|by default|from now on|every time)'

const forms: readonly { readonly name: SettingName; readonly words: RegExp }[] = [
  form('answers', 'set (?:my |the )?answers to (?<value>.+)'),
  form('charts', 'set (?:my |the )?charts to (?<value>.+)'),
  form('market', 'set (?:my |the )?(?:home )?market to (?<value>.+)'),
  form('answers', `${always} (?:give|write|send|show)(?: me)?(?: the| a)? ${amount} ${answers}`),
  form('answers', `(?:give|write|send|show)(?: me)?(?: the| a)? ${amount} ${answers} ${always}`),
  form('answers', `${amount} answers(?: ${always})?`),
  form('answers', `(?:keep|make) (?:your |my |the )?answers ${amount}`),
  form(
    'charts',
    `(?:${always} )?(?:(?:show|draw)(?: me)? )?(?<value>light|dark) charts(?: ${always})?`,
  ),
  form('charts', '(?<value>no)(?: more)? charts'),
  form('charts', '(?<value>stop|never) (?:show|showing|drawing|draw)(?: me)?(?: any)? charts'),
  form('market', `my (?:home )?market is ${market}`),
]

function form(name: SettingName, pattern: string) {
  return { name, words: new RegExp(`^${pattern}$`) }
}

/** By its own name, what people are shown, or another word for it. */
function valueCalled(name: SettingName, said: string): string {
  const word = said.replace(/^(?:the |a )/, '')
  const shown = Object.entries(settingChoices[name].values)
  const found = shown.find(([, label]) => label.toLowerCase().replace(/^the /, '') === word)
  return found?.[0] ?? others[word] ?? word
}

const others: Readonly<Record<string, string>> = {
  brief: 'short',
  full: 'long',
  detailed: 'long',
  no: 'none',
  off: 'none',
  stop: 'none',
  never: 'none',
  usa: 'us',
  america: 'us',
  indian: 'india',
  global: 'world',
}
