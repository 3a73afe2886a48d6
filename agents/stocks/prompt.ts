import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The system prompt for a model that writes the reply from a brief. */
export function readPrompt(): string {
  return readFileSync(join(import.meta.dirname, 'prompts', 'write.md'), 'utf8')
}
