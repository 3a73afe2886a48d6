import { readFileSync } from 'node:fs'

const text = readFileSync(new URL('usual-evidence.txt', import.meta.url), 'utf8')

/**
 * What evidence usually says besides its values, as a dictionary for Deflate, so that what is kept need not say it:
 * that nearly halves it. A name that is not there costs a few bytes more and nothing else. The file never changes,
 * for nothing that was packed with it could be unpacked without; what was packed carries its checksum (RFC 1950), so
 * that a second file could follow.
 */
export const usualEvidence = text.replaceAll(/\r?\n/g, '')
