import { describe, expect, it } from 'vitest'

import {
  abstention,
  apple,
  aspectReading,
  brief,
  findings,
  fundamental,
  reading,
  sentiment,
  technical,
  tesla,
} from './fixtures.ts'
import { narrate } from './narrate.ts'

const analysis = { ...reading('analysis', ['AAPL']), isLong: true }

function lines(text: string): readonly string[] {
  return text.split('\n')
}

describe('an analysis that nobody asked to be long', () => {
  const text = narrate(brief({ ...analysis, isLong: false }, findings(apple)))

  it('says rating, price, where each analyst stands, and what would change it', () => {
    expect(lines(text)[0]).toBe('## AAPL: buy, 78% confidence')
    expect(lines(text)[2]).toContain('$169.23')
    expect(lines(text).filter((line) => line.startsWith('- '))).toEqual([
      expect.stringMatching(/^- \*\*The chart leans bullish\.\*\* .*\$170\.67/),
      expect.stringMatching(/^- \*\*The business is sound and its price is fair\.\*\* .*18\.37/),
      expect.stringMatching(/^- \*\*The news is mixed\.\*\* “/),
      '- **What would change it:** A close below the nearest support at $168.42.',
    ])
    expect(text).not.toContain('|')
  })

  it('is less than half as long', () => {
    expect(text.length * 2).toBeLessThan(narrate(brief(analysis, findings(apple))).length)
  })
})

describe('a full analysis', () => {
  const text = narrate(brief(analysis, findings(apple)))

  it('opens with rating and confidence, then the price with its day and its moves', () => {
    expect(lines(text)[0]).toBe('## AAPL: buy, 78% confidence')
    expect(lines(text)[2]).toContain('AAPL')
    expect(lines(text)[2]).toContain('29 December 2017')
    expect(lines(text)[2]).toMatch(
      /\$169\.23.*, down 1\.1% on the day but up 46\.1% since 30 December 2016\.$/,
    )
  })

  it('says in one sentence what the weeks say', () => {
    expect(text.match(/\bweek closed\b/g)).toHaveLength(1)
    expect(text).toContain(
      'The last full week closed at $169.23, below its 10-week average ($171.33) but above the 40-week average ($156.77).',
    )
  })

  it('shows key figures in a table', () => {
    expect(text).toContain(
      '| Key figures | 2017-12-29 |\n| --- | ---: |\n| Closing price | $169.23 |',
    )
    expect(text).toContain('| Market value | $868.88 billion |')
  })

  it('says where each analyst stands', () => {
    expect(text).toContain('**The chart leans bullish.** ')
    expect(text).toContain('**The business is sound and its price is fair.** ')
    expect(text).toContain('**The news is mixed.** ')
  })

  it('ends with changes, sources and one closing line', () => {
    expect(text).toContain(
      '**What would change it**\n\n- A close below the nearest support at $168.42',
    )
    expect(text).toContain('\n\nSources: csv:AAPL.csv (2017-12-29).\n\n')
    expect(text).toMatch(/\n_Information, not investment advice\._$/)
  })

  it('has no line about coverage when it is full, and no risks where there are none', () => {
    expect(text).not.toMatch(/Coverage|Notes|Risks/)
  })

  it('says what is missing, what a source said, and who spoke instead', () => {
    const fallen = {
      ...technical({ ...apple, source: 'demo' }),
      notes: ['yahoo: HTTP 429, demo data used'],
    }
    const found = [fallen, abstention('AAPL', 'fundamental', 'vendor 429.'), sentiment(apple)]
    expect(lines(narrate(brief(analysis, found)))).toEqual(
      expect.arrayContaining([
        'Coverage: 2 of 3 analysts; fundamentals unavailable: vendor 429.',
        'Notes: Yahoo: HTTP 429, demo data used.',
        'Sources: demo (2017-12-29); csv:AAPL.csv (2017-12-29).',
      ]),
    )
  })

  it('uses the name of the company where it is known', () => {
    const named = { ...apple, prices: { ...apple.prices, name: 'Apple Inc.' } }
    expect(narrate(brief(analysis, findings(named)))).toMatch(/^## Apple Inc\. \(AAPL\): buy/)
  })

  it('calls a loss a loss', () => {
    const said = narrate(brief(reading('analysis', ['TSLA']), findings(tesla)))
    expect(said).toContain('a net loss of $1.96 billion')
    expect(said).not.toContain('| P/E |')
  })

  it('writes the figures of an index without a currency', () => {
    const index = {
      ...apple,
      symbol: '^GSPC',
      currency: null,
      prices: { ...apple.prices, close: 2673.61 },
    }
    const said = narrate(brief({ ...analysis, symbols: ['^GSPC'] }, [technical(index)]))
    expect(said).toContain('| Closing price | 2,673.61 |')
  })
})

describe('one aspect', () => {
  const ask = (aspect: string) => narrate(brief(aspectReading(aspect, ['AAPL']), findings(apple)))

  it('gives the number with its day and what it means, and no rating', () => {
    const text = ask('rsi14')
    expect(text).toMatch(/RSI 14 of AAPL .*\*\*48\.2\*\*.*: neutral, with neither side in charge\./)
    expect(text).toContain('29 December 2017')
    expect(text).not.toMatch(/confidence|advice/)
  })

  it.each([
    [
      'weekly',
      'The week to 29 December 2017 closed at **$169.23**, below its 10-week average ($171.33) but above the 40-week average ($156.77). Weekly RSI 14 is at **58.6**: buyers have the upper hand.',
    ],
    [
      'weeklyRsi14',
      'At the close of the week to 29 December 2017, weekly RSI 14 stood at **58.6**: buyers have the upper hand.',
    ],
    [
      'monthly',
      'The month to 29 December 2017 closed at **$169.23**, above its 10-month average ($155.49). Monthly RSI 14 is at **71.9**: overbought; buyers have pushed hard, and such runs often pause.',
    ],
    [
      'monthlyRsi14',
      'At the close of the month to 29 December 2017, monthly RSI 14 stood at **71.9**: overbought; buyers have pushed hard, and such runs often pause.',
    ],
  ])('says of %s bars when the last of them closed', (aspect, said) => {
    expect(ask(aspect)).toContain(`**AAPL.** ${said}`)
  })

  it('says what it trades at while its day is not closed', () => {
    const { evidence, ...chart } = technical(apple)
    const [close] = evidence
    const values = { lastPrice: 171.2, lastPriceChangePercent: 1.16, lastTradeAt: '18:32 UTC' }
    const units = { lastPrice: 'USD', lastPriceChangePercent: 'percent' }
    const trade = { tool: 'stocks.quote', asOf: '2018-01-02T18:32:10.000Z', values, units }
    const quote = close === undefined ? [] : [{ ...close, ...trade }]
    const text = narrate(
      brief(aspectReading('price', ['AAPL']), [{ ...chart, evidence: [...evidence, ...quote] }]),
    )
    expect(text).toContain(
      'It last traded at $171.20 on 2 January 2018, at 18:32 UTC, up 1.2% since that close.',
    )
  })

  it('says how a share went beside its market', () => {
    const said =
      'Over six months it is 12.4 percentage points ahead of its index. Its beta is 1.27:'
    expect(ask('marketStrengthPercent')).toContain(said)
  })

  it('puts a table beside an aspect of many facts', () => {
    expect(ask('levels')).toContain('| Nearest support | $168.42 |\n| Next support | $165.28 |')
  })

  it('dates a figure of the accounts by their year', () => {
    expect(ask('revenue')).toMatch(/by the accounts to 30 September 2017/i)
  })

  it('says that what was asked for is not there before others speak in its place', () => {
    expect(ask('peForward')).toMatch(
      /^There is no forward P\/E for AAPL in the data\. .*P\/E of AAPL/,
    )
  })

  it('says so when nothing is known of it, with a way out', () => {
    const { roePercent: _, ...others } = apple.fundamentals
    const found = [fundamental({ ...apple, fundamentals: others })]
    const text = narrate(brief(aspectReading('roePercent', ['AAPL']), found))
    expect(text).toMatch(/^Nothing is known here about the return on equity of AAPL: .* Ask for/)
  })

  it('shows one aspect of several symbols as a table with its ends', () => {
    const found = [...findings(apple), ...findings(tesla)]
    const text = narrate(brief(aspectReading('rsi14', ['AAPL', 'TSLA']), found))
    expect(text).toContain('| AAPL | 48.2 |\n| TSLA | 41.2 |')
    expect(text).toContain('RSI 14: highest for AAPL (48.2), lowest for TSLA (41.2).')
  })
})

describe('one aspect of several symbols', () => {
  const found = [...findings(apple), ...findings(tesla)]
  const ask = (intent: string, aspect: string) =>
    narrate(brief({ ...reading(intent, ['TSLA', 'AAPL']), aspect }, found))

  it('is compared in the order of the question', () => {
    const text = ask('comparison', 'rsi14')
    expect(text).toContain('| TSLA | 41.2 |\n| AAPL | 48.2 |')
    expect(text).not.toContain('confidence')
  })

  it('is ranked the highest first, a missing value last', () => {
    expect(ask('ranking', 'rsi14')).toContain('| AAPL | 48.2 |\n| TSLA | 41.2 |')
    expect(ask('ranking', 'roePercent')).toContain('| AAPL | 36.1% |\n| TSLA | – |')
  })

  it('calls no price a piece the highest', () => {
    expect(ask('comparison', 'price')).not.toContain('highest for')
  })
})

describe('several symbols', () => {
  const found = [...findings(apple), ...findings(tesla)]

  it('compares them in one table, a column nobody fills left out', () => {
    const text = narrate(brief(reading('comparison', ['AAPL', 'TSLA']), found))
    expect(text).toContain('## AAPL and TSLA on 29 December 2017')
    expect(text).toContain(
      '| Symbol | Rating | Confidence | Close | Since 2016-12-30 | RSI 14 | P/E |',
    )
    expect(text).toContain('| TSLA | sell | 47% | $311.35 | +45.7% | 41.2 | – |')
    expect(text).toMatch(/AAPL \(buy\).*TSLA \(sell\)/)
  })

  it('shows each day where they differ', () => {
    const evidence = technical(tesla).evidence.map((each) => ({ ...each, asOf: '2017-12-22' }))
    const later = { ...technical(tesla), evidence }
    const text = narrate(brief(reading('comparison', ['AAPL', 'TSLA']), [technical(apple), later]))
    expect(text).toContain('| As of |')
    expect(text).toContain('| 2017-12-22 |')
    expect(text).toContain('## AAPL and TSLA\n')
  })

  it('ranks them best first', () => {
    const text = narrate(brief(reading('ranking', ['TSLA', 'AAPL']), found))
    expect(text.indexOf('| AAPL |')).toBeLessThan(text.indexOf('| TSLA |'))
  })

  it('praises nobody who only fell least', () => {
    const fallen = (subject: typeof apple, periodChangePercent: number) =>
      technical({ ...subject, prices: { ...subject.prices, periodChangePercent } })
    const asked = reading('comparison', ['AAPL', 'TSLA'])
    const text = narrate(brief(asked, [fallen(apple, -24), fallen(tesla, -32.5)]))
    expect(text).toContain('AAPL held up best, down 24.0%')
    expect(narrate(brief(asked, [fallen(apple, 24), fallen(tesla, -32.5)]))).toContain('did best')
  })

  it('shows six and names the others', () => {
    const symbols = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8']
    const many = symbols.map((symbol) => technical({ ...apple, symbol }))
    const text = narrate(brief(reading('comparison', symbols), many))
    expect(text).toContain('| A6 |')
    expect(text).not.toContain('| A7 |')
    expect(text).toContain('Left out here: A7 and A8.')
  })

  it('says which of them nobody knows', () => {
    const unknown = abstention('ZZZZ', 'technical', 'no such symbol')
    const text = narrate(
      brief(reading('comparison', ['AAPL', 'TSLA', 'ZZZZ']), [...found, unknown]),
    )
    expect(text).toContain('Coverage: ZZZZ: chart unavailable: no such symbol.')
  })

  it('says a gap that several share once, with their names', () => {
    const gap = 'no source of fundamentals is configured'
    const partial = [apple, tesla].flatMap((company) => [
      technical(company),
      abstention(company.symbol, 'fundamental', gap),
    ])
    const unknown = abstention('ZZZZ', 'technical', 'no such symbol')
    const asked = reading('comparison', ['AAPL', 'TSLA', 'ZZZZ'])
    expect(lines(narrate(brief(asked, partial)))).toContain(
      `Coverage: 1 of 2 analysts; fundamentals unavailable: ${gap}.`,
    )
    expect(lines(narrate(brief(asked, [...partial, unknown])))).toContain(
      `Coverage: AAPL, TSLA: 1 of 2 analysts; fundamentals unavailable: ${gap}; ZZZZ: chart unavailable: no such symbol.`,
    )
  })

  it('adds to the table what there is to say of each, where all of it is wanted', () => {
    for (const intent of ['comparison', 'ranking', 'overview']) {
      const asked = reading(intent, ['AAPL', 'TSLA'])
      const [short, long] = [asked, { ...asked, isLong: true }].map((each) =>
        narrate(brief(each, found)),
      )
      const added = lines(long ?? '').filter((line) => !lines(short ?? '').includes(line))
      expect(added).toEqual(expect.arrayContaining(['### AAPL', '### TSLA']))
      expect(added).toContainEqual(expect.stringMatching(/^\| Symbol \| Volatility \| Drawdown/))
      expect(added).toContainEqual(expect.stringMatching(/RSI 14 at 48\.2|48\.2 is neutral/))
    }
  })

  it('does not say of one alone that it is ahead', () => {
    const text = narrate(brief(reading('ranking', ['AAPL']), findings(apple)))
    expect(text).toMatch(/^## AAPL: buy, 78% confidence/)
    expect(text).not.toMatch(/on top|leads|best first/i)
    const asked = { ...reading('ranking', ['AAPL']), aspect: 'rsi14' }
    expect(narrate(brief(asked, findings(apple)))).toContain('**48.2**')
  })
})

describe('nothing to say', () => {
  it('gives the reasons and a way out', () => {
    const found = [
      abstention('ZZZZ', 'technical', 'no prices of ZZZZ'),
      abstention('ZZZZ', 'fundamental', 'timed out'),
    ]
    const text = narrate(brief(reading('analysis', ['ZZZZ']), found))
    expect(text).toContain('I have no data on ZZZZ')
    expect(text).toContain(
      '\n\n- Chart unavailable: no prices of ZZZZ\n- Fundamentals unavailable: timed out\n\n',
    )
    expect(text).toContain('`npm run doctor`')
  })

  it('says a reason that all share once', () => {
    const found = [
      abstention('ZZZZ', 'technical', 'no such symbol'),
      abstention('ZZZZ', 'fundamental', 'no such symbol'),
    ]
    expect(narrate(brief(reading('analysis', ['ZZZZ']), found))).toContain('\n- No such symbol\n')
  })

  it('gives the answer of the reading where no analyst was asked', () => {
    const asked = { ...reading('small_talk', []), answer: 'Good morning!' }
    expect(narrate(brief(asked, []))).toBe('Good morning!')
  })
})
