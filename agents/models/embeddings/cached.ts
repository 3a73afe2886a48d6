import { createHash } from 'node:crypto'

import type { EmbeddingStore } from '../../../core/embedding-store.ts'
import type { Embedding, EmbeddingProvider } from '../../../core/embedding.ts'
import { AppError } from '../../../core/errors.ts'

/** The same text is asked for once: its vector is kept under a hash of model and text, the text is not. */
export function cachedEmbedding(
  provider: EmbeddingProvider,
  store: EmbeddingStore,
): EmbeddingProvider {
  const model = `${provider.name}/${provider.model}`
  return {
    ...provider,
    async embed(texts, signal) {
      const hashes = texts.map((text) => embeddingHash(model, text))
      const known = await store.find(hashes)
      const wanted = new Map(texts.map((text, at) => [hashes[at] ?? '', text]))
      for (const hash of known.keys()) wanted.delete(hash)
      const fresh = await embedAll(provider, wanted, signal)
      await store.keep([...fresh].map(([hash, vector]) => ({ hash, model, vector })))
      return hashes.map((hash) => known.get(hash) ?? fresh.get(hash) ?? missing())
    },
  }
}

/** What names a text in the store. */
export function embeddingHash(model: string, text: string): string {
  return createHash('sha256').update(`${model}\n${text}`).digest('hex')
}

async function embedAll(
  provider: EmbeddingProvider,
  wanted: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Embedding>> {
  if (wanted.size === 0) return new Map()
  const vectors = await provider.embed([...wanted.values()], signal)
  return new Map([...wanted.keys()].map((hash, at) => [hash, vectors[at] ?? missing()]))
}

function missing(): never {
  throw new AppError('bug', 'a provider made fewer vectors than it was given texts')
}
