/**
 * `node bench/injection/train.ts` fits the weights of the suspicion of bot/graph: logistic regression over what the
 * words show. The harmless side is completed by everyday questions where REFERENCE_DATA_DIR names HWU64 (CC BY 4.0).
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { featuresOf } from '../../bot/graph/suspicion/features.ts'
import { everydayQuestions, readSet } from './sets.ts'
import { variants } from './templates.ts'

interface Example {
  readonly features: ReadonlySet<string>
  readonly isAttack: boolean
  readonly weight: number
}

interface Model {
  readonly bias: number
  readonly weights: ReadonlyMap<string, number>
}

const rounds = 400
const rate = 0.3
/** Pulls weights towards nothing; a word by itself says least, and everybody uses it. */
const decay = { pair: 0.0006, word: 0.006 }
/** Of our own harmless texts, most of them look-alikes, so many may be taken for an attack by a fit that had not seen them. */
const mostAlarms = 0.01

const own = readSet('development').map(({ kind, text }) => exampleOf(text, kind !== 'harmless', 1))
const made = variants().map(({ kind, text }) => exampleOf(text, kind !== 'harmless', 0.25))
const everyday = everydayQuestions('development').map(({ text }) => exampleOf(text, false, 0.2))
const examples = [...own, ...made, ...everyday]

const scores = scored(examples)
report(scores)
write(fit(examples), thresholdOf(scores))

function exampleOf(text: string, isAttack: boolean, weight: number): Example {
  return { features: featuresOf(text), isAttack, weight }
}

/** Full-batch descent on the log loss, with a pull towards nothing: what is rarely seen stays light. */
function fit(seen: readonly Example[]): Model {
  const weights = new Map<string, number>()
  const total = seen.reduce((sum, { weight }) => sum + weight, 0)
  let bias = 0
  for (let round = 0; round < rounds; round += 1) {
    const step = new Map<string, number>()
    let biasStep = 0
    for (const { features, isAttack, weight } of seen) {
      const error = ((isAttack ? 1 : 0) - probability({ bias, weights }, features)) * weight
      biasStep += error
      for (const feature of features) step.set(feature, (step.get(feature) ?? 0) + error)
    }
    bias += (rate * 20 * biasStep) / total
    for (const [feature, amount] of step) {
      const before = weights.get(feature) ?? 0
      weights.set(feature, before + (rate * 20 * amount) / total - rate * pullOn(feature) * before)
    }
  }
  return { bias, weights }
}

function pullOn(feature: string): number {
  return /[ +]/.test(feature) ? decay.pair : decay.word
}

function probability({ bias, weights }: Model, features: ReadonlySet<string>): number {
  let sum = bias
  for (const feature of features) sum += weights.get(feature) ?? 0
  return 1 / (1 + Math.exp(-sum))
}

interface Scored extends Pick<Example, 'isAttack' | 'weight'> {
  readonly score: number
}

/** How it does on parts of the development set that it was not fitted to. */
function scored(all: readonly Example[]): readonly Scored[] {
  const parts = 8
  return Array.from({ length: parts }, (_, part) => {
    const model = fit(all.filter((_example, at) => at % parts !== part))
    return all
      .filter((_example, at) => at % parts === part)
      .map(({ isAttack, features, weight }) => ({
        isAttack,
        weight,
        score: probability(model, features),
      }))
  }).flat()
}

function thresholdOf(all: readonly Scored[]): number {
  const harmless = all.filter(({ isAttack, weight }) => !isAttack && weight === 1)
  const highest = harmless.map(({ score }) => score).toSorted((one, other) => other - one)
  const firstSpared = highest[Math.floor(mostAlarms * harmless.length)] ?? 0
  return Math.floor(firstSpared * 100 + 1) / 100
}

function report(all: readonly Scored[]): void {
  for (const limit of [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95]) {
    const share = (isIn: (one: Scored) => boolean) => {
      const chosen = all.filter(isIn)
      return (chosen.filter(({ score }) => score >= limit).length / chosen.length).toFixed(3)
    }
    const attacks = share(({ isAttack, weight }) => isAttack && weight === 1)
    const harmless = share(({ isAttack, weight }) => !isAttack && weight === 1)
    const usual = share(({ weight }) => weight === 0.2)
    process.stdout.write(`${limit}: attacks ${attacks}, harmless ${harmless}, everyday ${usual}\n`)
  }
}

function write({ bias, weights }: Model, threshold: number): void {
  const kept = [...weights]
    .map(([feature, weight]) => [feature, Math.round(weight * 100) / 100] as const)
    .filter(([, weight]) => Math.abs(weight) >= 0.05)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const trained = {
    threshold,
    bias: Math.round(bias * 100) / 100,
    weights: Object.fromEntries(kept),
  }
  const file = join(import.meta.dirname, '../../bot/graph/suspicion/weights.json')
  writeFileSync(file, `${JSON.stringify(trained, null, 2)}\n`)
  process.stdout.write(`${kept.length} weights, threshold ${threshold}\n`)
}
