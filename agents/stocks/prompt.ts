import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The system prompt for a model that writes the reply from a brief. */
export function readPrompt(): string {
  return read('write.md')
}

/** The system prompt for a model that looks up what a question needs. */
export function readResearchPrompt(): string {
  return read('research.md')
}

function read(file: string): string {
  return readFileSync(join(import.meta.dirname, 'prompts', file), 'utf8')
}
