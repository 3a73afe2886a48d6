import { deflateSync, inflateSync } from 'node:zlib'

import type { Evidence, Value } from '../core/types.ts'
import { usualEvidence } from '../core/usual-evidence.ts'
import { jsonOf } from './json.ts'

/** Evidence with each value beside its unit: what is alike stands together, and compresses better. */
interface PackedEvidence extends Omit<Evidence, 'values'> {
  readonly facts: readonly (readonly [name: string, unit: string | null, value: Value])[]
  /** Of what has no value. */
  readonly units: Readonly<Record<string, string>>
}

const dictionary = Buffer.from(usualEvidence)

/** Evidence as a turn keeps it; null when there is none. */
export function packed(evidence: readonly Evidence[]): Uint8Array | null {
  if (evidence.length === 0) return null
  return deflateSync(jsonOf(evidence.map(packedOne)), { dictionary, level: 9 })
}

export function unpacked(bytes: Uint8Array): readonly Evidence[] {
  const json = inflateSync(bytes, { dictionary }).toString()
  const all: readonly PackedEvidence[] = JSON.parse(json)
  return all.map(unpackedOne)
}

function packedOne({ values, units, ...about }: Evidence): PackedEvidence {
  const facts = Object.entries(values).map(
    ([name, value]) => [name, units[name] ?? null, value] as const,
  )
  const others = Object.entries(units).filter(([name]) => !Object.hasOwn(values, name))
  return { ...about, facts, units: Object.fromEntries(others) }
}

function unpackedOne({ facts, units, ...about }: PackedEvidence): Evidence {
  const own = facts.flatMap(([name, unit]) => (unit === null ? [] : [[name, unit] as const]))
  return {
    ...about,
    values: Object.fromEntries(facts.map(([name, , value]) => [name, value])),
    units: { ...Object.fromEntries(own), ...units },
  }
}
