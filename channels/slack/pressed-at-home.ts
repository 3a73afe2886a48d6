import { z } from 'zod'

import type { Person } from './home.ts'

/** What every press on the page under Home tells: whose page it is. Slack shows it to nobody else. */
export const atHome = {
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  team: z.object({ id: z.string() }).nullish(),
  view: z.object({ type: z.literal('home') }),
}

const atHomeShape = z.object(atHome)

export function personAt({ user, team }: z.infer<typeof atHomeShape>): Person {
  return { teamId: team?.id ?? user.team_id ?? '', userId: user.id }
}
