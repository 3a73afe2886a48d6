import type { Embedding } from './embedding.ts'

/** A vector and where it is from. */
export interface KeptEmbedding {
  /** SHA-256 of model and text, in hexadecimal. */
  readonly hash: string
  /** `provider/model`: only vectors of one model can be compared. */
  readonly model: string
  readonly vector: Embedding
}

export interface Neighbour {
  readonly hash: string
  /** The cosine of the angle between the two, 1 for the same direction. */
  readonly similarity: number
}

/** Vectors of texts, kept for good; the texts themselves are not in it. */
export interface EmbeddingStore {
  /** Those that are there, by hash. */
  find(hashes: readonly string[]): Promise<ReadonlyMap<string, Embedding>>
  /** What is there already stays as it is. */
  keep(embeddings: readonly KeptEmbedding[]): Promise<void>
  /** The nearest of the same model and dimension, nearest first. */
  nearest(model: string, vector: Embedding, most: number): Promise<readonly Neighbour[]>
}
