// @ts-check

/** @typedef {import('../core/chart.ts').ChartLink} ChartLink */

const narrowPage = '(max-width: 40rem)'
const darkPage = '(prefers-color-scheme: dark)'

/**
 * A picture in the theme of the page and for its width, with its words for whoever cannot see it.
 *
 * @param {Omit<ChartLink, 'narrow'> & Partial<ChartLink>} chart Of a hub that is older than the page there is but one
 *   width.
 */
export function chartItem({ title, alt, light, dark, narrow = { light, dark } }) {
  const item = document.createElement('li')
  const picture = document.createElement('picture')
  const image = document.createElement('img')
  image.loading = 'lazy'
  image.width = 760
  image.alt = alt
  image.title = title
  image.addEventListener('error', () => item.replaceChildren(alt))
  // Last, so that nothing is fetched before the others are known.
  picture.append(
    source(`${narrowPage} and ${darkPage}`, narrow.dark),
    source(narrowPage, narrow.light),
    source(darkPage, dark),
    image,
  )
  image.src = light
  item.append(picture)
  return item
}

/**
 * @param {string} media
 * @param {string} address
 */
function source(media, address) {
  const made = document.createElement('source')
  made.media = media
  made.srcset = address
  return made
}
