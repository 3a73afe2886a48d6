import { stripVTControlCharacters } from 'node:util'

/** Text without what would steer a terminal, hide words or turn their order: escapes, control and bidi characters. */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(steering, '')
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
}

/** Legitimate joiners stay: emoji and several scripts need them. */
export const steering = /(?![\n\t])[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu
