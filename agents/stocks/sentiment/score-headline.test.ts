import { expect, it } from 'vitest'

import { scoreHeadline } from './score-headline.ts'

it.each([
  'Apple profit rose 8% as demand held up',
  'Operating loss narrowed to EUR 3 million',
  'Company cuts costs to protect margins',
  'Tesla beats estimates and raises its outlook',
  'Sales doubled from a year ago',
  'Analyst upgrades Microsoft after strong quarter',
  'Firm did not miss a payment',
  'Drug maker wins FDA approval',
  'Net loss fell by half',
  'Record profit at the bank',
  'Profit was EUR 3 mn, compared to a loss of EUR 1 mn',
  'Net profit amounted to EUR 5.1 mn, compared to EUR 4.2 mn a year earlier',
  'Operating loss was EUR 900 thousand, against EUR 2.1 mn',
  'Turnover was SEK 1.1 bn (SEK 980 mn)',
  'Although the market shrank, our sales increased',
  'No layoffs will be needed, the company says',
  'Wipro bags multi-year order from British insurer',
  'Lower interest expenses improved the result',
  'Apple shares soar',
  'NIFTY gains for a third day',
  'Retailer won’t cut its dividend',
])('reads good news in: %s', (title) => {
  expect(scoreHeadline(title)).toBeGreaterThan(0.1)
})

it.each([
  'Quarterly loss widened on higher costs',
  'Profit fell to EUR 2.1 mn from EUR 3.4 mn',
  'Carmaker lowers its guidance',
  'Costs rose faster than expected',
  'Company fails to beat expectations',
  'Regulator opens an investigation into its accounts',
  'Netflix misses estimates; shares plunge',
  'Retailer warns of weaker demand next quarter',
  'Analyst downgrades Intel on valuation',
  'Net loss of EUR 3 mn, compared to a profit of EUR 1 mn',
  'Record loss at the bank',
  'EPS was EUR 0.21, against EUR 0.38 in the previous year',
  'Revenue fell short of estimates',
  'Sales grew, but profit fell by a third',
  'Boeing to lay off 10% of its workforce',
  'Larger-than-expected loss at the retailer',
  'The airline does not expect to return to profit this year',
  'Boeing sued over delays',
  'Sales didn’t grow',
])('reads bad news in: %s', (title) => {
  expect(scoreHeadline(title)).toBeLessThan(-0.1)
})

it.each([
  'Apple opens a new office',
  'Company appoints a new head of operations',
  'The annual meeting will be held on Friday',
  'Operating profit was EUR 4.0 mn, the same as a year ago',
  'Record date for the dividend is 14 May',
  'The number of shares increased to 45 million',
  'Capital expenditure was EUR 14 million (EUR 12 million)',
  '',
  '苹果公司',
])('reads no opinion in: %s', (title) => {
  expect(scoreHeadline(title)).toBe(0)
})

it('stays within its scale', () => {
  expect(scoreHeadline('profit rose sales rose margins rose '.repeat(50))).toBe(1)
  expect(scoreHeadline('profit fell '.repeat(50))).toBe(-1)
})
