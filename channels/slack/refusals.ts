import type { Clock } from '../clock.ts'

/** What a workspace has refused lately, so that it is not asked again at every turn. */
export interface Refusals {
  has(teamId: string): boolean
  note(teamId: string): void
}

/** An app may be given more rights, and a workspace more of Slack: both are found out within so long. */
const rememberedMs = 3_600_000

export function openRefusals({ now }: Clock): Refusals {
  const until = new Map<string, number>()
  return {
    has(teamId) {
      const end = until.get(teamId)
      if (end !== undefined && end <= now()) until.delete(teamId)
      return until.has(teamId)
    },
    note: (teamId) => void until.set(teamId, now() + rememberedMs),
  }
}
