import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

import { AppError } from '../core/errors.ts'

/** A text that only who has the key can read or change unnoticed. */
export interface Sealed {
  /** Which key it was sealed with. */
  readonly keyId: string
  /** Nonce, tag and ciphertext, in this order. */
  readonly bytes: Buffer
}

/** Keys by id; the first seals, all of them open. */
export type KeyRing = ReadonlyMap<string, Buffer>

const cipher = 'aes-256-gcm'
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/**
 * Reads `new:base64,old:base64`. To rotate, put a new key in front, and take the old one away once
 * everything has been read, and so sealed anew, with the new one.
 */
export function keyRing(text: string): KeyRing {
  const ring = new Map(
    text.split(',').map((part) => {
      const [id = '', encoded = ''] = part.trim().split(':')
      const key = Buffer.from(encoded, 'base64')
      if (!/^[\w-]{1,32}$/.test(id) || key.length !== keyBytes) throw unfit()
      return [id, key]
    }),
  )
  return ring
}

function unfit(): AppError {
  const wants = `SECRET_KEYS wants name:key[,older:key], each key ${keyBytes} random bytes in base64: openssl rand -base64 ${keyBytes}`
  return new AppError('invalid', wants, { said: wants })
}

/** `context` is what the text belongs to: sealed for one row, it opens in no other. */
export function seal(text: string, context: string, ring: KeyRing): Sealed {
  const [first] = ring
  if (!first) throw unfit()
  const [keyId, key] = first
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(context))
  const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
  return { keyId, bytes: Buffer.concat([nonce, sealing.getAuthTag(), body]) }
}

export function unseal({ keyId, bytes }: Sealed, context: string, ring: KeyRing): string {
  const key = ring.get(keyId)
  if (!key) throw lost(`no key is called ${keyId}`)
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes))
  opening.setAAD(Buffer.from(context))
  opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  const body = bytes.subarray(nonceBytes + tagBytes)
  try {
    return Buffer.concat([opening.update(body), opening.final()]).toString()
  } catch (cause) {
    throw lost('it was sealed with another key, or changed', cause)
  }
}

function lost(reason: string, cause?: unknown): AppError {
  return new AppError('forbidden', `a secret cannot be read: ${reason}`, {
    said: 'I can no longer read the credentials of this workspace. Please install AI Hub again.',
    cause,
  })
}
