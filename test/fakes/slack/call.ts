import type { Clock, Post, Room, Workspace } from './world.ts'

/** One call of a Web API method, as this Slack took it. */
export interface Call {
  readonly method: string
  readonly teamId: string | null
  /** As they came, tokens left out. */
  readonly arguments: Readonly<Record<string, unknown>>
  /** What was wrong; null when it was done. */
  readonly error: string | null
}

/** What a call is done to. */
export interface Scene {
  readonly workspace: Workspace
  readonly clock: Clock
  readonly nextTs: () => string
  readonly options: FakeOptions
}

/** How this Slack differs from the usual one. */
export interface FakeOptions {
  /** Methods that it does not know. */
  readonly unknownMethods: ReadonlySet<string>
  /** Kinds of blocks that it does not know. */
  readonly unknownBlocks: ReadonlySet<string>
  /** How long a stream lives. Observed, not documented. */
  readonly streamLifetimeMs: number
  /** How many UTF-8 bytes a streamed message holds. Observed, not documented. */
  readonly streamBytes: number
}

export const usualOptions: FakeOptions = {
  unknownMethods: new Set(),
  unknownBlocks: new Set(),
  streamLifetimeMs: 300_000,
  streamBytes: 10_600,
}

/** Takes arguments as they came over the wire; answers what goes beside `ok`. */
export type Method = (given: Given, scene: Scene) => Readonly<Record<string, unknown>>
export type Given = Readonly<Record<string, unknown>>

export interface Seat {
  readonly room: Room
  readonly post: Post
}
