const own = Symbol('own words')

/**
 * What one person wrote in this message, and nobody else: the only text that a model with tools is handed. Made here
 * and nowhere else.
 */
export interface OwnWords {
  readonly [own]: true
  readonly text: string
}

/**
 * Null where that cannot be told of the message: people and rooms bear names that others chose, and what is as long as
 * a page was pasted. What stands in a quotation or a fence was said by somebody else, and is left out.
 */
export function ownWords(text: string): OwnWords | null {
  const said = text.replaceAll(fenced, '\n').replaceAll(quotation, '').trim()
  if (!/\p{L}/u.test(said) || said.length > longest || named.test(said)) return null
  return { [own]: true, text: said }
}

/** In characters. */
const longest = 1_000

const fenced = /(?:^|\n)[^\S\n]*(`{3,}|~{3,})[\s\S]*?(?:\n[^\S\n]*\1|$)/g
const quotation = /^[^\S\n]*>.*$/gm

/** `@Ann`, `#general`, however wide they are written; `a@b` and `#1` are none. */
const named = /(?<![\p{L}\p{N}])(?:[@＠﹫]\S|[#＃﹟]\p{L})/u
