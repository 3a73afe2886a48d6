import type { EmbeddingProvider } from '../../../core/embedding.ts'
import { AppError } from '../../../core/errors.ts'
import type { Check } from '../../../core/types.ts'

/** Asks for one vector. No reply depends on it, so what fails is a warning. */
export async function checkEmbedding(
  provider: EmbeddingProvider,
  signal: AbortSignal,
): Promise<Check> {
  const name = `${provider.name} ${provider.model}`
  try {
    const [vector = []] = await provider.embed(['ready'], signal)
    const detail = `${name}, ${vector.length} dimensions`
    const isExpected = provider.dimensions === null || provider.dimensions === vector.length
    if (isExpected) return { ...line, state: 'ok', detail }
    return { ...line, state: 'warning', detail: `${detail}, not ${provider.dimensions}` }
  } catch (error) {
    const { message, said } = AppError.from(error)
    return { ...line, state: 'warning', detail: message, fix: said }
  }
}

const line = { name: 'embeddings' }
