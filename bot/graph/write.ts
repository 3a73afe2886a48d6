import type { Citation } from '../../core/citation.ts'
import { AppError } from '../../core/errors.ts'
import type { Brief } from '../../core/project.ts'
import type { Reader } from '../../core/reader.ts'
import type { ReplyEvent, Usage } from '../../core/types.ts'
import { briefing } from './briefing.ts'
import { moved, numberChecker } from './check.ts'
import type { NamedProject } from './route.ts'
import { Restarted, type Speech, speech, wholeOf } from './speech.ts'
import { type Verification, verified } from './verify.ts'

export interface Writing {
  readonly brief: Brief
  readonly project: NamedProject
  readonly model: Reader
  /** Markdown that comes after what a model or the narrator writes. */
  readonly note: string
  readonly emit: (event: ReplyEvent) => void
  readonly onStruck: (number: string) => void
  /** Told why the model did not write. */
  readonly onSilent: (error: AppError) => void
  readonly signal: AbortSignal
}

export interface Written {
  readonly text: string
  /** What stands behind its numbers. */
  readonly citations: readonly Citation[]
  readonly usage: readonly Usage[]
}

/** What was shown, before anybody counts what it cost. */
type Shown = Omit<Written, 'usage'>

/** Writes the reply as it is shown: by the model where there is one, else by the project's narrator. */
export async function write(writing: Writing): Promise<Written> {
  const { brief, model, note } = writing
  if (brief.reading.answer !== null) return say(writing, brief.reading.answer)
  const written = await (model.isAvailable ? writeByModel(writing) : narrate(writing))
  if (note === '') return written
  return { ...written, text: written.text + say(writing, `\n\n${note}`).text }
}

/** Words of the project itself, without figures of evidence: nothing to check. */
function say({ emit }: Writing, text: string): Written {
  emit({ type: 'text', delta: text })
  return { text, citations: [], usage: [] }
}

async function narrate(writing: Writing): Promise<Written> {
  const shown = await show(writing, [writing.project.narrate(writing.brief)], null)
  return { ...shown, usage: [] }
}

/** A model that fails is replaced by the narrator, from the first word: two texts are never spliced. */
async function writeByModel(writing: Writing): Promise<Written> {
  const { brief, project, model, signal } = writing
  const usage: Usage[] = []
  const messages = [{ role: 'user' as const, text: briefing(brief) }]
  const said = speech(model.stream({ system: project.prompt, messages, signal }))
  const shown = await showOne(writing, said, rewriter(writing, usage))
  const end = said.ending()
  const all = [...said.usage(), ...usage]
  if (end && 'usage' in end) return { ...shown, usage: all }
  signal.throwIfAborted()
  writing.emit({ type: 'restart' })
  const preface = say(writing, plainly(writing, end?.error))
  const narrated = await narrate(writing)
  const citations = narrated.citations.map((each) => moved(each, preface.text.length))
  return { text: preface.text + narrated.text, citations, usage: all }
}

/** One text and no other: when the model begins anew, so does what was shown of the reply. */
async function showOne(
  writing: Writing,
  said: Speech,
  rewrite: Verification['rewrite'],
): Promise<Shown> {
  let isShown = false
  const emit = (event: ReplyEvent) => {
    isShown = true
    writing.emit(event)
  }
  try {
    return await show({ ...writing, emit }, after(notice(writing.brief), said.text()), rewrite)
  } catch (error) {
    if (!(error instanceof Restarted)) throw error
    if (isShown) writing.emit({ type: 'restart' })
    return showOne(writing, said, rewrite)
  }
}

/** Says why no model wrote this: what a person can do about it stands in the model's own sentence. */
function plainly({ model, onSilent }: Writing, error = endless(model)): string {
  onSilent(error)
  return `_${error.said} This is the plain account of the same evidence._\n\n`
}

function endless({ name }: Reader): AppError {
  return new AppError('unavailable', `${name} ended its stream without an end`, {
    said: 'The language model did not finish.',
  })
}

async function show(
  { brief, project, emit, onStruck }: Writing,
  chunks: AsyncIterable<string> | Iterable<string>,
  rewrite: Verification['rewrite'],
): Promise<Shown> {
  const checker = numberChecker(brief, project)
  const citations: Citation[] = []
  let text = ''
  for await (const piece of verified(chunks, { checker, rewrite, onStruck })) {
    citations.push(...piece.citations.map((each) => moved(each, text.length)))
    text += piece.text
    emit({ type: 'text', delta: piece.text })
  }
  return { text, citations }
}

function rewriter({ brief, model, signal }: Writing, usage: Usage[]): Verification['rewrite'] {
  return async (sentence, unfounded) => {
    const system =
      'Rewrite the one sentence so that it uses no figure that is not in the evidence. Answer with the sentence only.'
    const text = JSON.stringify({ sentence, unfounded, evidence: briefing(brief) })
    const said = speech(model.stream({ system, messages: [{ role: 'user', text }], signal }))
    const again = await wholeOf(said)
    usage.push(...said.usage())
    const end = said.ending()
    if (!end || !('usage' in end)) return sentence
    return keepSpace(sentence, again)
  }
}

/** A rewritten sentence stands where the old one stood: same white space around it. */
function keepSpace(old: string, again: string): string {
  return `${/^\s*/.exec(old)?.[0]}${again.trim()}${/\s*$/.exec(old)?.[0]}`
}

/** Together with what follows it, so that nothing is shown before the model says a word. */
async function* after(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  let due = first
  for await (const delta of rest) {
    yield due + delta
    due = ''
  }
  if (due !== '') yield due
}

/** Synthetic data is called that, whatever the model writes. */
function notice({ findings, reading }: Brief): string {
  const { preface } = reading
  return demoNotice(findings) + (preface === undefined ? '' : `${preface}\n\n`)
}

function demoNotice(findings: Brief['findings']): string {
  const isDemo = findings.flatMap(({ evidence }) => evidence.map((e) => e.freshness === 'demo'))
  if (!isDemo.includes(true)) return ''
  if (isDemo.includes(false)) return '**Some of this is demo data: synthetic, not real.**\n\n'
  return '**Demo data: synthetic, not real prices.**\n\n'
}
