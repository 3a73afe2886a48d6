/**
 * How much a question looks like an instruction to a machine rather than a question of a person, in [0, 1].
 * It is logged, and a question above `suspicious` is not handed to a model to be restated. No word of it is
 * changed or refused: the deterministic reading answers it like any other.
 */
export function suspicionOf(original: string, cleaned: string): number {
  const text = cleaned.toLowerCase()
  const found = signs.filter(({ pattern }) => pattern.test(text)).map(({ weight }) => weight)
  const hidden = hiddenShare(original, cleaned) > 0.02 ? [0.3] : []
  return Math.min(
    1,
    [...found, ...hidden].reduce((sum, weight) => sum + weight, 0),
  )
}

export const suspicious = 0.5

// Each looks for a few words at a bounded distance; none can backtrack beyond that.
const signs = [
  {
    weight: 0.6,
    pattern:
      /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|rules|prompts?|(?:everything|text) above)\b/,
  },
  {
    weight: 0.5,
    pattern: /\b(?:system|developer|hidden|initial) (?:prompt|message|instructions?)\b/,
  },
  { weight: 0.5, pattern: /<\|?\/?(?:im_start|im_end|system|assistant|untrusted|inst)\b/ },
  { weight: 0.4, pattern: /^\s*(?:system|assistant|developer)\s*:/m },
  { weight: 0.4, pattern: /\byou are (?:now|no longer)\b|\bact as (?:if|an?|the)\b|\bjailbreak\b/ },
  {
    weight: 0.3,
    pattern: /\b(?:repeat|print|reveal|output)\b.{0,30}\b(?:verbatim|prompt|secret|api key)\b/,
  },
  { weight: 0.3, pattern: /[a-z0-9+/]{200,}/ },
] as const

/** How much of it nobody could see. */
function hiddenShare(original: string, cleaned: string): number {
  const visible = original
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, cleaned.length * 2).length
  return cleaned === '' ? 0 : Math.max(0, visible - cleaned.length) / visible
}
