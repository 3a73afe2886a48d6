/** How long a bar of a chart is. */
export const frameNames = ['day', 'week', 'month'] as const

export type FrameName = (typeof frameNames)[number]

/** The bars that a question about this aspect is about. */
export function frameOf(aspect: string | null): FrameName {
  if (aspect === 'weekly' || aspect === 'weeklyRsi14') return 'week'
  return aspect === 'monthly' || aspect === 'monthlyRsi14' ? 'month' : 'day'
}
