import { describe, expect, it } from 'vitest'

import { AppError } from '../core/errors.ts'
import { memoryCache } from '../core/memory-cache.ts'
import type { ModelProvider } from '../core/model.ts'
import type { Brief, Project } from '../core/project.ts'
import type { Question } from '../core/types.ts'

interface Examples {
  readonly settings?: Readonly<Record<string, string>>
  /** Questions that this project answers with its analysts. */
  readonly ours: readonly string[]
  /** Questions that are somebody else's. */
  readonly foreign: readonly string[]
}

const hostile = [
  '',
  '   ',
  '?',
  '👩‍💻',
  'x'.repeat(100_000),
  '$'.repeat(5_000),
  '__proto__ constructor',
]
const askedAt = new Date('2026-01-05T12:00:00Z')

/** What the hub relies on in every project, run by each of them. */
export function projectContract(
  project: Project,
  { settings = {}, ours, foreign }: Examples,
): void {
  const cache = memoryCache({ metrics: { cacheAsked: () => {} } })
  const installed = project.create({ model: noModel, settings, cache })
  const { signal } = new AbortController()
  const understand = (text: string) => installed.understand(asked(text), signal)
  const analystNames = installed.analysts.map(({ name }) => name)

  describe(`the project ${project.name}`, () => {
    it('has a name that fits in tools, settings and permissions', () => {
      expect(project.name).toMatch(/^[a-z][a-z0-9-]*$/)
      expect(project.settingsPrefix).toMatch(/^[A-Z][A-Z0-9_]*$/)
      expect(project.permissions.every((name) => name.startsWith(`${project.name}.`))).toBe(true)
      expect(new Set(analystNames).size).toBe(analystNames.length)
      expect(installed.prompt).not.toBe('')
      expect(project.examples.length).toBeLessThanOrEqual(4)
      expect(project.examples).not.toEqual([])
    })

    it.each(project.examples)('takes its own example "$text" for its own', async ({ text }) => {
      expect((await understand(text)).confidence).toBeGreaterThanOrEqual(0.5)
    })

    it('has jobs and tools that runners, queues and providers can call by their names', () => {
      const { jobs, tools = [] } = installed
      for (const { name } of jobs) expect(name).toMatch(/^[a-z][a-z0-9.-]*$/)
      for (const { name } of tools) expect(name).toMatch(/^[a-z][a-z0-9_]{0,63}$/)
      expect(tools.every(({ permission }) => project.permissions.includes(permission))).toBe(true)
    })

    it.each(ours)('takes "%s" for its own', async (text) => {
      const { confidence, symbols, analysts } = await understand(text)
      expect(confidence).toBeGreaterThanOrEqual(0.5)
      expect(symbols).not.toEqual([])
      expect(analysts).not.toEqual([])
      expect(analystNames).toEqual(expect.arrayContaining([...analysts]))
    })

    it.each(foreign)('leaves "%s" to others', async (text) => {
      expect((await understand(text)).confidence).toBeLessThan(0.5)
    })

    it.each(hostile)('has an answer to hostile input (%#)', async (text) => {
      const { answer, analysts } = await understand(text)
      expect(answer !== null || analysts.length > 0).toBe(true)
    })

    it.each(ours)(
      'begins its answer to "%s" with a word about demo data, where it is',
      async (text) => {
        const brief = await briefOf(text)
        const isDemo = evidenceOf(brief).some(({ freshness }) => freshness === 'demo')
        const [start = ''] = installed.narrate(brief).split('\n')
        expect(/demo data/i.test(start)).toBe(isDemo)
      },
    )

    it.each(ours)('answers "%s" from evidence alone, twice the same', async (text) => {
      const brief = await briefOf(text)
      expect(installed.judge(brief.reading, brief.findings)).toEqual(brief.verdicts)
      expect(installed.narrate(brief)).toBe(installed.narrate(brief))
      expect(installed.narrate(brief)).not.toMatch(/NaN|undefined|null|Infinity/)
      for (const { tool, source, asOf, values } of evidenceOf(brief)) {
        expect(tool.startsWith(`${project.name}.`)).toBe(true)
        expect(source).not.toBe('')
        expect(Number.isNaN(Date.parse(asOf))).toBe(false)
        expect(Object.values(values).every(isPlain)).toBe(true)
      }
    })
  })

  /** The brief as the hub would make it. */
  async function briefOf(text: string): Promise<Brief> {
    const question = asked(text)
    const reading = await installed.understand(question, signal)
    const { period, aspect, symbols } = reading
    const tasks = symbols.flatMap((symbol) =>
      installed.analysts
        .filter(({ name }) => reading.analysts.includes(name))
        .map((analyst) => analyst.analyse({ symbol, period, aspect, askedAt, signal })),
    )
    const findings = await Promise.all(tasks)
    return { question, reading, findings, verdicts: installed.judge(reading, findings) }
  }
}

function evidenceOf({ findings, verdicts }: Brief) {
  return [...findings.flatMap(({ evidence }) => evidence), ...verdicts.map((v) => v.evidence)]
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'string' || Number.isFinite(value)
}

function asked(text: string): Question {
  return { text, history: [], askedAt }
}

const noModel: ModelProvider = {
  name: 'offline',
  model: 'none',
  isAvailable: false,
  async *stream() {
    yield { type: 'failed', error: new AppError('unavailable', 'no model'), partial: '' }
  },
}
