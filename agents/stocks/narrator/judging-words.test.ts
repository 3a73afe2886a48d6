import { describe, expect, it } from 'vitest'

import { apple, aspectReading, brief, fundamental, reading, technical, tesla } from './fixtures.ts'
import { narrate } from './narrate.ts'

describe('whether a share is expensive', () => {
  const priced = (close: number) => ({
    ...fundamental(apple),
    evidence: fundamental(apple).evidence.map((each) => ({
      ...each,
      values: { ...each.values, close },
      units: { ...each.units, close: 'USD' },
    })),
  })
  const ask = (close: number) =>
    narrate(brief(aspectReading('valuation', ['AAPL']), [priced(close)]))

  it.each([
    [100, 'AAPL is cheap', 'below its valuation range of $148.20 to $191.40'],
    [169.23, 'AAPL is neither cheap nor expensive', 'inside its valuation range'],
    [240, 'AAPL is expensive', 'above its valuation range'],
  ])('is answered at %f', (close, said, place) => {
    expect(ask(close)).toMatch(new RegExp(`^\\*\\*By its valuation range ${said}\\.\\*\\* At `))
    expect(ask(close)).toContain(place)
    expect(ask(close)).toContain('P/E 18.37, a middling price for a unit of profit')
  })

  it('is answered by multiples where there is no range', () => {
    const text = narrate(brief(aspectReading('valuation', ['TSLA']), [fundamental(tesla)]))
    expect(text).toMatch(
      /^\*\*TSLA\.\*\* There is no valuation range .*net loss of \$1\.96 billion/,
    )
  })

  it('is told of several beside their table', () => {
    const asked = { ...aspectReading('valuation', ['AAPL', 'TSLA']), intent: 'comparison' }
    expect(narrate(brief(asked, [priced(240), fundamental(tesla)]))).toContain(
      'Beside the valuation range, above: AAPL.',
    )
  })

  it('is told apart from how good the business is', () => {
    const found = [
      technical({ ...apple, prices: { ...apple.prices, close: 240 } }),
      fundamental(apple),
    ]
    expect(narrate(brief(reading('analysis', ['AAPL']), found))).toMatch(
      /- \*\*The business is sound, but its price is high\.\*\* At a P\/E of 18\.37, the price is above/,
    )
  })
})

describe('levels', () => {
  const ask = (missing: Record<string, null>) =>
    narrate(
      brief(aspectReading('levels', ['AAPL']), [
        technical({ ...apple, levels: { ...apple.levels, ...missing } }),
      ]),
    )

  it('says so where there is no support below the price, or no resistance above it', () => {
    expect(ask({ support1: null, support2: null })).toMatch(
      /Below the price there is no support: .* The nearest resistance is \$172\.61\./,
    )
    expect(ask({ resistance1: null, resistance2: null })).toMatch(
      /The nearest support is \$168\.42\. Above the price there is no resistance: /,
    )
  })

  it('says nothing of it where nobody looked', () => {
    const found = technical(apple)
    const evidence = found.evidence.filter(({ tool }) => tool !== 'stocks.levels')
    const text = narrate(
      brief({ ...reading('analysis', ['AAPL']), isLong: true }, [{ ...found, evidence }]),
    )
    expect(text).not.toMatch(/no support|no resistance/)
  })
})
