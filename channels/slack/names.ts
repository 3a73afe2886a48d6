import { z } from 'zod'

import type { Workspaces } from './workspaces.ts'

/** What people are called, so far as we know: an event names them by id alone. */
export interface Names {
  /** At once: the name, or the id until it is known. */
  known(teamId: string, userId: string): string
  /** The name, or `someone` where Slack does not tell in time. */
  find(teamId: string, userId: string): Promise<string>
}

const answer = z.object({
  user: z.object({
    real_name: z.string().optional(),
    profile: z.object({ display_name: z.string().optional() }).optional(),
  }),
})

/** Well within the three seconds in which an event has to be acknowledged. */
const patienceMs = 800
const mostNames = 10_000

export function openNames(workspaces: Workspaces): Names {
  const names = new Map<string, string>()
  const asked = new Map<string, Promise<string>>()

  async function ask(teamId: string, userId: string): Promise<string> {
    const workspace = await workspaces.of(teamId)
    const { user } = answer.parse(await workspace.call('users.info', { user: userId }))
    const name = user.profile?.display_name || user.real_name || userId
    if (names.size >= mostNames) names.clear()
    names.set(`${teamId} ${userId}`, name)
    return name
  }

  /** One question at a time for one person; a failure is forgotten, and asked again the next time. */
  function lookUp(teamId: string, userId: string): Promise<string> {
    const key = `${teamId} ${userId}`
    const running = asked.get(key) ?? ask(teamId, userId).finally(() => asked.delete(key))
    asked.set(key, running)
    return running
  }

  return {
    known(teamId, userId) {
      const name = names.get(`${teamId} ${userId}`)
      if (name === undefined) lookUp(teamId, userId).catch(() => {})
      return name ?? userId
    },
    async find(teamId, userId) {
      const name = names.get(`${teamId} ${userId}`)
      if (name !== undefined) return name
      const late = new Promise<string>((resolve) => {
        setTimeout(() => resolve('someone'), patienceMs).unref()
      })
      return Promise.race([lookUp(teamId, userId).catch(() => 'someone'), late])
    },
  }
}
