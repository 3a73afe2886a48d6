import type { SecretKey, SecretStore } from '../core/secret-store.ts'
import type { Sql } from './database.ts'
import { type KeyRing, seal, unseal } from './sealing.ts'

/** Secrets in Postgres, sealed. One that was sealed with an older key is sealed anew when it is read. */
export function postgresSecrets(sql: Sql, ring: KeyRing): SecretStore {
  async function keep(key: SecretKey, secret: string): Promise<void> {
    const { keyId, bytes } = seal(secret, contextOf(key), ring)
    await sql`
      insert into secrets (channel, organisation, key_id, sealed)
      values (${key.channel}, ${key.organisation}, ${keyId}, ${bytes})
      on conflict (channel, organisation)
      do update set key_id = excluded.key_id, sealed = excluded.sealed, updated_at = now()`
  }

  return {
    keep,
    async find(key) {
      const [row] = await sql<{ keyId: string; sealed: Uint8Array }[]>`
        select key_id as "keyId", sealed from secrets
        where channel = ${key.channel} and organisation = ${key.organisation}`
      if (!row) return null
      const { keyId, sealed } = row
      const secret = unseal({ keyId, bytes: Buffer.from(sealed) }, contextOf(key), ring)
      if (keyId !== ring.keys().next().value) await keep(key, secret)
      return secret
    },
    async forget({ channel, organisation }) {
      await sql`
        delete from secrets where channel = ${channel} and organisation = ${organisation}`
    },
  }
}

function contextOf({ channel, organisation }: SecretKey): string {
  return `${channel}:${organisation}`
}
