/** What one filing says of one period: `[start, end, value, form, filed]`; no start for a day's figure. */
export type Row = readonly [
  start: string | null,
  end: string,
  val: number,
  form: string,
  filed: string,
]

/** `{ NetIncomeLoss: { USD: [...] } }`, as the SEC shows it. */
export function concepts(
  table: Readonly<Record<string, readonly [unit: string, ...rows: readonly Row[]]>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).map(([name, [unit, ...rows]]) => [
      name,
      { label: name, description: '', units: { [unit]: rows.map(factOf) } },
    ]),
  )
}

function factOf([start, end, val, form, filed]: Row) {
  const about = { accn: '0000000000-00-000000', fy: 2024, fp: form === '10-Q' ? 'Q1' : 'FY' }
  return { ...(start === null ? {} : { start }), end, val, ...about, form, filed }
}

const fy23 = ['2022-10-01', '2023-09-30'] as const
const fy24 = ['2023-10-01', '2024-09-28'] as const
const k23 = ['10-K', '2023-11-03'] as const
const k24 = ['10-K', '2024-11-01'] as const
const q1 = ['10-Q', '2025-01-31'] as const
const soFar = ['2024-09-29', '2024-12-28'] as const
const before = ['2023-10-01', '2023-12-30'] as const

/** Two fiscal years that end on the last Saturday of September, and the first quarter of the third. */
export const acmeConcepts = {
  RevenueFromContractWithCustomerExcludingAssessedTax: [
    'USD',
    [...fy23, 383e9, ...k23],
    [...fy24, 391e9, ...k24],
    // Restated a year later, and once more in an amendment.
    [...fy23, 380e9, ...k24],
    [...before, 119e9, ...q1],
    [...soFar, 124e9, ...q1],
  ],
  NetIncomeLoss: [
    'USD',
    [...fy23, 97e9, ...k23],
    [...fy24, 94e9, ...k24],
    [...before, 34e9, ...q1],
    [...soFar, 36e9, ...q1],
    // The last quarter of a year stands beside the year in an annual report.
    ['2024-06-30', '2024-09-28', 15e9, ...k24],
  ],
  EarningsPerShareDiluted: [
    'USD/shares',
    [...fy23, 6.13, ...k23],
    [...fy24, 6.08, ...k24],
    [...before, 2.18, ...q1],
    [...soFar, 2.4, ...q1],
  ],
  WeightedAverageNumberOfDilutedSharesOutstanding: [
    'shares',
    [...fy23, 15.8e9, ...k23],
    [...fy24, 15.4e9, ...k24],
    [...soFar, 15.1e9, ...q1],
  ],
  CostOfGoodsAndServicesSold: ['USD', [...fy24, 210e9, ...k24]],
  NetCashProvidedByUsedInOperatingActivities: ['USD', [...fy24, 118e9, ...k24]],
  PaymentsToAcquirePropertyPlantAndEquipment: ['USD', [...fy24, 9.4e9, ...k24]],
  Assets: ['USD', [null, '2024-09-28', 365e9, ...k24], [null, '2024-12-28', 344e9, ...q1]],
  LiabilitiesAndStockholdersEquity: ['USD', [null, '2024-09-28', 365e9, ...k24]],
  StockholdersEquity: ['USD', [null, '2024-09-28', 57e9, ...k24]],
  CashAndCashEquivalentsAtCarryingValue: ['USD', [null, '2024-09-28', 30e9, ...k24]],
  MarketableSecuritiesCurrent: ['USD', [null, '2024-09-28', 35e9, ...k24]],
  LongTermDebtNoncurrent: ['USD', [null, '2024-09-28', 86e9, ...k24]],
  LongTermDebtCurrent: ['USD', [null, '2024-09-28', 11e9, ...k24]],
  CommercialPaper: ['USD', [null, '2024-09-28', 10e9, ...k24]],
} satisfies Readonly<Record<string, readonly [string, ...Row[]]>>
