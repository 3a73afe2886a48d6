/** Holds bytes back until a protocol message is whole. */
export interface Frames {
  /** All whole messages that have come together, as one run of bytes; empty while the first is not. */
  add(bytes: Uint8Array): Uint8Array
}

/** PGlite takes the end of what it is given for the end of the connection, so it must never see half a message. */
export function openFrames(): Frames {
  let held = Buffer.alloc(0)
  return {
    add(bytes) {
      held = held.length === 0 ? Buffer.from(bytes) : Buffer.concat([held, bytes])
      const end = endOfWhole(held)
      const whole = held.subarray(0, end)
      held = held.subarray(end)
      return whole
    },
  }
}

function endOfWhole(bytes: Buffer): number {
  let end = 0
  for (let next = endOfNext(bytes, 0); next <= bytes.length; next = endOfNext(bytes, end))
    end = next
  return end
}

/** A message is a letter, its length and its text; only the very first one has no letter. */
function endOfNext(bytes: Buffer, start: number): number {
  const lengthAt = bytes[start] === 0 ? start : start + 1
  return lengthAt + 4 <= bytes.length ? lengthAt + bytes.readInt32BE(lengthAt) : Infinity
}
