import { type Weight, widthOf } from './type.ts'

/** Reads drawn pictures, for tests. */
export interface TextBox {
  readonly words: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Where the letters of each text stand. */
export function textBoxes(svg: string): readonly TextBox[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(
    ([, attributes = '', words = '']) => {
      const given = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1]
      const size = Number(given('font-size'))
      const weight: Weight = given('font-weight') === '600' ? 600 : 400
      const long = widthOf(plain(words), size, weight)
      const shift = { middle: long / 2, end: long }[given('text-anchor') ?? ''] ?? 0
      const left = Number(given('x')) - shift
      const baseline = Number(given('y'))
      return {
        words: plain(words),
        left,
        right: left + long,
        top: baseline - size * 0.75,
        bottom: baseline + size * 0.2,
      }
    },
  )
}

/** Pairs of texts of which one stands on the other. */
export function overlaps(boxes: readonly TextBox[]): readonly string[] {
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom,
      )
      .map((other) => `${one.words} on ${other.words}`),
  )
}

function plain(words: string): string {
  return words
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
