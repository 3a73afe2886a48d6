import type { Sql } from '../../storage/database.ts'
import { verdict } from '../bench.ts'
import { type Sample, text } from '../checkpoints/hub-shape.ts'
import type { Stored, Subject } from './subject.ts'

const mostToText = 3

/** What a turn leaves on the disk, by table, once it has ended and the database has tidied up. */
export async function weighed(subject: Subject, sql: Sql, threadId: string): Promise<Stored[]> {
  await sql`vacuum full`
  const before = new Map((await subject.stored()).map(({ table, bytes }) => [table, bytes]))
  for (let at = 0; at < subject.weighed; at += 1) await subject.answer(threadId)
  await sql`vacuum full`
  const after = await subject.stored()
  return after
    .map(({ table, bytes }) => {
      const grown = bytes - (before.get(table) ?? 0)
      return { table, bytes: Math.round(grown / subject.weighed) }
    })
    .filter(({ bytes }) => bytes > 0)
    .toSorted((a, b) => b.bytes - a.bytes)
}

/** The raw text of a turn: what people read, and the evidence behind it as JSON. */
interface Said {
  readonly textBytes: number
  readonly evidenceBytes: number
}

export function saidOf({ reply }: Sample): Said {
  return {
    textBytes: Buffer.byteLength(text + reply.text),
    evidenceBytes: Buffer.byteLength(JSON.stringify(reply.evidence)),
  }
}

/** Strictly, raw text is the message and its reply alone; what it is with the evidence is said as well. */
export function leftBy(
  { name, isBaseline }: Subject,
  left: readonly Stored[],
  { textBytes, evidenceBytes }: Said,
): string {
  const bytes = left.reduce((sum, table) => sum + table.bytes, 0)
  const ratio = bytes / textBytes
  const whole = (bytes / (textBytes + evidenceBytes)).toFixed(2)
  const met = isBaseline ? '' : ` ${verdict(ratio <= mostToText, `≤ ${mostToText}×`)}`
  const tables = left.map((table) => `${table.table} ${table.bytes}`).join(', ')
  return (
    `${name}: a turn leaves ${ratio.toFixed(2)}× the text of its message and reply on the ` +
    `disk${met}, ${whole}× that with its evidence as JSON: ` +
    `${bytes} bytes (${tables}) for ${textBytes} and ${evidenceBytes}`
  )
}
