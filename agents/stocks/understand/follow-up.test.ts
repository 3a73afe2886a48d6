import { describe, expect, it } from 'vitest'

import type { Reading } from '../../../core/project.ts'
import { readAlone, readThread } from './fixtures.ts'

type Row = readonly [lines: readonly string[], expected: Partial<Reading>]

const rows: readonly Row[] = [
  [['How does AAPL look?', 'and TSLA?'], { intent: 'analysis', symbols: ['TSLA'] }],
  [['How does AAPL look?', 'what about Microsoft?'], { intent: 'analysis', symbols: ['MSFT'] }],
  [['How does AAPL look?', 'why?'], { intent: 'reason', symbols: ['AAPL'] }],
  [['How does AAPL look?', 'why is it falling?'], { intent: 'reason', symbols: ['AAPL'] }],
  [['How does AAPL look?', 'over one year'], { intent: 'analysis', period: '1y' }],
  [['How does AAPL look?', 'and over the last 6 months?'], { symbols: ['AAPL'], period: '6mo' }],
  [['How does AAPL look?', 'what about its RSI?'], { intent: 'aspect', aspect: 'rsi14' }],
  [['How does AAPL look?', 'what is the P/E?'], { intent: 'aspect', aspect: 'peTrailing' }],
  [['How does AAPL look?', 'RSI'], { intent: 'aspect', symbols: ['AAPL'], aspect: 'rsi14' }],
  [['How does AAPL look?', 'is it expensive?'], { intent: 'aspect', aspect: 'valuation' }],
  [['How does AAPL look?', 'should I buy it?'], { intent: 'analysis', symbols: ['AAPL'] }],
  [['How does AAPL look?', 'tell me more'], { intent: 'analysis', symbols: ['AAPL'] }],
  [['How does AAPL look?', 'what changed?'], { intent: 'changes', period: '1w' }],
  [['AAPL', 'compare it with Google'], { intent: 'comparison', symbols: ['AAPL', 'GOOGL'] }],
  [['AAPL', 'how does it compare to GOOGL'], { symbols: ['AAPL', 'GOOGL'] }],
  [['AAPL', 'vs Google?'], { intent: 'comparison', symbols: ['AAPL', 'GOOGL'] }],
  [['AAPL', 'TSLA', 'compare them'], { intent: 'comparison', symbols: ['AAPL', 'TSLA'] }],
  [['AAPL', 'TSLA', 'compare both over 5y'], { symbols: ['AAPL', 'TSLA'], period: '5y' }],
  [['AAPL', 'TSLA', 'why?', 'compare both'], { symbols: ['AAPL', 'TSLA'] }],
  [['AAPL', 'explain'], { intent: 'analysis', symbols: ['AAPL'] }],
  [['AAPL', 'MSFT vs the market'], { symbols: ['MSFT', '^GSPC'] }],
  [['compare AAPL and MSFT', 'TSLA and GOOGL'], { symbols: ['TSLA', 'GOOGL'] }],
  [['AAPL', 'compare MSFT and TSLA'], { intent: 'comparison', symbols: ['MSFT', 'TSLA'] }],
  [['RSI of AAPL', 'and TSLA?'], { intent: 'aspect', symbols: ['TSLA'], aspect: 'rsi14' }],
  [['RSI of AAPL', 'and TSLA?', 'and Microsoft?'], { symbols: ['MSFT'], aspect: 'rsi14' }],
  [['RSI of AAPL', 'over 5 years'], { symbols: ['AAPL'], aspect: 'rsi14', period: '5y' }],
  [['RSI of AAPL', 'and how does TSLA look?'], { intent: 'analysis', aspect: null }],
  [['AAPL over 5y', 'and TSLA?'], { symbols: ['TSLA'], period: '5y' }],
  [['AAPL over 5y', 'How does TSLA look?'], { symbols: ['TSLA'], period: null }],
  [['AAPL over 5y', 'and MSFT over 6 months?'], { symbols: ['MSFT'], period: '6mo' }],
  [['why is tesla falling', 'and apple?'], { intent: 'reason', symbols: ['AAPL'] }],
  [['compare AAPL and MSFT', 'and google?'], { symbols: ['AAPL', 'MSFT', 'GOOGL'] }],
  [['compare AAPL and MSFT', 'what about volatility?'], { aspect: 'volatilityPercent' }],
  [['compare AAPL and MSFT', 'which one is cheapest?'], { intent: 'ranking', aspect: 'valuation' }],
  [['AAPL', 'what is a P/E ratio?', 'and its beta?'], { symbols: ['AAPL'], aspect: 'beta' }],
  [['AAPL', 'thanks', 'why?'], { intent: 'reason', symbols: ['AAPL'] }],
  [['market overview', 'why?'], { intent: 'reason' }],
]

describe('in a thread', () => {
  it.each(rows)('%j', async (lines, expected) => {
    expect(await readThread(lines)).toMatchObject({ ...expected, answer: null })
  })

  it.each([
    [['AAPL', 'what is a P/E ratio?'], 'definition'],
    [['AAPL', 'explain RSI'], 'definition'],
    [['AAPL', "what's the weather"], 'off_topic'],
    [['AAPL', 'play some music'], 'off_topic'],
    [['AAPL', 'now play apple music'], 'off_topic'],
    [['AAPL', 'my friend told me that target has nice towels'], 'off_topic'],
    [['AAPL', 'thanks'], 'small_talk'],
    [['AAPL', 'how are the markets today'], 'overview'],
    [['AAPL', 'top picks in tech'], 'ranking'],
    [['AAPL', 'and AAPX?'], 'unknown_symbol'],
    [['AAPL', 'and microsft?'], 'unknown_symbol'],
    [['AAPL', 'compare'], 'ambiguous'],
  ])('%j is not about the thread’s symbol', async (lines, intent) => {
    const reading = await readThread(lines)
    expect(reading.intent).toBe(intent)
  })

  it('narrows a shared name to the one the thread speaks of', async () => {
    expect(await readThread(['BRK.B', 'how does berkshire look?'])).toMatchObject({
      intent: 'analysis',
      symbols: ['BRK-B'],
    })
  })
})

describe('without a thread', () => {
  it.each([
    'why?',
    'is it expensive?',
    'HOW DOES IT LOOK',
    'what changed since last time',
    'tell me more',
  ])('%s asks whom it is about', async (text) => {
    const reading = await readAlone(text)
    expect(reading).toMatchObject({ intent: 'ambiguous', symbols: [], analysts: [] })
    expect(reading.confidence).toBeLessThan(0.5)
  })
})

it('reads back how a button asks for all of a comparison', async () => {
  expect(await readAlone('Compare AAPL and TSLA over one year in detail')).toMatchObject({
    intent: 'comparison',
    symbols: ['AAPL', 'TSLA'],
    period: '1y',
    isLong: true,
  })
})
