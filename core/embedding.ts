/** Makes vectors out of texts, such that texts of like meaning lie close: their dot product is near 1. */
export interface EmbeddingProvider {
  /** `openai`, `custom`, `offline`. */
  readonly name: string
  /** Vectors of different models have nothing to do with one another. */
  readonly model: string
  /** Of every vector; null while only an answer can tell. */
  readonly dimensions: number | null
  /** A vector of length 1 for each text, in their order. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Embedding[]>
}

export type Embedding = readonly number[]
