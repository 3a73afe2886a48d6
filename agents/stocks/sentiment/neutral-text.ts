/**
 * Somebody else's words, safe to show and to hand on: no control or direction characters, no links, no
 * mentions, no markup, one line, at most `length` characters.
 */
export function neutralText(text: string, length = 160): string {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replaceAll(/<[^>]*>?/g, ' ')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)?/g, '$1')
    .replaceAll(/(?:\w+:\/\/|\bwww\.)\S*/gi, ' ')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replaceAll(/[@#`*_~|<>\\]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return plain.length <= length ? plain : `${plain.slice(0, length - 1).trimEnd()}…`
}
