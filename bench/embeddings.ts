import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { cachedEmbedding } from '../agents/models/embeddings/cached.ts'
import { offlineEmbedding } from '../agents/models/embeddings/offline.ts'
import { isHeldOut } from '../agents/stocks/understand/utterances.ts'
import { postgresEmbeddings } from '../storage/embeddings.ts'
import { testDatabase } from '../storage/test-database.ts'
import { referenceDir } from '../test/environment.ts'
import { type BenchResult, measure, type Timing } from './bench.ts'
import { type Labelled, labelAccuracy, readParaphrases, recallOf } from './embeddings/recall.ts'

const { signal } = new AbortController()
const keptVectors = 10_000

/** How well vectors without a model find what was meant, and what keeping and finding them costs. */
export async function run(): Promise<BenchResult> {
  const pairs = readParaphrases()
  const { at1, at5 } = await recallOf(offlineEmbedding(), pairs)
  say(`${pairs.length} paraphrases: recall@1 ${shown(at1)}, recall@5 ${shown(at5)}`)
  await tellIntents()
  const database = await testDatabase()
  try {
    const rows = [await made(pairs.map(([one]) => one)), ...(await kept(database.sql))]
    return { title: `Embeddings without a model (database: ${database.kind})`, rows }
  } finally {
    await database.close()
  }
}

/** The nearest question of the development part of HWU64: is it of the same of 64 intents? */
async function tellIntents(): Promise<void> {
  const dir = referenceDir()
  if (dir === undefined) return say('Nearest intent: needs REFERENCE_DATA_DIR')
  const all = readLabelled(join(dir, 'routing'))
  const [asked, known] = [all.filter(heldOut), all.filter((each) => !heldOut(each))]
  const accuracy = await labelAccuracy(offlineEmbedding(), known, asked)
  say(`Nearest intent of 64, ${asked.length} questions among ${known.length}: ${shown(accuracy)}`)
}

function heldOut({ text }: Labelled): boolean {
  return isHeldOut({ text, isMarket: false })
}

function readLabelled(dir: string): readonly Labelled[] {
  const lines = (name: string) => readFileSync(join(dir, name), 'utf8').trimEnd().split('\n')
  const labels = lines('train.label')
  return lines('train.seq.in').map((text, at) => ({ text, label: labels[at] ?? '' }))
}

function made(texts: readonly string[]): Promise<Timing> {
  const work = () => offlineEmbedding().embed(texts, signal)
  return measure(`${texts.length} questions made into vectors`, work, { runs: 30, warmUps: 3 })
}

async function kept(sql: Parameters<typeof postgresEmbeddings>[0]): Promise<Timing[]> {
  const store = postgresEmbeddings(sql)
  const provider = offlineEmbedding()
  const cached = cachedEmbedding(provider, store)
  for (let from = 0; from < keptVectors; from += 500)
    await cached.embed(questions(from, 500), signal)
  const [vector = []] = await provider.embed(['how does question 17 look'], signal)
  const model = `${provider.name}/${provider.model}`
  return [
    await measure('100 kept before', () => cached.embed(questions(0, 100), signal), { runs: 30 }),
    await measure(
      `the 10 nearest of ${keptVectors.toLocaleString('en')}`,
      () => store.nearest(model, vector, 10),
      { runs: 30, warmUps: 3 },
    ),
  ]
}

function questions(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `how does question ${from + at} look`)
}

function shown(share: number): string {
  return share.toFixed(3)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
