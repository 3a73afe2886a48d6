import type { FactName, Picture } from '../picture.ts'
import { sideOf } from './chart.ts'

/** What a value means, as the end of a sentence: `neutral, neither side is in charge`; null where it means nothing by itself. */
export function meaningOf(name: FactName, picture: Picture): string | null {
  const value = picture.number(name)
  if (value === null) return null
  return relative[name]?.(picture) ?? bands[name]?.find(([least]) => value >= least)?.[1] ?? null
}

/** From the top: the first bound that a value reaches is its band. */
type Bands = readonly (readonly [least: number, meaning: string])[]

const rest = Number.NEGATIVE_INFINITY

/** A scale with its own overbought and oversold ends. */
function swing(top: number, middle: number, bottom: number): Bands {
  return [
    [top, 'overbought; buyers have pushed hard, and such runs often pause'],
    [middle, 'buyers have the upper hand'],
    [bottom, 'sellers have the upper hand'],
    [rest, 'oversold; sellers have pushed hard, and such falls often pause'],
  ]
}

function levels(high: number, low: number, words: readonly [string, string, string]): Bands {
  return [
    [high, words[0]],
    [low, words[1]],
    [rest, words[2]],
  ]
}

function scale(many: string, few: string): Bands {
  return [
    [0.5, `clearly ${many}`],
    [0.15, `leaning ${many}`],
    [-0.15, 'balanced'],
    [-0.5, `leaning ${few}`],
    [rest, `clearly ${few}`],
  ]
}

function margin(rich: number, fair: number): Bands {
  return [
    [rich, 'a rich return'],
    [fair, 'a decent return'],
    [0, 'a thin return'],
    [rest, 'below zero; the business is losing money at this line'],
  ]
}

const wilder: Bands = [
  [70, 'overbought; buyers have pushed hard, and such runs often pause'],
  [55, 'buyers have the upper hand'],
  [45, 'neutral, with neither side in charge'],
  [30, 'sellers have the upper hand'],
  [rest, 'oversold; sellers have pushed hard, and such falls often pause'],
]

const growth: Bands = [
  [20, 'fast growth'],
  [5, 'steady growth'],
  [0, 'slow growth'],
  [rest, 'a decline'],
]

/**
 * The usual readings: Wilder for RSI and ADX (1978), Lane for the stochastic, Lambert for CCI, Altman's zones
 * (1968), Piotroski's nine tests (2000). Where the field has no agreed bound, a round one that parts the
 * shares of a broad index into about thirds.
 */
const bands: Readonly<Partial<Record<FactName, Bands>>> = {
  rsi14: wilder,
  weeklyRsi14: wilder,
  monthlyRsi14: wilder,
  stochasticK: swing(80, 50, 20),
  stochasticD: swing(80, 50, 20),
  williamsR14: swing(-20, -50, -80),
  mfi14: swing(80, 50, 20),
  cci20: levels(100, -100, [
    'unusually far above its average, strong but stretched',
    'within its usual band',
    'unusually far below its average, weak but stretched',
  ]),
  roc12: levels(0.05, -0.05, [
    'higher than twelve trading days ago',
    'level with twelve trading days ago',
    'lower than twelve trading days ago',
  ]),
  macdHistogram: [
    [0, 'above zero, so momentum is building'],
    [rest, 'below zero, so momentum is fading'],
  ],
  adx14: [
    [40, 'a very strong trend, whichever way it points'],
    [25, 'a trend with force'],
    [20, 'a trend in the making'],
    [rest, 'barely a trend'],
  ],
  slope20: [
    [0, 'the last weeks have been rising'],
    [rest, 'the last weeks have been falling'],
  ],
  volatilityPercent: [
    [50, 'very lively, with wide swings either way'],
    [35, 'livelier than most shares'],
    [20, 'ordinary for a single share'],
    [rest, 'calm'],
  ],
  atr14: [[rest, 'the ground it usually covers in a day']],
  atrPercent: levels(4, 2, ['wide daily swings', 'ordinary daily swings', 'small daily swings']),
  maxDrawdownPercent: [[rest, 'the deepest fall from a peak in that time']],
  beta: [
    [1.2, 'it amplifies the moves of the market'],
    [0.8, 'it moves about as much as the market'],
    [0, 'it moves less than the market'],
    [rest, 'it tends to move against the market'],
  ],
  marketStrengthPercent: levels(3, -3, [
    'it did clearly better than its market',
    'it went about as its market did',
    'it did clearly worse than its market',
  ]),
  cmf20: levels(0.05, -0.05, [
    'closes near the highs show buying pressure',
    'buying and selling pressure are in balance',
    'closes near the lows show selling pressure',
  ]),
  obv: [[rest, 'its level says little, its direction says who is accumulating']],
  volumeRatio20: levels(1.5, 0.7, [
    'busier than usual',
    'about as busy as usual',
    'quieter than usual',
  ]),
  peTrailing: levels(25, 12, [
    'an ambitious price for a unit of profit',
    'a middling price for a unit of profit',
    'a modest price for a unit of profit',
  ]),
  priceToBook: levels(4, 1, [
    'well above the book value',
    'above the book value',
    'below the book value',
  ]),
  priceToSales: levels(6, 2, [
    'a high price for its sales',
    'a middling price for its sales',
    'a low price for its sales',
  ]),
  evToEbitda: levels(16, 8, [
    'expensive by this measure',
    'middling by this measure',
    'cheap by this measure',
  ]),
  peg: levels(2, 1, [
    'a high price for the growth',
    'a price in line with the growth',
    'a low price for the growth',
  ]),
  dividendYieldPercent: levels(4, 1.5, ['a generous yield', 'a moderate yield', 'a small yield']),
  freeCashFlow: [
    [0, 'the business brings in more cash than it spends'],
    [rest, 'the business spends more cash than it brings in'],
  ],
  freeCashFlowYieldPercent: levels(6, 3, [
    'plenty of cash for the price',
    'a fair amount of cash for the price',
    'little cash for the price',
  ]),
  grossMarginPercent: margin(50, 25),
  operatingMarginPercent: margin(20, 8),
  netMarginPercent: margin(15, 5),
  roePercent: margin(20, 10),
  roaPercent: margin(10, 4),
  roicPercent: margin(15, 8),
  revenueGrowthPercent: growth,
  revenueGrowth3yPercent: growth,
  earningsGrowthPercent: growth,
  earningsGrowth3yPercent: growth,
  freeCashFlowGrowthPercent: growth,
  freeCashFlowGrowth3yPercent: growth,
  currentRatio: levels(1.5, 1, [
    'the bills of the year ahead are well covered',
    'the bills of the year ahead are just covered',
    'the bills of the year ahead exceed the means to pay them',
  ]),
  debtToEquity: levels(2, 0.5, ['a heavy load of debt', 'a moderate load of debt', 'little debt']),
  interestCoverage: levels(8, 2, [
    'interest is easily earned',
    'interest is earned with some room',
    'interest is barely earned, if at all',
  ]),
  piotroski: levels(7, 4, [
    'a sound set of accounts',
    'a middling set of accounts',
    'a weak set of accounts',
  ]),
  altmanZ: levels(2.99, 1.81, ['in the safe zone', 'in the grey zone', 'in the distress zone']),
  technicalScore: scale('bullish', 'bearish'),
  fundamentalScore: scale('strong', 'weak'),
  sentimentScore: scale('positive', 'negative'),
}

/** Values that mean something only beside another one. */
const relative: Readonly<Partial<Record<FactName, (picture: Picture) => string | null>>> = {
  sma20: beside('sma20'),
  sma50: beside('sma50'),
  sma200: beside('sma200'),
  ema12: beside('ema12'),
  ema26: beside('ema26'),
  pivot: beside('pivot'),
  macd: ({ number }) => {
    const histogram = number('macdHistogram')
    if (histogram === null) return null
    return histogram >= 0
      ? 'above its signal line, so momentum is building'
      : 'below its signal line, so momentum is fading'
  },
  volume: (picture) => meaningOf('volumeRatio20', picture),
  peForward: (picture) => {
    const [now, ahead] = [picture.number('peTrailing'), picture.number('peForward')]
    if (now === null || ahead === null) return null
    return ahead < now ? 'earnings are expected to grow' : 'earnings are expected to shrink'
  },
}

function beside(level: FactName): (picture: Picture) => string | null {
  return (picture) => {
    const side = sideOf(picture, level)
    return side === null ? null : `the price stands ${side} it`
  }
}
