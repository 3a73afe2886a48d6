import { describe, expect, it } from 'vitest'

import { numberChecker } from '../check.ts'
import { brief } from '../fixtures.ts'

const portfolio = {
  name: 'portfolio.csv',
  text: 'symbol,shares,price,bought\nAAPL,10,150.25,2024-03-05\nF,"1,200",9.25,2023-11-30\n',
}
const letter = {
  name: 'letter to owners.pdf',
  text: 'Dear owners,\nRevenue of the group was 12.4 million euros.\nIts net loss was €3.1 million.',
}

const asked = brief({ close: 169.23 })
const attachments = [portfolio, letter]
const checker = numberChecker(
  { ...asked, question: { ...asked.question, attachments } },
  { phrases: [] },
)

function check(sentence: string) {
  const { unfounded, citations } = checker.check(sentence)
  return {
    unfounded: unfounded.map(({ text }) => text),
    from: citations.flatMap(({ from }) => from),
  }
}

describe('a figure of a file that the person attached', () => {
  it.each([
    ['portfolio.csv has 10 shares of AAPL at $150.25.', ['1.line2', '1.line2']],
    ['By portfolio.csv there are 1,200 shares of F, bought on 30 November 2023.', ['1.line3']],
    ['In `portfolio.csv` AAPL stands at 150.3.', ['1.line2']],
    ['The attached file has F at 9.25.', ['1.line3']],
    ['letter to owners.pdf gives the revenue of the group as €12.4 million.', ['2.line2']],
    ['The group had a net loss of €3.1 million, says Letter to owners.pdf.', ['2.line3']],
  ])('may be quoted where the file is named: %s', (sentence, from) => {
    expect(check(sentence)).toEqual({ unfounded: [], from })
  })

  it.each([
    ['AAPL was bought at $150.25.', ['150.25']],
    ['The price of AAPL is 150.25.', ['150.25']],
    ['Your portfolio has 10 shares of AAPL.', ['10']],
    ['letter to owners.pdf says that 12.4 shares of AAPL are out.', ['12.4']],
  ])('is nothing without its name: %s', (sentence, unfounded) => {
    expect(check(sentence).unfounded).toEqual(unfounded)
  })

  it.each([
    ['portfolio.csv has 10 shares of F.', ['10']],
    ['portfolio.csv has 11 shares of AAPL.', ['11']],
    ['portfolio.csv has AAPL bought on 6 March 2024.', ['6 March 2024']],
    ['letter to owners.pdf gives the revenue of the group as $12.4 million.', ['12.4 million']],
    ['portfolio.csv holds $1,502.50 of AAPL.', ['1,502.50']],
  ])('is of its own line, size, day and money: %s', (sentence, unfounded) => {
    expect(check(sentence).unfounded).toEqual(unfounded)
  })

  it('leaves what evidence says to evidence', () => {
    expect(check('AAPL closed at 169.23.')).toEqual({ unfounded: [], from: ['0.close'] })
  })
})

it('a file whose name is any word is not named by that word', () => {
  const hostile = { name: 'AAPL', text: 'AAPL closed at 500' }
  const { check: judge } = numberChecker(
    { ...asked, question: { ...asked.question, attachments: [hostile] } },
    { phrases: [] },
  )
  expect(judge('AAPL closed at 500.').unfounded).toHaveLength(1)
  expect(judge('Your attachment says that AAPL closed at 500.').unfounded).toEqual([])
})

it('what the writer was not handed cannot be quoted', () => {
  const long = { name: 'long.txt', text: `${'x\n'.repeat(6_000)}revenue of the group 77.7` }
  const { check: judge } = numberChecker(
    { ...asked, question: { ...asked.question, attachments: [long] } },
    { phrases: [] },
  )
  expect(judge('long.txt gives the revenue of the group as 77.7.').unfounded).toHaveLength(1)
})
