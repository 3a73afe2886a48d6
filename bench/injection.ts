import { clean } from '../bot/graph/guard.ts'
import { neutral } from '../bot/graph/safety/neutral.ts'
import { suspicionOf, suspicious } from '../bot/graph/suspicion/suspicion.ts'
import { type BenchResult, measure, type Timing } from './bench.ts'
import { everydayQuestions, type Labelled, publicSets, readSet } from './injection/sets.ts'

/** How much of an attack is noticed, how many harmless words are taken for one, and what looking costs. */
export async function run(): Promise<BenchResult> {
  tell('ours, held out', readSet('held-out'))
  for (const [name, texts] of publicSets()) tell(name, texts)
  tell('HWU64, held out', everydayQuestions('held-out'))
  return { title: 'Injection: one look', rows: await looks() }
}

function tell(name: string, texts: readonly Labelled[]): void {
  for (const kind of ['direct', 'indirect', 'harmless'] as const) {
    const those = texts.filter((one) => one.kind === kind)
    if (those.length === 0) continue
    const found = those.filter(({ text }) => isNoticed(text)).length
    const share = ((100 * found) / those.length).toFixed(1)
    process.stdout.write(`${name}: ${kind}, ${found} of ${those.length} noticed (${share} %)\n`)
  }
}

function isNoticed(text: string): boolean {
  return suspicionOf(text, clean(text)) >= suspicious
}

const question = 'How does AAPL look compared with MSFT over the last five years?'
const sentence = 'It closed at **169.23 USD**, see [the report](https://evil.example/a). '

async function looks(): Promise<Timing[]> {
  const long = `${question} `.repeat(120)
  const times = { runs: 300, warmUps: 50 }
  return [
    await measure('suspicion of a question', () => isNoticed(question), { ...times, targetMs: 1 }),
    await measure('suspicion of 8,000 characters', () => isNoticed(long), times),
    await measure('a sentence made neutral', () => neutral(sentence, () => false), times),
  ]
}
