import { AppError } from '../../core/errors.ts'
import type { Clock } from '../clock.ts'
import { openCalls } from './calls.ts'
import type { Departure } from './grants.ts'
import { openPace } from './pace.ts'

/** How the app got into one workspace. */
export interface Installation {
  readonly teamId: string
  readonly botToken: string
  readonly botUserId: string
  readonly botId: string
}

/** Who we are where. */
export interface Installations {
  /** Null where the app is not installed, or no longer. */
  find(teamId: string, enterpriseId?: string): Promise<Installation | null>
  /** Whether the app is installed there; asks nobody but our own record where it can. */
  has(teamId: string, enterpriseId?: string): Promise<boolean>
  /** What has taken the place of an installation whose token Slack refuses; null when nothing has. */
  replaced(refused: Installation): Promise<Installation | null>
  /** The app was uninstalled. */
  forget(departure: Departure): Promise<void>
}

/** A workspace that we may call. */
export interface Workspace extends Installation {
  /** One call of the Web API, once, paced and with a deadline; rejects with an AppError. `roomId` is for the pace. */
  call(method: string, given: Given, roomId?: string): Promise<Given>
}

export type Given = Readonly<Record<string, unknown>>

export interface Workspaces {
  /** Rejects with `forbidden` where the app is not installed. */
  of(teamId: string): Promise<Workspace>
}

export interface WorkspacesDeps {
  readonly installations: Installations
  readonly apiUrl?: string | undefined
  readonly clock: Clock
}

export function openWorkspaces(deps: WorkspacesDeps): Workspaces {
  const { installations, apiUrl, clock } = deps
  const pace = openPace(clock)
  const call = openCalls({ installations, apiUrl })

  return {
    async of(teamId) {
      const installation = await installations.find(teamId)
      if (!installation) {
        throw new AppError('forbidden', `the app is not installed in ${teamId}`, {
          said: 'AI Hub is no longer installed in this workspace.',
        })
      }
      return {
        ...installation,
        async call(method, given, roomId = '') {
          const paced = { teamId, method, roomId }
          const waitMs = pace.take(paced)
          if (waitMs > 0) throw tooEarly(method, waitMs)
          try {
            return await call(installation, method, given)
          } catch (error) {
            const failure = AppError.from(error)
            if (failure.code === 'rate_limited') pace.pause(paced, failure.retryAfterMs ?? 1_000)
            throw failure
          }
        },
      }
    },
  }
}

function tooEarly(method: string, retryAfterMs: number): AppError {
  return new AppError('rate_limited', `${method}: our own pace`, { retryAfterMs })
}
