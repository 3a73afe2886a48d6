import { storable } from '../core/text.ts'

/**
 * Plain data as JSON text that Postgres can keep, to be cast with `::text::json`: the driver's own json
 * parameters are jsonb, which forgets the order of keys.
 */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'string' ? storable(item) : item,
  )
}
