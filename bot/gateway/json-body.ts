import type { z } from 'zod'

import { Refusal, refused } from './refusal.ts'

/** The largest body that is read. */
const mostBytes = 512_000

/** Reads a JSON body of a bounded size and holds it against its schema. */
export async function jsonBody<Shape>(request: Request, schema: z.ZodType<Shape>): Promise<Shape> {
  if (!isJson(request)) throw new Refusal(415, 'Send JSON: Content-Type: application/json.')
  const parsed = schema.safeParse(parse(await bytesOf(request)))
  if (!parsed.success) throw refused('invalid', sentenceOf(parsed.error.issues))
  return parsed.data
}

function isJson(request: Request): boolean {
  const [type = ''] = (request.headers.get('content-type') ?? '').split(';')
  return type.trim().toLowerCase() === 'application/json'
}

/** Counted as it comes in: a content length is a claim, and may be missing. */
async function bytesOf(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > mostBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > mostBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge(): Refusal {
  return new Refusal(413, 'That is too large: a request may have 512 kB.')
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw refused('invalid', 'The body is not valid JSON.', cause)
  }
}

function sentenceOf(issues: readonly z.core.$ZodIssue[]): string {
  const found = issues.map(({ path, message }) => [...path, message].join(': '))
  return `${found.join('; ')}.`
}
