import { z } from 'zod'

import type { EmbeddingStore, KeptEmbedding, Neighbour } from '../core/embedding-store.ts'
import type { Embedding } from '../core/embedding.ts'
import type { Sql } from './database.ts'
import { steadily } from './steady.ts'

/** Embeddings in Postgres with pgvector, embedded or on a server. */
export function postgresEmbeddings(sql: Sql): EmbeddingStore {
  return {
    find: (hashes) => steadily(() => find(sql, hashes)),
    // What is there twice counts once.
    keep: (embeddings) => steadily(() => keep(sql, embeddings)),
    nearest: (model, vector, most) => steadily(() => nearest(sql, { model, vector, most })),
  }
}

async function find(sql: Sql, hashes: readonly string[]): Promise<ReadonlyMap<string, Embedding>> {
  if (hashes.length === 0) return new Map()
  const rows = await sql<{ hash: string; vector: string }[]>`
    select encode(hash, 'hex') as hash, vector::text as vector from embeddings
    where hash in (select decode(asked, 'hex') from unnest(${[...hashes]}::text[]) asked)`
  return new Map(rows.map(({ hash, vector }) => [hash, vectorFrom(vector)]))
}

async function keep(sql: Sql, embeddings: readonly KeptEmbedding[]): Promise<void> {
  if (embeddings.length === 0) return
  const hashes = embeddings.map(({ hash }) => hash)
  const models = embeddings.map(({ model }) => model)
  const vectors = embeddings.map(({ vector }) => JSON.stringify(vector))
  await sql`
    insert into embeddings (hash, model, dimensions, vector)
    select decode(hash, 'hex'), model, vector_dims(vector::vector), vector::vector
    from unnest(${hashes}::text[], ${models}::text[], ${vectors}::text[]) as given(hash, model, vector)
    on conflict (hash) do nothing`
}

interface Search {
  readonly model: string
  readonly vector: Embedding
  readonly most: number
}

async function nearest(sql: Sql, { model, vector, most }: Search): Promise<readonly Neighbour[]> {
  return sql<Neighbour[]>`
    select encode(hash, 'hex') as hash, 1 - (vector <=> ${JSON.stringify(vector)}::vector) as similarity
    from embeddings where model = ${model} and dimensions = ${vector.length}
    order by similarity desc, hash limit ${most}`
}

/** As pgvector writes it: `[0.1,-2,3e-05]`. */
function vectorFrom(text: string): Embedding {
  return z.array(z.number()).parse(JSON.parse(text))
}
