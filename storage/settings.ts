import {
  type Chooser,
  type PersonalSettings,
  type SettingsChange,
  settingsFrom,
  type SettingsStore,
} from '../core/settings.ts'
import type { Fragment, Sql } from './database.ts'
import { steadily } from './steady.ts'

export function postgresSettings(sql: Sql): SettingsStore {
  return {
    of: (chooser) => steadily(() => chosen(sql, chooser)),
    change: (chooser, change) => steadily(() => choose(sql, chooser, change)),
  }
}

/** What that person chose, value by name; null where nothing. */
export function settingsOf(sql: Sql, organisationId: Fragment, userId: Fragment): Fragment {
  return sql`(select json_object_agg(name, value) from settings
    where settings.organisation_id = ${organisationId} and settings.user_id = ${userId})`
}

async function chosen(sql: Sql, { organisationId, userId }: Chooser): Promise<PersonalSettings> {
  const [{ settings }] = await sql<[{ settings: unknown }]>`
    select ${settingsOf(sql, sql`${organisationId}`, sql`${userId}::uuid`)} as settings`
  return settingsFrom(settings)
}

/** One statement, so that two changes at once are both kept. */
async function choose(sql: Sql, chooser: Chooser, change: SettingsChange) {
  const { organisationId, userId } = chooser
  const [names, values] = [Object.keys(change), Object.values(change)]
  await sql`
    insert into settings (organisation_id, user_id, name, value)
    select ${organisationId}, ${userId}, * from unnest(${names}::text[], ${values}::text[])
    on conflict (organisation_id, user_id, name)
    do update set value = excluded.value, chosen_at = now()`
  return chosen(sql, chooser)
}
