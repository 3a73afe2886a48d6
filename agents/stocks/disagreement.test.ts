import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { memoryCache } from '../../core/memory-cache.ts'
import { startYahoo } from '../../test/fakes/yahoo.ts'
import { offlineModel } from '../models/offline.ts'
import { chart } from './data/yahoo/sample-company.ts'
import { stocksProject } from './project.ts'

it('says in its reply that a folder and Yahoo disagree on the close, and asks Yahoo once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'disagreement-'))
  const rows = ['2025-06-05,203,205,202,204.25,1300', '2025-06-06,204,206,203,199.5,1400']
  await writeFile(join(folder, 'AAPL.csv'), ['date,open,high,low,close,volume', ...rows].join('\n'))
  const yahoo = await startYahoo({ AAPL: { chart }, '^GSPC': { chart } })
  const project = stocksProject.create({
    model: offlineModel(),
    settings: {
      MARKET_DATA: 'csv,yahoo',
      MARKET_DATA_DIR: folder,
      YAHOO_BASE_URL: yahoo.url,
      MARKET_DATA_LOOPBACK: 'yes',
    },
    cache: memoryCache({ metrics: { cacheAsked: () => {} } }),
  })
  const signal = new AbortController().signal

  async function answer(): Promise<string> {
    const question = { text: 'What is the price of AAPL?', history: [], askedAt: new Date() }
    const reading = await project.understand(question, signal)
    const task = { symbol: 'AAPL', period: null, aspect: reading.aspect, signal }
    const asked = project.analysts.filter(({ name }) => reading.analysts.includes(name))
    const findings = await Promise.all(
      asked.map((analyst) => analyst.analyse({ ...task, askedAt: question.askedAt })),
    )
    return project.narrate({ question, reading, findings, verdicts: [] })
  }

  const text = await answer()
  expect(text).toContain(
    'Sources disagree on the close of 2025-06-06: csv:AAPL.csv has $199.50, which is shown, and yahoo has $205.00.',
  )
  expect(text).toMatch(/\$199\.50.*6 June 2025|6 June 2025.*\$199\.50/)
  expect(text).toContain('Sources: csv:AAPL.csv (2025-06-06); yahoo (2025-06-06).')
  const chartsAsked = yahoo.asked.length
  expect(await answer()).toBe(text)
  expect(yahoo.asked).toHaveLength(chartsAsked)
  await Promise.all([yahoo.close(), rm(folder, { recursive: true })])
})
