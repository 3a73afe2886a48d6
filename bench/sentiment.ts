import { environment } from '../test/environment.ts'
import { type BenchResult, measure } from './bench.ts'
import {
  type Label,
  type Labelled,
  ownSentences,
  phraseBank,
  type Quality,
  qualityOf,
  read,
} from './sentiment/labelled.ts'

/** How well news is read without a model, on sentences of ours and on those that experts labelled. */
export async function run(): Promise<BenchResult> {
  const development = ownSentences('development')
  const heldOut = ownSentences('held-out')
  show('ours, development', development)
  show('ours, held out', heldOut)
  const file = environment()['FINANCIAL_PHRASEBANK']
  if (file === undefined)
    write('Financial PhraseBank: left out, FINANCIAL_PHRASEBANK names no file')
  else show('Financial PhraseBank', phraseBank(file))
  const readAll = () => heldOut.map(({ text }) => read(text))
  const timing = await measure(`${heldOut.length} sentences read`, readAll, {
    runs: 50,
    warmUps: 5,
  })
  return { title: 'Reading news without a model', rows: [timing] }
}

/** Beside it what answering the commonest label always comes to. */
function show(name: string, sentences: readonly Labelled[]): void {
  const commonest = commonestOf(sentences)
  const always = qualityOf(sentences, () => commonest)
  write(`${name}, ${sentences.length} sentences: ${written(qualityOf(sentences, read))}`)
  write(
    `  always ${commonest}: accuracy ${share(always.accuracy)}, macro-F1 ${share(always.macroF1)}`,
  )
  for (const [label, row] of Object.entries(qualityOf(sentences, read).confusion))
    write(
      `  ${label} read as positive ${row.positive}, neutral ${row.neutral}, negative ${row.negative}`,
    )
}

function commonestOf(sentences: readonly Labelled[]): Label {
  const count = (label: Label) => sentences.filter((each) => each.label === label).length
  const labels: Label[] = ['neutral', 'positive', 'negative']
  return labels.toSorted((one, other) => count(other) - count(one))[0] ?? 'neutral'
}

/** The accuracy with the interval of 95 % after Wilson: small samples say less. */
function written({ accuracy, macroF1, count }: Quality): string {
  const [z, n] = [1.96, count]
  const middle = (accuracy + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const reach =
    (z / (1 + z ** 2 / n)) * Math.sqrt((accuracy * (1 - accuracy)) / n + z ** 2 / (4 * n ** 2))
  const interval = `${share(middle - reach)} to ${share(middle + reach)}`
  return `accuracy ${share(accuracy)} (95 %: ${interval}), macro-F1 ${share(macroF1)}`
}

function share(value: number): string {
  return value.toFixed(3)
}

function write(line: string): void {
  process.stdout.write(`${line}\n`)
}
