import type OpenAI from 'openai'

import { withDeadline } from '../../../core/deadline.ts'
import type { Embedding, EmbeddingProvider } from '../../../core/embedding.ts'
import { AppError } from '../../../core/errors.ts'
import { openaiClient, translateChatError } from '../chat-completions.ts'
import type { Account } from '../errors.ts'
import { batches } from './batches.ts'

export interface RemoteEmbeddingOptions {
  readonly account: Account
  readonly baseUrl: string
  readonly apiKey?: string | undefined
  /** Null for a model that we do not know. */
  readonly dimensions: number | null
  /** For each request. */
  readonly limitMs?: number
}

/** Embeddings over OpenAI's wire, which compatible servers speak too. Asks once: whoever calls retries. */
export function remoteEmbedding(options: RemoteEmbeddingOptions): EmbeddingProvider {
  const { account, baseUrl, apiKey, dimensions, limitMs = 30_000 } = options
  const client = openaiClient({ baseUrl, apiKey, timeoutMs: limitMs })
  const ask = async (texts: readonly string[], parent: AbortSignal) => {
    try {
      const { model } = account
      return await withDeadline(parent, limitMs, (signal) => send(client, { model, texts, signal }))
    } catch (error) {
      throw failure(error, account, parent)
    }
  }
  return {
    name: account.provider,
    model: account.model,
    dimensions,
    async embed(texts, signal) {
      const vectors: Embedding[] = []
      for (const batch of await batches(texts)) vectors.push(...(await ask(batch, signal)))
      return vectors
    },
  }
}

interface Asked {
  readonly model: string
  readonly texts: readonly string[]
  readonly signal: AbortSignal
}

async function send(client: OpenAI, { model, texts, signal }: Asked): Promise<Embedding[]> {
  // Plain numbers: not every compatible server knows the SDK's own choice, base64.
  const body = { model, input: [...texts], encoding_format: 'float' as const }
  const { data } = await client.embeddings.create(body, { signal })
  const vectors = new Map(data.map(({ index, embedding }) => [index, normalised(embedding)]))
  return texts.map((_, at) => vectors.get(at) ?? missing(at))
}

function missing(at: number): never {
  throw new AppError('unavailable', `no embedding came for text ${at}`)
}

/** Some models leave this to us. */
function normalised(vector: readonly number[]): Embedding {
  const length = Math.hypot(...vector)
  if (length > 0) return vector.map((value) => value / length)
  throw new AppError('unavailable', 'an embedding of length zero came')
}

function failure(error: unknown, account: Account, parent: AbortSignal): AppError {
  if (parent.aborted) return AppError.from(parent.reason)
  if (error instanceof AppError) return error
  const own = AppError.from(error)
  return own.code === 'timeout' ? own : translateChatError(error, account)
}
