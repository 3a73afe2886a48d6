import { deflateSync, inflateSync, zstdDecompressSync } from 'node:zlib'

import {
  type Checkpoint,
  type CheckpointMetadata,
  JsonPlusSerializer,
  type PendingWrite,
} from '@langchain/langgraph-checkpoint'

import { AppError } from '../../../core/errors.ts'
import { notations } from './notation.ts'

/** A checkpoint as it is kept: with the values of those channels only that changed since its parent. */
export interface CheckpointEntry {
  readonly kind: 'checkpoint'
  readonly namespace: string
  readonly parentId: string | null
  readonly checkpoint: Checkpoint
  readonly metadata: CheckpointMetadata
}

/** What one task wrote on top of a checkpoint. */
export interface WritesEntry {
  readonly kind: 'writes'
  readonly namespace: string
  readonly checkpointId: string
  readonly taskId: string
  /** Orders the tasks of a superstep. */
  readonly taskPath: string
  readonly writes: readonly PendingWrite[]
}

export type Entry = CheckpointEntry | WritesEntry

const serde = new JsonPlusSerializer()

/** One line of JSON, in LangGraph's own notation for what JSON lacks. */
export async function lineOf(entry: Entry): Promise<string> {
  const [, bytes] = await serde.dumpsTyped(entry)
  return new TextDecoder().decode(bytes)
}

const [newest] = notations
const known = new Map(notations.map((each) => [checksumIn(packedWith(each)), each]))

export function pageOf(lines: readonly string[]): Uint8Array {
  return packedWith(newest, lines.join('\n'))
}

export async function entriesOf(pages: readonly Uint8Array[]): Promise<readonly Entry[]> {
  const lines = pages.flatMap((page) => textOf(page).split('\n'))
  return Promise.all(lines.map((line): Promise<Entry> => serde.loadsTyped('json', line)))
}

function packedWith(notation: string, text = ''): Uint8Array {
  return deflateSync(text, { dictionary: Buffer.from(notation), level: 9 })
}

/** The first byte of a page as RFC 1950 has it; one of an earlier release is a frame of Zstandard. */
const deflated = 0x78

function textOf(page: Uint8Array): string {
  if (page[0] !== deflated) return zstdDecompressSync(page).toString()
  const notation = known.get(checksumIn(page))
  if (notation === undefined) throw new AppError('bug', 'a page is packed with unknown words')
  return inflateSync(page, { dictionary: Buffer.from(notation) }).toString()
}

/** That of the words that a page was packed with. */
function checksumIn(page: Uint8Array): string {
  return Buffer.from(page.subarray(2, 6)).toString('hex')
}
