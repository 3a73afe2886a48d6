/** Labels beside a chart, each as near as possible to where it belongs and none on another. */
export function placedApart(
  wanted: readonly number[],
  {
    top,
    bottom,
    height,
  }: { readonly top: number; readonly bottom: number; readonly height: number },
): readonly number[] {
  const order = wanted.map((y, index) => ({ y, index })).toSorted((a, b) => a.y - b.y)
  const clusters: Cluster[] = []
  for (const { y, index } of order) {
    clusters.push(within({ members: [index], center: y }))
    while (touches(clusters.at(-2), clusters.at(-1))) merge()
  }
  const placed = wanted.map(() => 0)
  for (const { members, center } of clusters) {
    for (const [at, index] of members.entries()) {
      placed[index] = center + (at - (members.length - 1) / 2) * height
    }
  }
  return placed

  function within({ members, center }: Cluster): Cluster {
    const half = (members.length * height) / 2
    return { members, center: Math.max(top + half, Math.min(bottom - half, center)) }
  }

  function touches(upper: Cluster | undefined, lower: Cluster | undefined): boolean {
    if (upper === undefined || lower === undefined) return false
    const reach = ((upper.members.length + lower.members.length) / 2) * height
    return lower.center - upper.center < reach - 1e-9
  }

  /** In the middle of where its labels belong. */
  function merge(): void {
    const members = [...(clusters.at(-2)?.members ?? []), ...(clusters.at(-1)?.members ?? [])]
    clusters.length -= 2
    const center = members.reduce((sum, index) => sum + (wanted[index] ?? 0), 0) / members.length
    clusters.push(within({ members, center }))
  }
}

interface Cluster {
  readonly members: readonly number[]
  readonly center: number
}
