import { z } from 'zod'

import type { Logger } from '../../core/logger.ts'
import type { PeopleStore, Role } from '../../core/people-store.ts'
import type { Clock } from '../clock.ts'
import type { Workspaces } from './workspaces.ts'

/** What people are called, so far as we know: an event names them by id alone. */
export interface Names {
  /** At once: the name, or the id until it is known. */
  known(teamId: string, userId: string): string
  /** The name, or `someone` where Slack does not tell in time. */
  find(teamId: string, userId: string): Promise<string>
}

export interface NamesDeps {
  readonly workspaces: Workspaces
  /** Told what Slack says somebody is. */
  readonly people: Pick<PeopleStore, 'describe'>
  readonly clock: Clock
  readonly logger: Logger
}

const answer = z.object({
  user: z.object({
    real_name: z.string().optional(),
    is_admin: z.boolean().optional(),
    is_owner: z.boolean().optional(),
    profile: z.object({ display_name: z.string().optional() }).optional(),
  }),
})
type SlackUser = z.infer<typeof answer>['user']

/** Well within the three seconds in which an event has to be acknowledged. */
const patienceMs = 800
const mostNames = 10_000
/** After that long Slack is asked again, behind the answer: somebody may be administrator no longer. */
const freshMs = 15 * 60_000

export function openNames({ workspaces, people, clock, logger }: NamesDeps): Names {
  const names = new Map<string, { readonly name: string; readonly at: number }>()
  const asked = new Map<string, Promise<string>>()

  async function ask(teamId: string, userId: string): Promise<string> {
    const workspace = await workspaces.of(teamId)
    const { user } = answer.parse(await workspace.call('users.info', { user: userId }))
    const name = user.profile?.display_name || user.real_name || userId
    if (names.size >= mostNames) names.clear()
    names.set(`${teamId} ${userId}`, { name, at: clock.now() })
    await describe(teamId, userId, user)
    return name
  }

  async function describe(teamId: string, authorId: string, user: SlackUser): Promise<void> {
    const person = { channel: 'slack', organisationId: `slack:${teamId}`, authorId }
    try {
      await people.describe({ ...person, roles: rolesOf(user) })
    } catch (error) {
      names.delete(`${teamId} ${authorId}`)
      logger.warn({ err: error, teamId }, 'what Slack says of a person could not be kept')
    }
  }

  /** One question at a time for one person; a failure is forgotten, and asked again the next time. */
  function lookUp(teamId: string, userId: string): Promise<string> {
    const key = `${teamId} ${userId}`
    const running = asked.get(key) ?? ask(teamId, userId).finally(() => asked.delete(key))
    if (!asked.has(key)) running.catch((error: unknown) => report(error, teamId))
    asked.set(key, running)
    return running
  }

  function report(error: unknown, teamId: string): void {
    logger.warn({ err: error, teamId }, 'Slack did not say who somebody is')
  }

  /** What is no longer fresh is asked for again, and good enough meanwhile. */
  function remembered(teamId: string, userId: string): string | undefined {
    const found = names.get(`${teamId} ${userId}`)
    // A failure has been reported by then, and the next time asks again.
    if (!found || clock.now() - found.at > freshMs) lookUp(teamId, userId).catch(() => {})
    return found?.name
  }

  return {
    known: (teamId, userId) => remembered(teamId, userId) ?? userId,
    async find(teamId, userId) {
      const name = remembered(teamId, userId)
      if (name !== undefined) return name
      const late = new Promise<string>((resolve) => {
        setTimeout(() => resolve('someone'), patienceMs).unref()
      })
      // A failure has been reported by then.
      return Promise.race([lookUp(teamId, userId).catch(() => 'someone'), late])
    },
  }
}

function rolesOf({ is_admin: isAdmin, is_owner: isOwner }: SlackUser): readonly Role[] {
  return isAdmin || isOwner ? ['admin'] : []
}
