import type { Attachment } from '../core/attachment.ts'
import type { Lease } from '../core/turn-store.ts'
import type { TurnId } from '../core/types.ts'
import type { Sql } from './database.ts'
import { jsonOf } from './json.ts'
import { leaseLost } from './leases.ts'

interface Kept {
  readonly turnId: TurnId
  readonly attachments: readonly Attachment[]
}

/** Keeps what is in the files of a running turn's message, beside its words. */
export async function keepAttachments(sql: Sql, lease: Lease, { turnId, attachments }: Kept) {
  const kept = await sql`
    update messages m set attachments = ${jsonOf(attachments)}::text::jsonb from turns t
    where t.id = ${turnId} and t.fence = ${lease.fence} and t.state = 'running'
      and m.id = t.message_id`
  if (kept.count === 0) throw leaseLost(lease)
}
