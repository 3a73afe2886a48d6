/** A model that the person asks for by name, and the question without that. */
export interface Wish {
  readonly name: string
  readonly text: string
}

/**
 * What a person says to choose the model: "use gpt-6-sol for this", "with fast for this:". A name that looks
 * like a model's needs no "for this"; any other word does, and has to be known: "use caution" is no wish.
 */
export function wishIn(text: string, isKnown: (name: string) => boolean): Wish | null {
  for (const [pattern, isPlain] of [
    [forThis, false],
    [plain, true],
  ] as const) {
    const found = pattern.exec(text)
    const name = found?.[1]
    if (!found || name === undefined) continue
    if (isPlain || looksLikeModel.test(name) || isKnown(name)) {
      return { name, text: without(text, found) }
    }
  }
  return null
}

const forThis =
  /\b(?:please )?(?:use|using|with)\s+(?:the\s+)?(\w[\w.:-]{0,80})(?: model)?\s+(?:for|on)\s+(?:this|that|it)\b(?: question| one)?[\s.,:;–-]*/i
const plain =
  /\b(?:please )?(?:use|using|with)\s+(?:the\s+)?((?:gpt|chatgpt|claude)-[\w.:-]{0,80}\w|(?:openai|anthropic|custom):[\w.:-]{0,80}\w)(?: model)?[\s.,:;–-]*/i
const looksLikeModel = /^(?:(?:gpt|chatgpt|claude)-|(?:openai|anthropic|custom):|o\d)/i

function without(text: string, { index, 0: said }: RegExpExecArray): string {
  const before = text.slice(0, index).replace(/[\s,;:–-]+$/, '')
  const after = text.slice(index + said.length)
  return [before, after]
    .filter((part) => part.trim() !== '')
    .join(' ')
    .replace(/ (?=[?!])/, '')
    .trim()
}
