import type { Picodollars } from './money.ts'
import type { SettingsStore } from './settings.ts'
import type { Choice } from './types.ts'
import type { Watcher, Watchlist } from './watchlist.ts'

/** What the hub has for one person beside their conversations: channels show it where they have a place for it. */
export interface Personal {
  readonly watchlist: Watchlist
  readonly settings: SettingsStore
  /** What language models used for that person in the month of that moment, in UTC. */
  used(watcher: Watcher, at: Date): Promise<PersonalUse>
  /** Questions to begin with, of all projects. */
  readonly examples: readonly Choice[]
}

export interface PersonalUse {
  readonly tokens: number
  /** Of models that have a price; what the others cost nobody knows. */
  readonly cost: Picodollars
}
