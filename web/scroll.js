// @ts-check

/** How near to the end counts as reading along. */
const nearPx = 120

/**
 * Keeps the end in sight while it grows, unless the person has scrolled away from it.
 *
 * @param {Element} growing
 */
export function keepEndInSight(growing) {
  let isFollowing = true
  addEventListener('scroll', () => (isFollowing = isNearEnd()), { passive: true })
  new ResizeObserver(() => isFollowing && toEnd()).observe(growing)
  return {
    follow() {
      isFollowing = true
      toEnd()
    },
  }
}

function isNearEnd() {
  return innerHeight + scrollY >= document.documentElement.scrollHeight - nearPx
}

function toEnd() {
  scrollTo({ top: document.documentElement.scrollHeight })
}
