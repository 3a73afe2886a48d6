export type Rating = 'strong sell' | 'sell' | 'hold' | 'buy' | 'strong buy'

/**
 * The five ratings over a score in [-1, 1], mirrored around zero. A score is a mean of votes that rarely
 * agree in full, so half of the scale already is a strong one; within 0.15 of zero the votes cancel out.
 */
export function ratingOf(score: number): Rating {
  if (score >= strong) return 'strong buy'
  if (score >= leaning) return 'buy'
  if (score > -leaning) return 'hold'
  if (score > -strong) return 'sell'
  return 'strong sell'
}

const strong = 0.5
const leaning = 0.15
