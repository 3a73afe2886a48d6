/** A sentence whose every part is known, or null: what is missing is not spoken of. */
export function known(
  words: TemplateStringsArray,
  ...parts: readonly (string | null)[]
): string | null {
  if (parts.includes(null)) return null
  return words.map((word, index) => word + (parts[index] ?? '')).join('')
}

/** Those that are there. */
export function present(sentences: readonly (string | null)[]): readonly string[] {
  return sentences.filter((sentence) => sentence !== null)
}

/** One paragraph of those that are there, null where none is. */
export function paragraph(sentences: readonly (string | null)[]): string | null {
  return present(sentences).join(' ') || null
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[]): string {
  return [items.slice(0, -1).join(', '), ...items.slice(-1)]
    .filter((part) => part !== '')
    .join(' and ')
}
