import type { RunnableConfig } from '@langchain/core/runnables'
import { START } from '@langchain/langgraph'
import {
  BaseCheckpointSaver,
  type ChannelVersions,
  type Checkpoint,
  type CheckpointListOptions,
  type CheckpointMetadata,
  type CheckpointTuple,
  type PendingWrite,
} from '@langchain/langgraph-checkpoint'

import type { CheckpointStore } from '../../core/checkpoint-store.ts'
import { AppError } from '../../core/errors.ts'
import type { TurnId } from '../../core/types.ts'
import { addressIn, placeIn } from './saver/address.ts'
import { type Kept, keptFrom } from './saver/kept.ts'
import { listed } from './saver/listed.ts'
import { entriesOf, type Entry, lineOf, pageOf } from './saver/pages.ts'
import { configOf, tupleOf } from './saver/tuples.ts'

/**
 * Keeps how far the graph of a running turn has come; what LangGraph calls a thread is our turn.
 *
 * A page is stored when a task has finished its work, and only then. A checkpoint that LangGraph makes between
 * two supersteps is what the one before it and the writes on it add up to, so it waits in memory for the first
 * write that builds on it. A task that wrote nothing, or only passed the input on, waits as well. What a crash
 * loses is thus computed again without running a task that had finished with a result.
 */
export class TurnSaver extends BaseCheckpointSaver {
  readonly #store: CheckpointStore
  readonly #runs = new Map<TurnId, Run>()

  constructor(store: CheckpointStore) {
    super()
    this.#store = store
  }

  /** Begins a run of a turn. True when an earlier run left something to go on from. */
  async open(turnId: TurnId): Promise<boolean> {
    const pages = await this.#store.read(turnId)
    this.#runs.set(turnId, { pages, waiting: [] })
    return pages.length > 0
  }

  /** Ends a run. What still waits is not worth a page. */
  close(turnId: TurnId): void {
    this.#runs.delete(turnId)
  }

  override async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    const { turnId, namespace = '', checkpointId } = placeIn(config)
    if (turnId === undefined) return undefined
    const kept = await this.#read(turnId)
    const entry = checkpointId ? kept.find(namespace, checkpointId) : kept.latest(namespace)
    return entry && tupleOf(turnId, kept, entry)
  }

  override async *list(
    config: RunnableConfig,
    options: CheckpointListOptions = {},
  ): AsyncGenerator<CheckpointTuple> {
    const { turnId } = placeIn(config)
    const turns = turnId === undefined ? await this.#turns() : [turnId]
    const all: CheckpointTuple[] = []
    for (const turn of turns) {
      const kept = await this.#read(turn)
      all.push(...kept.checkpoints.map((entry) => tupleOf(turn, kept, entry)))
    }
    yield* listed(all, config, options)
  }

  /** Resolves once the checkpoint is taken in; it is durable with the first write that builds on it. */
  override async put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig> {
    const { turnId, namespace, checkpointId } = addressIn(config)
    const changed = Object.entries(checkpoint.channel_values).filter(
      ([channel]) => channel in newVersions,
    )
    this.#take(turnId, {
      kind: 'checkpoint',
      namespace,
      parentId: checkpointId ?? null,
      checkpoint: { ...checkpoint, channel_values: Object.fromEntries(changed) },
      metadata,
    })
    if (isMadeByHand(metadata)) await this.#flush(turnId)
    return configOf(turnId, namespace, checkpoint.id)
  }

  override async putWrites(
    config: RunnableConfig,
    writes: PendingWrite[],
    taskId: string,
    taskPath = '',
  ): Promise<void> {
    const { turnId, namespace, checkpointId } = addressIn(config)
    if (checkpointId === undefined) throw new AppError('bug', 'writes belong to a checkpoint')
    this.#take(turnId, { kind: 'writes', namespace, checkpointId, taskId, taskPath, writes })
    if (isWork(writes, taskPath)) await this.#flush(turnId)
  }

  override async deleteThread(turnId: TurnId): Promise<void> {
    this.close(turnId)
    await this.#store.forget(turnId)
  }

  #take(turnId: TurnId, entry: Entry): void {
    const run = this.#runs.get(turnId) ?? { pages: null, waiting: [] }
    this.#runs.set(turnId, run)
    run.waiting.push(lineOf(entry))
  }

  /** Stores what waits. If that fails it waits on, and goes with the next page. */
  async #flush(turnId: TurnId): Promise<void> {
    const run = this.#runs.get(turnId)
    if (!run || run.waiting.length === 0) return
    const taken = run.waiting.splice(0)
    run.pages = null
    try {
      await this.#store.append(turnId, pageOf(await Promise.all(taken)))
    } catch (error) {
      run.waiting.unshift(...taken)
      throw error
    }
  }

  async #read(turnId: TurnId): Promise<Kept> {
    await this.#flush(turnId)
    const pages = this.#runs.get(turnId)?.pages ?? (await this.#store.read(turnId))
    return keptFrom(await entriesOf(pages))
  }

  async #turns(): Promise<ReadonlySet<TurnId>> {
    return new Set([...this.#runs.keys(), ...(await this.#store.turns())])
  }
}

/** One run of a turn in this process. */
interface Run {
  /** As they were when the run began, until it adds one. */
  pages: readonly Uint8Array[] | null
  readonly waiting: Promise<string>[]
}

/** Nothing computes again what somebody changed by hand. */
function isMadeByHand({ source }: CheckpointMetadata): boolean {
  return source === 'update' || source === 'fork'
}

function isWork(writes: readonly PendingWrite[], taskPath: string): boolean {
  const isPassedOn = taskPath.endsWith(`, ${START}`)
  return !isPassedOn && writes.some(([channel]) => channel !== noWrites)
}

/** LangGraph's name for the result of a task that has none; it does not export it. */
const noWrites = '__no_writes__'
