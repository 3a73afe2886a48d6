import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { isHeldOut } from '../../agents/stocks/understand/utterances.ts'
import { injectionDir, referenceDir } from '../../test/environment.ts'

const kinds = z.enum(['direct', 'indirect', 'harmless'])

/** A text, and whether it tries to instruct a model: the person itself, or words that somebody else wrote. */
export interface Labelled {
  readonly kind: z.infer<typeof kinds>
  readonly text: string
}

/** Both are ours. The held-out set was written first, and nothing was fitted to it. */
export function readSet(name: 'development' | 'held-out'): readonly Labelled[] {
  return linesOf(join(import.meta.dirname, `${name}.tsv`)).map((line) => {
    const [kind, text = ''] = line.split('\t')
    return { kind: kinds.parse(kind), text }
  })
}

/** What people ask a machine at home, from HWU64, where it is there. */
export function everydayQuestions(part: 'development' | 'held-out'): readonly Labelled[] {
  const dir = referenceDir()
  if (dir === undefined) return []
  return linesOf(join(dir, 'routing', 'train.seq.in'))
    .filter((text) => isHeldOut({ text, isMarket: false }) === (part === 'held-out'))
    .map((text) => ({ kind: 'harmless', text }))
}

/** Sets of others in the form they are published in, from the folder that INJECTION_DATA_DIR names. */
export function publicSets(): readonly (readonly [string, readonly Labelled[]])[] {
  const dir = injectionDir()
  if (dir === undefined) return []
  const json = (name: string): unknown => JSON.parse(readFileSync(join(dir, name), 'utf8'))
  const files = readdirSync(dir)
  const lookAlikes = files.filter((name) => /^NotInject.*\.json$/.test(name))
  return [
    ['CyberSecEval', files.includes(cyberSecEval) ? attacksIn(json(cyberSecEval)) : []],
    ['NotInject', lookAlikes.flatMap((name) => harmlessIn(json(name)))],
  ]
}

const cyberSecEval = 'prompt_injection.json'

function attacksIn(file: unknown): readonly Labelled[] {
  const entry = z.object({ user_input: z.string(), injection_type: kinds })
  return z
    .array(entry)
    .parse(file)
    .map(({ user_input: text, injection_type: kind }) => ({ kind, text }))
}

/** Four of its prompts are empty, and show nothing. */
function harmlessIn(file: unknown): readonly Labelled[] {
  const entries = z.array(z.object({ prompt: z.string() })).parse(file)
  return entries.flatMap(({ prompt: text }) => (text === '' ? [] : [{ kind: 'harmless', text }]))
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').trimEnd().split('\n')
}
