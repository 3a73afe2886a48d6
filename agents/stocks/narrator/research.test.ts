import { expect, it } from 'vitest'

import { judge } from '../recommendation/judge.ts'
import { apple, brief, findings, fundamental, reading, technical, tesla } from './fixtures.ts'
import { narrate } from './narrate.ts'

const vain = {
  analyst: 'get_technical',
  symbol: 'ZZZZ',
  score: null,
  abstained: 'I have no data on ZZZZ.',
  signals: [],
  evidence: [],
  notes: [],
}

it('shows side by side what was looked up, as far as it is known, and rates nothing', () => {
  const found = [technical(apple), technical(tesla), fundamental(apple)]
  const text = narrate(brief(reading('research', ['AAPL', 'TSLA']), found))
  expect(text).toMatch(/\| Symbol \| Close \| .* \| RSI 14 \| P\/E \|/)
  expect(text).toMatch(/\| TSLA \| \$311\.35 \|.*\| – \|/)
  expect(text).not.toMatch(/Rating|Confidence|investment advice|best|widest/)
})

it('says what was looked up in vain', () => {
  const text = narrate(brief(reading('research', ['AAPL', 'ZZZZ']), [technical(apple), vain]))
  expect(text).toContain('$169.23')
  expect(text).toContain('**Not found**\n\n- ZZZZ: I have no data on ZZZZ.')
})

it('says so where all of it was in vain', () => {
  const text = narrate(brief(reading('research', ['ZZZZ']), [vain]))
  expect(text).toContain('I have no data on ZZZZ that I could stand behind')
})

it('shows ratings that were looked up without what they rest on', () => {
  const asked = reading('research', ['AAPL', 'TSLA'])
  const all = [...findings(apple), ...findings(tesla)]
  const verdicts = judge(reading('comparison', ['AAPL', 'TSLA']), all)
  const text = narrate({ ...brief(asked, []), verdicts })
  expect(text).toMatch(/\| AAPL \| buy \| 78% \|/)
  expect(text).toContain('_Information, not investment advice._')
})

it('is the record of calls where nothing else was looked up', () => {
  const values = { callCount: 3, demoCallCount: 0, firstCalledOn: '2017-11-01' }
  const record = technical(apple).evidence.map((each) => ({
    ...each,
    tool: 'stocks.record',
    arguments: {},
    values,
  }))
  const finding = { ...vain, analyst: 'record', symbol: 'calls', abstained: null, evidence: record }
  expect(narrate(brief(reading('research', []), [finding]))).toContain('Calls made: 3')
})
