import { expect, it } from 'vitest'

import type { EmbeddingStore } from '../../../core/embedding-store.ts'
import type { Embedding, EmbeddingProvider } from '../../../core/embedding.ts'
import { cachedEmbedding, embeddingHash } from './cached.ts'

const { signal } = new AbortController()

function memoryStore() {
  const rows = new Map<string, { readonly model: string; readonly vector: Embedding }>()
  const store: EmbeddingStore = {
    async find(hashes) {
      return new Map(
        hashes.flatMap((hash) => {
          const row = rows.get(hash)
          return row ? [[hash, row.vector] as const] : []
        }),
      )
    },
    async keep(embeddings) {
      for (const { hash, model, vector } of embeddings) rows.set(hash, { model, vector })
    },
    nearest: async () => [],
  }
  return { store, rows }
}

/** Its vector is the length of the text. */
function countingEmbedding(model = 'count') {
  const asked: (readonly string[])[] = []
  const provider: EmbeddingProvider = {
    name: 'fake',
    model,
    dimensions: 1,
    async embed(texts) {
      asked.push(texts)
      return texts.map((text) => [text.length])
    },
  }
  return { provider, asked }
}

it('asks for each text once, and answers in order', async () => {
  const { store } = memoryStore()
  const { provider, asked } = countingEmbedding()
  const cached = cachedEmbedding(provider, store)
  expect(await cached.embed(['a', 'bb', 'a'], signal)).toEqual([[1], [2], [1]])
  expect(await cached.embed(['bb', 'ccc', 'a'], signal)).toEqual([[2], [3], [1]])
  expect(await cached.embed(['a', 'ccc'], signal)).toEqual([[1], [3]])
  expect(asked).toEqual([['a', 'bb'], ['ccc']])
})

it('keeps the models apart, and the texts to itself', async () => {
  const { store, rows } = memoryStore()
  const [one, other] = [countingEmbedding('one'), countingEmbedding('other')]
  await cachedEmbedding(one.provider, store).embed(['secret'], signal)
  await cachedEmbedding(other.provider, store).embed(['secret'], signal)
  expect([...rows]).toEqual([
    [embeddingHash('fake/one', 'secret'), { model: 'fake/one', vector: [6] }],
    [embeddingHash('fake/other', 'secret'), { model: 'fake/other', vector: [6] }],
  ])
  expect(other.asked).toEqual([['secret']])
})

it('keeps nothing of a call that failed', async () => {
  const { store, rows } = memoryStore()
  const { provider } = countingEmbedding()
  const embed = () => Promise.reject(new Error('down'))
  await expect(cachedEmbedding({ ...provider, embed }, store).embed(['a'], signal)).rejects.toThrow(
    'down',
  )
  expect(rows.size).toBe(0)
})
