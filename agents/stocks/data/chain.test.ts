import { expect, it } from 'vitest'

import { AppError } from '../../../core/errors.ts'
import type { Fetched, Source, SourceRequest } from '../types.ts'
import { chain } from './chain.ts'

function answers(name: string, value: string): Source<string> {
  return { name, fetch: () => Promise.resolve(fetched(value, name)) }
}

function fails(name: string, error: Error): Source<string> {
  return { name, fetch: () => Promise.reject(error) }
}

function fetched(value: string, source: string): Fetched<string> {
  const at = '2024-01-02T00:00:00.000Z'
  return { value, source, asOf: at, fetchedAt: at, freshness: 'live', notes: ['own note'] }
}

function ask(symbol = 'AAPL', signal: AbortSignal = AbortSignal.any([])): SourceRequest {
  return { symbol, askedAt: new Date('2024-01-02'), signal }
}

const refused = new AppError('unavailable', 'connection refused')
const unknown = new AppError('not_found', 'csv does not know AAPL', { said: 'I do not know AAPL.' })
const keepMs = 60_000

it('asks the first source, and no other when it answers', async () => {
  const source = chain([answers('yahoo', 'real'), fails('demo', new Error('asked'))], { keepMs })
  expect(await source.fetch(ask())).toEqual(fetched('real', 'yahoo'))
})

it('falls to the next source and says why', async () => {
  const sources = [fails('csv', unknown), fails('yahoo', refused), answers('demo', 'made up')]
  expect(await chain(sources, { keepMs }).fetch(ask())).toMatchObject({
    value: 'made up',
    source: 'demo',
    notes: [
      'csv does not know AAPL; yahoo unavailable: connection refused; demo data used',
      'own note',
    ],
  })
})

it('does not know what no source knows', async () => {
  const source = chain([fails('csv', unknown), fails('demo', unknown)], { keepMs })
  await expect(source.fetch(ask())).rejects.toMatchObject({ code: 'not_found', said: unknown.said })
})

it('could not say, when some could not say and the rest do not know', async () => {
  const source = chain([fails('yahoo', refused), fails('csv', unknown)], { keepMs })
  await expect(source.fetch(ask())).rejects.toMatchObject({
    code: 'unavailable',
    said: 'I found nothing on AAPL: yahoo unavailable: connection refused; csv does not know AAPL.',
  })
})

it('throws what its only source threw', async () => {
  const broken = new AppError('invalid', 'AAPL.csv, line 3')
  await expect(chain([fails('csv', broken)], { keepMs }).fetch(ask())).rejects.toBe(broken)
})

it('does not paper over a mistake of ours', async () => {
  const source = chain([fails('yahoo', new RangeError('oops')), answers('demo', '')], { keepMs })
  await expect(source.fetch(ask())).rejects.toMatchObject({ code: 'bug', message: 'oops' })
})

it('lists the symbols of all its sources once', async () => {
  const symbols = (...names: string[]) => ({ symbols: () => Promise.resolve(names) })
  const csv = { ...answers('csv', ''), ...symbols('AAPL', 'TSLA') }
  const sources = [csv, answers('yahoo', ''), { ...answers('demo', ''), ...symbols('AAPL', 'KO') }]
  expect(await chain(sources, { keepMs }).symbols?.()).toEqual(['AAPL', 'TSLA', 'KO'])
})

/** A source that counts how often it is asked and answers when it is told to. */
function counting() {
  const waiting: ((answer: Fetched<string> | Error) => void)[] = []
  let count = 0
  const fetch = () => {
    count += 1
    return new Promise<Fetched<string>>((resolve, reject) => {
      waiting.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)))
    })
  }
  return {
    source: { name: 'yahoo', fetch },
    count: () => count,
    settle: (answer: Fetched<string> | Error) => waiting.splice(0).forEach((tell) => tell(answer)),
  }
}

it('asks once for all who ask at the same time', async () => {
  const { source, count, settle } = counting()
  const shared = chain([source], { keepMs })
  const both = Promise.all([shared.fetch(ask()), shared.fetch(ask())])
  settle(fetched('real', 'yahoo'))
  expect((await both).map(({ value }) => value)).toEqual(['real', 'real'])
  expect(count()).toBe(1)
})

it('asks for each symbol and each day of its own', async () => {
  const { source, count, settle } = counting()
  const shared = chain([source], { keepMs })
  const tomorrow = { ...ask(), askedAt: new Date('2024-01-03') }
  const all = Promise.all([ask(), ask('TSLA'), tomorrow].map((request) => shared.fetch(request)))
  settle(fetched('real', 'yahoo'))
  await all
  expect(count()).toBe(3)
})

it('goes on for the others when one asker stops', async () => {
  const { source, settle } = counting()
  const shared = chain([source], { keepMs })
  const stop = new AbortController()
  const first = shared.fetch(ask('AAPL', stop.signal))
  const second = shared.fetch(ask())
  stop.abort()
  await expect(first).rejects.toMatchObject({ code: 'stopped' })
  settle(fetched('real', 'yahoo'))
  expect((await second).value).toBe('real')
})

it('keeps an answer for a while, and one of a lesser source for a minute', async () => {
  let now = 0
  const { source, count, settle } = counting()
  const shared = chain([source], { keepMs: 3_600_000, now: () => now })
  const ages: readonly (readonly [number, number])[] = [
    [0, 1],
    [59_000, 1],
    [61_000, 2],
    [3_000_000, 2],
    [3_700_000, 3],
  ]
  for (const [at, asked] of ages) {
    now = at
    const answer = shared.fetch(ask())
    settle({ ...fetched('real', 'yahoo'), notes: at === 0 ? ['yahoo unavailable'] : [] })
    await answer
    expect(count()).toBe(asked)
  }
})

it('does not keep a failure', async () => {
  const { source, count, settle } = counting()
  const shared = chain([source], { keepMs })
  const first = shared.fetch(ask())
  settle(refused)
  await expect(first).rejects.toBe(refused)
  const second = shared.fetch(ask())
  settle(fetched('real', 'yahoo'))
  expect((await second).value).toBe('real')
  expect(count()).toBe(2)
})
