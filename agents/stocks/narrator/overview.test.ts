import { describe, expect, it } from 'vitest'

import { apple, aspectReading, brief, findings, reading, technical, tesla } from './fixtures.ts'
import { narrate } from './narrate.ts'

const found = [...findings(apple), ...findings(tesla)]

describe('a market that is looked over', () => {
  it('sums up a market by its direction, its extremes and its breadth, and rates nothing', () => {
    const text = narrate(brief(reading('overview', ['AAPL', 'TSLA']), found))
    expect(text).toMatch(
      /^## Market overview\n\nAll of these symbols fell on 29 December 2017\. .*Half of these symbols stood above the 200-day average\.\n/,
    )
    expect(text).toMatch(/AAPL.*\(−1\.1%\).*TSLA.*\(−1\.3%\)/)
    expect(text).toContain('| RSI 14 | Trend |')
    expect(text).toContain('| 41.2 | down |')
    expect(text).not.toMatch(/Rating|\b(?:buy|sell|hold|advice)\b/)
  })

  it('calls an index by its name', () => {
    const index = (symbol: string) => technical({ ...apple, symbol, currency: null })
    const asked = reading('overview', ['^GSPC', '^N225'])
    const text = narrate(brief(asked, [index('^GSPC'), index('^N225')]))
    expect(text).toContain('All of these indices fell')
    expect(text).toMatch(/\n\| Index \|.*\n.*\n\| S&P 500 \|.*\n\| Nikkei 225 \|/)
    expect(narrate(brief(reading('analysis', ['^GSPC']), [index('^GSPC')]))).toMatch(
      /^## S&P 500 \(\^GSPC\): .*\n\n.*S&P 500/,
    )
  })
})

it('writes one minus sign, and nowhere a hyphen in its place', () => {
  const reason = { ...reading('reason', ['TSLA']), period: '1y' }
  const asked = [reading('overview', ['AAPL', 'TSLA']), reason, aspectReading('macd', ['TSLA'])]
  const texts = asked.map((each) => narrate(brief(each, findings(tesla))))
  expect(texts.join('\n')).toMatch(/−\d/)
  expect(texts.join('\n')).not.toMatch(/(?<![\w-])-[$€£]?\d/)
})
