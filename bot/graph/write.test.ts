import { expect, it } from 'vitest'

import { anew, scriptedModel, type Step } from '../../agents/models/scripted.ts'
import type { Brief } from '../../core/project.ts'
import type { ReplyEvent } from '../../core/types.ts'
import { brief, evidence, finding } from './fixtures.ts'
import type { NamedProject } from './route.ts'
import { write } from './write.ts'

const project: NamedProject = {
  name: 'test',
  analysts: [],
  jobs: [],
  prompt: 'Write.',
  phrases: [],
  understand: async () => brief({}).reading,
  judge: () => [],
  narrate: () => 'It closed at 169.23.',
}

const known = brief({ close: 169.23 })
const demo: Brief = {
  ...known,
  findings: [finding({ evidence: [evidence({ close: 169.23 }, { freshness: 'demo' })] })],
}

/** What is written with a model that gives these answers, one a call. */
async function written(answers: readonly (readonly Step[])[], about = known) {
  const left = [...answers]
  const events: ReplyEvent[] = []
  const { text, usage } = await write({
    brief: about,
    project,
    model: scriptedModel(() => left.shift() ?? []),
    note: '',
    emit: (event) => events.push(event),
    onStruck: () => {},
    onSilent: () => {},
    signal: new AbortController().signal,
  })
  return { text, failures: usage.map(({ failure }) => failure), kinds: events.map((e) => e.type) }
}

it('begins anew with the model, and shows every call in what it used', async () => {
  const { text, kinds, failures } = await written([['It closed at 169.23. It ', anew, 'Fine.']])
  expect(text).toBe('Fine.')
  expect(kinds).toEqual(['text', 'restart', 'text'])
  expect(failures).toEqual(['connection', undefined])
})

it('shows nothing of a call that failed before its first word', async () => {
  const { text, kinds } = await written([[anew, 'Fine.']], demo)
  expect(text).toBe('**Demo data: synthetic, not real prices.**\n\nFine.')
  expect(kinds).not.toContain('restart')
})

it('has no half sentence of a call that failed rewritten', async () => {
  const { text, failures } = await written([['It closed at 16', anew, 'Fine.']])
  expect(text).toBe('Fine.')
  expect(failures).toHaveLength(2)
})

it('rewrites a sentence with a model that begins anew', async () => {
  const answers: Step[][] = [['It closed at 200.'], ['It closed ', anew, 'It closed at 169.23.']]
  const { text, failures } = await written(answers)
  expect(text).toBe('It closed at 169.23.')
  expect(failures).toHaveLength(3)
})

it('says what of the question cannot be answered before a model writes the rest', async () => {
  const about = { ...demo, reading: { ...demo.reading, preface: 'I make no forecasts.' } }
  const { text } = await written([['It closed at 169.23.']], about)
  expect(text).toBe(
    '**Demo data: synthetic, not real prices.**\n\nI make no forecasts.\n\nIt closed at 169.23.',
  )
})
