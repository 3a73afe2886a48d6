import { inflateSync } from 'node:zlib'

/** Streams may be packed several times over. */
const deepest = 4

/**
 * Whether a stream of a PDF unpacks to more than that many bytes: whoever reads it keeps all of it in memory, and a
 * kilobyte may become a gigabyte.
 */
export function hasBomb(pdf: Uint8Array, most: number): boolean {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  for (const start of streamsIn(bytes)) if (isBomb(bytes.subarray(start), most)) return true
  return false
}

function isBomb(stream: Uint8Array, most: number): boolean {
  let packed: Uint8Array | null = stream
  for (let depth = 0; packed !== null && depth < deepest; depth += 1) {
    const unpacked = inflated(packed, most)
    if (unpacked === 'too large') return true
    packed = unpacked
  }
  return false
}

function* streamsIn(bytes: Buffer): Generator<number> {
  const word = 'stream'
  for (let at = bytes.indexOf(word); at !== -1; at = bytes.indexOf(word, at + word.length)) {
    const isEnd = bytes.toString('latin1', at - 3, at) === 'end'
    const lineEnd = /^\r?\n?/.exec(bytes.toString('latin1', at + 6, at + 8))?.[0].length ?? 0
    if (!isEnd) yield at + word.length + lineEnd
  }
}

/** Null where it is not packed that way, or broken. */
function inflated(packed: Uint8Array, most: number): Uint8Array | 'too large' | null {
  try {
    return inflateSync(packed, { maxOutputLength: most })
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === tooLarge
    return isTooLarge ? 'too large' : null
  }
}

const tooLarge = 'ERR_BUFFER_TOO_LARGE'
