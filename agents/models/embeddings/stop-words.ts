/** How much a word counts: words that stand in every question say little of what is asked. */
export function damping(word: string): number {
  return stopWords.has(word) ? 0.15 : 1
}

const stopWords = new Set(
  `a about am an and any are as at be been but by can could did do does for from get give had has have how i if in
  into is it its just let like may me might more most much my need no not of on one or our out over please s say
  shall she should show so some t tell than that the their them then there these they this those to up us was we
  were what when where which while who whom why will with would you your`.split(/\s+/),
)
