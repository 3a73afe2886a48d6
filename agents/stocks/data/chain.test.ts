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

function ask(): SourceRequest {
  return { symbol: 'AAPL', askedAt: new Date('2024-01-02'), signal: AbortSignal.any([]) }
}

const refused = new AppError('unavailable', 'connection refused')
const unknown = new AppError('not_found', 'csv does not know AAPL', { said: 'I do not know AAPL.' })

it('asks the first source, and no other when it answers', async () => {
  const source = chain([answers('yahoo', 'real'), fails('demo', new Error('asked'))])
  expect(await source.fetch(ask())).toEqual(fetched('real', 'yahoo'))
})

it('falls to the next source and says why', async () => {
  const sources = [fails('csv', unknown), fails('yahoo', refused), answers('demo', 'made up')]
  expect(await chain(sources).fetch(ask())).toMatchObject({
    value: 'made up',
    source: 'demo',
    notes: [
      'csv does not know AAPL; yahoo unavailable: connection refused; demo data used',
      'own note',
    ],
  })
})

it('does not know what no source knows', async () => {
  const source = chain([fails('csv', unknown), fails('demo', unknown)])
  await expect(source.fetch(ask())).rejects.toMatchObject({ code: 'not_found', said: unknown.said })
})

it('could not say, when some could not say and the rest do not know', async () => {
  const source = chain([fails('yahoo', refused), fails('csv', unknown)])
  await expect(source.fetch(ask())).rejects.toMatchObject({
    code: 'unavailable',
    said: 'I found nothing on AAPL: yahoo unavailable: connection refused; csv does not know AAPL.',
  })
})

it('throws what its only source threw', async () => {
  const broken = new AppError('invalid', 'AAPL.csv, line 3')
  await expect(chain([fails('csv', broken)]).fetch(ask())).rejects.toBe(broken)
})

it('does not paper over a mistake of ours', async () => {
  const source = chain([fails('yahoo', new RangeError('oops')), answers('demo', '')])
  await expect(source.fetch(ask())).rejects.toMatchObject({ code: 'bug', message: 'oops' })
})

it('lists the symbols of all its sources once', async () => {
  const symbols = (...names: string[]) => ({ symbols: () => Promise.resolve(names) })
  const csv = { ...answers('csv', ''), ...symbols('AAPL', 'TSLA') }
  const sources = [csv, answers('yahoo', ''), { ...answers('demo', ''), ...symbols('AAPL', 'KO') }]
  expect(await chain(sources).symbols?.()).toEqual(['AAPL', 'TSLA', 'KO'])
})

it('asks nobody else when the person stops', async () => {
  const stopped = fails('yahoo', new AppError('stopped', 'the person stopped it'))
  const source = chain([stopped, answers('demo', 'made up')])
  await expect(source.fetch(ask())).rejects.toMatchObject({ code: 'stopped' })
})
