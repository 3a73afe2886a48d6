import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a writing model is told; it then reads the brief as JSON. */
export const prompt = readFileSync(join(import.meta.dirname, 'prompt.md'), 'utf8')
