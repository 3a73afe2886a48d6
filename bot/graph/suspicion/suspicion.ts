import { passagesOf, shapesOf } from './features.ts'
import trained from './weights.json' with { type: 'json' }

/**
 * How much words look like an instruction to a machine rather than a question or a headline, in [0, 1]. It is logged;
 * a question above `suspicious` is answered without a model, and words of others above it are withheld from one. No
 * word of a person is changed or refused.
 */
export function suspicionOf(original: string, cleaned: string): number {
  const hidden = hiddenShare(original, cleaned) > 0.02 ? 1 : 0
  const shapes = shapesOf(cleaned)
  const logits = passagesOf(cleaned).map((found) => logit(new Set([...found, ...shapes])))
  return probability(Math.max(trained.bias, ...logits) + hidden)
}

/** Chosen on the development set, so that it stays silent on harmless words. */
export const suspicious: number = trained.threshold

function logit(features: ReadonlySet<string>): number {
  const weights: Readonly<Record<string, number>> = trained.weights
  let sum = trained.bias
  for (const feature of features) sum += weights[feature] ?? 0
  return sum
}

function probability(sum: number): number {
  return 1 / (1 + Math.exp(-sum))
}

/** How much of it nobody could see. */
function hiddenShare(original: string, cleaned: string): number {
  const visible = original
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, cleaned.length * 2).length
  return cleaned === '' ? 0 : Math.max(0, visible - cleaned.length) / visible
}
