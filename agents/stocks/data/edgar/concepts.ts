/** `g:` is US GAAP, `i:` is IFRS as foreign companies file it. */
type Concept = `${'g' | 'i'}:${string}`

/** `flow` is of a period, `stock` of a day; the others are per share, or shares. */
export type Kind = 'flow' | 'stock' | 'perShare' | 'shares'

export interface Line {
  readonly kind: Kind
  /** In order of preference: the first that was filed for a period is taken. */
  readonly concepts: readonly Concept[]
}

const flow = (...concepts: Concept[]): Line => ({ kind: 'flow', concepts })
const stock = (...concepts: Concept[]): Line => ({ kind: 'stock', concepts })

/**
 * What companies call the lines of their accounts. Filers choose among several names for the same thing, and choose
 * anew as the rules change (sales were `SalesRevenueNet` until 2018), so each line has its alternatives.
 */
export const lines = {
  revenue: flow(
    'g:Revenues',
    'g:RevenueFromContractWithCustomerExcludingAssessedTax',
    'g:SalesRevenueNet',
    'g:RevenuesNetOfInterestExpense',
    'g:RevenueFromContractWithCustomerIncludingAssessedTax',
    'g:SalesRevenueGoodsNet',
    'i:Revenue',
    'i:RevenueFromContractsWithCustomers',
  ),
  costOfRevenue: flow(
    'g:CostOfRevenue',
    'g:CostOfGoodsAndServicesSold',
    'g:CostOfGoodsSold',
    'i:CostOfSales',
  ),
  grossProfit: flow('g:GrossProfit', 'i:GrossProfit'),
  operatingIncome: flow('g:OperatingIncomeLoss', 'i:ProfitLossFromOperatingActivities'),
  netIncome: flow(
    'g:NetIncomeLoss',
    'g:NetIncomeLossAvailableToCommonStockholdersBasic',
    'g:ProfitLoss',
    'i:ProfitLossAttributableToOwnersOfParent',
    'i:ProfitLoss',
  ),
  interestExpense: flow(
    'g:InterestExpense',
    'g:InterestExpenseNonoperating',
    'g:InterestExpenseDebt',
    'g:InterestAndDebtExpense',
    'i:InterestExpense',
    'i:FinanceCosts',
  ),
  operatingCashFlow: flow(
    'g:NetCashProvidedByUsedInOperatingActivities',
    'g:NetCashProvidedByUsedInOperatingActivitiesContinuingOperations',
    'i:CashFlowsFromUsedInOperatingActivities',
  ),
  capitalExpenditure: flow(
    'g:PaymentsToAcquirePropertyPlantAndEquipment',
    'g:PaymentsToAcquireProductiveAssets',
    'g:PaymentsToAcquireOtherPropertyPlantAndEquipment',
    'i:PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities',
  ),
  depreciation: flow(
    'g:DepreciationDepletionAndAmortization',
    'g:DepreciationAmortizationAndAccretionNet',
    'g:DepreciationAndAmortization',
    'g:Depreciation',
    'i:DepreciationAndAmortisationExpense',
    'i:AdjustmentsForDepreciationAndAmortisationExpense',
  ),
  assets: stock('g:Assets', 'i:Assets'),
  currentAssets: stock('g:AssetsCurrent', 'i:CurrentAssets'),
  liabilities: stock('g:Liabilities', 'i:Liabilities'),
  bothSides: stock('g:LiabilitiesAndStockholdersEquity', 'i:EquityAndLiabilities'),
  currentLiabilities: stock('g:LiabilitiesCurrent', 'i:CurrentLiabilities'),
  equity: stock(
    'g:StockholdersEquity',
    'g:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest',
    'i:EquityAttributableToOwnersOfParent',
    'i:Equity',
  ),
  wholeEquity: stock(
    'g:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest',
    'g:StockholdersEquity',
    'i:Equity',
  ),
  retainedEarnings: stock('g:RetainedEarningsAccumulatedDeficit', 'i:RetainedEarnings'),
  cashAndInvestments: stock('g:CashCashEquivalentsAndShortTermInvestments'),
  cash: stock(
    'g:CashAndCashEquivalentsAtCarryingValue',
    'g:CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents',
    'i:CashAndCashEquivalents',
  ),
  shortInvestments: stock(
    'g:ShortTermInvestments',
    'g:MarketableSecuritiesCurrent',
    'g:AvailableForSaleSecuritiesDebtSecuritiesCurrent',
  ),
  longTermDebt: stock(
    'g:LongTermDebtNoncurrent',
    'g:LongTermDebtAndCapitalLeaseObligations',
    'i:NoncurrentPortionOfNoncurrentBorrowings',
    'i:LongtermBorrowings',
  ),
  wholeLongTermDebt: stock('g:LongTermDebt', 'i:Borrowings'),
  currentDebt: stock('g:DebtCurrent', 'i:CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings'),
  currentLongTermDebt: stock('g:LongTermDebtCurrent', 'i:CurrentPortionOfNoncurrentBorrowings'),
  shortBorrowings: stock('g:ShortTermBorrowings', 'g:CommercialPaper', 'i:ShorttermBorrowings'),
  earningsPerShare: {
    kind: 'perShare',
    concepts: [
      'g:EarningsPerShareDiluted',
      'g:EarningsPerShareBasicAndDiluted',
      'i:DilutedEarningsLossPerShare',
    ],
  },
  dividendsPerShare: {
    kind: 'perShare',
    concepts: ['g:CommonStockDividendsPerShareDeclared', 'g:CommonStockDividendsPerShareCashPaid'],
  },
  shares: {
    kind: 'shares',
    concepts: [
      'g:WeightedAverageNumberOfDilutedSharesOutstanding',
      'g:WeightedAverageNumberOfShareOutstandingBasicAndDiluted',
      'i:AdjustedWeightedAverageShares',
    ],
  },
} satisfies Record<string, Line>

export type LineName = keyof typeof lines
