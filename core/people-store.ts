import type { AuthorKey } from './inbox.ts'
import type { Permission } from './types.ts'

/** An admin runs the organisation: a workspace's administrators and owners on Slack. */
export type Role = 'admin'

/** What platforms tell of people, beside what they say. */
export interface PeopleStore {
  /** From the next turn on that person has these roles, and no others. */
  describe(person: DescribedPerson): Promise<void>
  /** The `userId` of that person's principal, whether or not they have said anything yet. */
  userOf(person: NamedAuthor): Promise<string>
}

export interface DescribedPerson extends AuthorKey {
  readonly roles: readonly Role[]
}

export interface NamedAuthor extends AuthorKey {
  /** What they are called where they are new to us. */
  readonly name: string
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
