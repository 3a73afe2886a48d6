import type { Permission } from './types.ts'

/** An admin runs the organisation: a workspace's administrators and owners on Slack. */
export type Role = 'admin'

/** What platforms tell of people, beside what they say. */
export interface PeopleStore {
  /** From the next turn on that person has these roles, and no others. */
  describe(person: DescribedPerson): Promise<void>
}

export interface DescribedPerson {
  readonly channel: string
  readonly organisationId: string
  /** The channel's own id. */
  readonly authorId: string
  readonly roles: readonly Role[]
}

/** Who may do what. */
export interface Grants {
  readonly everybody: readonly Permission[]
  readonly admins: readonly Permission[]
}

export const usualGrants: Grants = { everybody: ['stocks.read'], admins: ['models.choose'] }

export function permissionsOf(
  roles: readonly Role[],
  { everybody, admins }: Grants,
): ReadonlySet<Permission> {
  return new Set([...everybody, ...(roles.includes('admin') ? admins : [])])
}
