import { AppError } from '../../../core/errors.ts'
import { estimateTokens } from '../tokens.ts'

/** OpenAI's own limits are 2,048 texts and 300,000 tokens a request and 8,192 tokens a text; ours leave room. */
const mostTexts = 512
const mostTokens = 100_000
const longestText = 8_000

/** Texts in groups that fit one request each, cut where one is too long by itself; none may be blank. */
export async function batches(texts: readonly string[]): Promise<readonly (readonly string[])[]> {
  const all: string[][] = []
  let room = 0
  for (const text of texts) {
    const { fitting, tokens } = await fit(text)
    const last = all.at(-1)
    if (!last || last.length === mostTexts || tokens > room) {
      all.push([fitting])
      room = mostTokens - tokens
    } else {
      last.push(fitting)
      room -= tokens
    }
  }
  return all
}

/** A text that is short in bytes has no more tokens than bytes: only a long one is worth counting. */
async function fit(text: string): Promise<{ fitting: string; tokens: number }> {
  if (text.trim() === '') throw new AppError('invalid', 'a blank text has no embedding')
  const bytes = Buffer.byteLength(text)
  if (bytes <= 1_000) return { fitting: text, tokens: bytes }
  const tokens = await estimateTokens(text)
  if (tokens <= longestText) return { fitting: text, tokens }
  const kept = Math.floor((text.length * longestText) / tokens)
  return { fitting: text.slice(0, kept).toWellFormed(), tokens: longestText }
}
