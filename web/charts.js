// @ts-check

/** @typedef {import('../core/chart.ts').ChartLink} ChartLink */

/**
 * A picture in the theme of the page, with its words for whoever cannot see it.
 *
 * @param {ChartLink} chart
 */
export function chartItem({ title, alt, light, dark }) {
  const item = document.createElement('li')
  const picture = document.createElement('picture')
  const source = document.createElement('source')
  source.media = '(prefers-color-scheme: dark)'
  source.srcset = dark
  const image = document.createElement('img')
  image.loading = 'lazy'
  image.width = 760
  image.alt = alt
  image.title = title
  image.addEventListener('error', () => item.replaceChildren(alt))
  // Last, so that nothing is fetched before the other theme is known.
  picture.append(source, image)
  image.src = light
  item.append(picture)
  return item
}
