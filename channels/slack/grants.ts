import type { Installation } from '@slack/oauth'
import { z } from 'zod'

import type { SecretStore } from '../../core/secret-store.ts'

/** What Slack gave us when a person installed the app: tokens, and whose they are. */
export type Grant = Installation

/** A grant as it is kept. */
export type KeptGrant = Installation<'v2'> & { readonly installedAt: number }

/** The app was taken out of a workspace, or out of a whole organisation of them. */
export interface Departure {
  /** The workspace, or the organisation. */
  readonly id: string
  /** Seconds since 1970. */
  readonly at: number
}

/** Grants by workspace, sealed. */
export interface Grants {
  /** A workspace has its own grant, or shares that of its organisation. */
  find(teamId: string, enterpriseId?: string): Promise<KeptGrant | null>
  /** One that came from `find` is kept only while it is still the one that holds. */
  keep(grant: Grant): Promise<void>
  /** A grant from after the departure stays: Slack tells late, and again. */
  forget(departure: Departure): Promise<void>
}

export function openGrants(secrets: SecretStore, now: () => number): Grants {
  async function read(id: string): Promise<KeptGrant | Shared | null> {
    const secret = await secrets.find(keyOf(id))
    return secret === null ? null : stored.parse(JSON.parse(secret))
  }

  async function own(id: string): Promise<KeptGrant | null> {
    const found = await read(id)
    return found === null || 'sharedBy' in found ? null : found
  }

  return {
    async find(teamId, enterpriseId) {
      const found = await read(teamId)
      if (found && !('sharedBy' in found)) return found
      const organisation = found?.sharedBy ?? enterpriseId
      const grant = organisation === undefined ? null : await own(organisation)
      // What is not told by an event, as when a turn is taken up after a restart, names the workspace alone.
      if (grant && !found) await write(teamId, { sharedBy: organisation })
      return grant
    },
    async keep(grant) {
      const id = idOf(grant)
      if ('installedAt' in grant && (await own(id))?.installedAt !== grant.installedAt) return
      await write(id, { installedAt: now(), ...grant })
    },
    async forget({ id, at }) {
      const found = await read(id)
      if (found && 'installedAt' in found && Math.floor(found.installedAt / 1_000) > at) return
      await secrets.forget(keyOf(id))
    },
  }

  function write(id: string, kept: object): Promise<void> {
    return secrets.keep(keyOf(id), JSON.stringify(kept))
  }
}

const shared = z.object({ sharedBy: z.string() })
type Shared = z.infer<typeof shared>

const kept = z.looseObject({ authVersion: z.literal('v2'), installedAt: z.number() })

/** What the SDK handed over to be kept, and wants back as it was. */
const stored = z.union([
  shared,
  z.custom<KeptGrant>((value) => kept.safeParse(value).success, 'no installation'),
])

function idOf({ isEnterpriseInstall, enterprise, team }: Grant): string {
  const id = isEnterpriseInstall ? enterprise?.id : team?.id
  if (!id) throw new Error('an installation without a workspace')
  return id
}

function keyOf(organisation: string) {
  return { channel: 'slack', organisation }
}
