import { readFileSync } from 'node:fs'

import { usualEvidence } from '../../../core/usual-evidence.ts'

/** What LangGraph calls things. */
const steps = [
  '"notes":[]}]],["branch:to:answer",null]]}',
  '"arguments":{"symbol":"},"fetchedAt":"T","asOf":"freshness":"source":"computed from ","values":{"units":{',
  '"evidence":[{"id":"","tool":"',
  '{"name":"","weight":0.,"direction":-1,"reading":""},"score":0.,"abstained":null,"signals":[',
  '{"writes":[["findings",[{"analyst":"","symbol":"',
  '["__pregel_tasks",{"node":"analyst","args":{"analyst":"",["plannedAt",',
  '["reading",{"intent":"","confidence":"symbols":["],"aspect":null,"period":null,"analysts":[""],',
  '"answer":null,"choices":[]}"],',
  '"metadata":{"source":"loop","step":1,"parents":{}}},"metadata":{"source":"input","step":-1,"parents":{}}},',
  '"versions_seen":{"__input__":{},"__start__":{"__start__":1},"plan":{"branch:to:plan":2}}',
  '"channel_versions":{"__start__":2,"branch:to:plan":3,"__pregel_tasks":3},',
  '"channel_values":{"__start__":{"startedAt":',
  '{"kind":"writes","namespace":"","checkpointId":"","taskId":"","taskPath":"~__pregel_push, 0000000000, 0000000000",',
  '"~__pregel_pull, __start__",',
  '{"kind":"checkpoint","namespace":"","parentId":null,"checkpoint":{"v":4,"id":"","ts":"2026',
].join('')

const text = readFileSync(new URL('usual-findings.txt', import.meta.url), 'utf8')
const usualFindings = text.replaceAll(/\r?\n/g, '')

/**
 * What stands in the pages of a usual turn, so that a page need not say it: a third less to keep. The most usual comes
 * last. None is ever changed: pages that were packed with one are unpacked with it, and say so by its checksum
 * (RFC 1950). New pages are packed with the first.
 */
export const notations = [usualFindings + steps, usualEvidence + steps] as const
