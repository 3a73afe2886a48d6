import { AppError } from '../../core/errors.ts'

export type Settings = Readonly<Record<string, string | undefined>>

/** A setting's value; blank is absent. */
export function readText(settings: Settings, name: string): string | undefined {
  return settings[name]?.trim() || undefined
}

/** A key travels in a header, and an error about a header quotes it: what cannot be one is caught here. */
export function readKey(settings: Settings, name: string): string | undefined {
  const key = readText(settings, name)
  if (key && !/^[\x21-\x7e]+$/.test(key)) {
    throw unfit(
      `${name} holds characters that no key has. Copy it again, without spaces or quotes.`,
    )
  }
  return key
}

export function readUrl(settings: Settings, name: string): string | undefined {
  const text = readText(settings, name)
  if (text === undefined) return undefined
  const url = URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw unfit(`${name} is not an address that starts with http:// or https://.`)
  }
  if (url.username || url.password) {
    throw unfit(`${name} holds a user name or a password. Put the secret into the key's variable.`)
  }
  return text
}

export function readNumber(
  settings: Settings,
  name: string,
  { from, to }: { readonly from: number; readonly to: number },
): number | undefined {
  const text = readText(settings, name)
  if (text === undefined) return undefined
  const number = Number(text)
  if (number >= from && number <= to) return number
  throw unfit(`${name} is "${text}". Set it to a number from ${from} to ${to}, or leave it out.`)
}

/** The value, or a sentence with the variable and the way out. */
export function need(value: string | undefined, name: string, provider: string): string {
  if (value !== undefined) return value
  const wayOut = `Set ${name}, or set DEFAULT_LLM_PROVIDER=offline to answer without a model.`
  throw unfit(`The ${provider} model needs ${name}. ${wayOut}`)
}

export function unfit(sentence: string): AppError {
  return new AppError('invalid', sentence, { said: sentence })
}
