import { dayOf, dayText } from './days.ts'
import { percentText, priceText } from './figures.ts'
import type { Look } from './page.ts'
import { lastOf } from './price-pane.ts'
import type { PriceSpec } from './spec.ts'
import { text } from './svg.ts'
import { widthOf } from './type.ts'

/** The last price, large, and how it came there. */
export function headlineOf(
  { close, currency, change }: PriceSpec,
  { y, step }: { readonly y: number; readonly step: number },
  look: Look,
): string {
  const last = lastOf(close)
  if (last === null) return ''
  const { page, theme } = look
  const words = [
    { said: priceText(last, step), size: page.price, weight: 600, fill: theme.ink, after: 6 },
    { said: currency ?? 'points', size: 12, weight: 400, fill: theme.soft, after: 14 },
    ...(change === null ? [] : changeWords(change, look)),
  ] as const
  let x = page.margin
  return words
    .map(({ said, size, weight, fill, after }) => {
      const start = x
      x += widthOf(said, size, weight) + after
      const isWithin = x - after <= page.width - page.margin
      return isWithin ? text(start, y, said, { size, weight, fill }) : ''
    })
    .join('')
}

function changeWords({ percent, since }: NonNullable<PriceSpec['change']>, { page, theme }: Look) {
  const fill = percent < 0 ? theme.fall : theme.rise
  return [
    { said: percentText(percent), size: page.change, weight: 600, fill, after: 6 },
    { said: `since ${dayText(dayOf(since))}`, size: 12, weight: 400, fill: theme.soft, after: 0 },
  ] as const
}
