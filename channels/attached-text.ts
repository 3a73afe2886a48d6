import type { AttachmentContent, AttachmentText } from '../core/attachment.ts'
import { pdfText } from './pdf-text.ts'

/** How much text of one file is kept, in UTF-16 units. */
const mostText = 100_000
/** How many bytes of a file are looked at. */
export const mostTextBytes = 1_000_000
export const mostPdfBytes = 5_000_000

type Kind = 'text' | 'pdf'

const kinds: Readonly<Record<string, Kind>> = {
  csv: 'text',
  json: 'text',
  log: 'text',
  markdown: 'text',
  md: 'text',
  pdf: 'pdf',
  text: 'text',
  tsv: 'text',
  txt: 'text',
}

/** For a name without an ending: long words that are pasted become files without one. */
const kindsOfTypes: Readonly<Record<string, Kind>> = {
  'application/json': 'text',
  'application/pdf': 'pdf',
  'text/csv': 'text',
  'text/markdown': 'text',
  'text/plain': 'text',
}

export interface FileFacts {
  readonly name: string
  /** The media type that the platform gives it. */
  readonly type: string
  readonly sizeBytes: number
}

/** What speaks against a file before it is fetched; null when nothing does. */
export function refusalOf(file: FileFacts): string | null {
  const kind = kindOf(file)
  if (kind === null) return otherKind
  return file.sizeBytes > mostBytesOf(file) ? tooLong(kind) : null
}

/** The most bytes that such a file may have. */
export function mostBytesOf(file: FileFacts): number {
  return kindOf(file) === 'pdf' ? mostPdfBytes : mostTextBytes
}

/** The text of a file, if it is what its name says; its name and its content have to agree. */
export async function textOf(
  file: FileFacts,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<AttachmentContent> {
  const kind = kindOf(file)
  if (kind === null) return { refusal: otherKind }
  if (bytes.length > mostBytesOf(file)) return { refusal: tooLong(kind) }
  if (isPdf(bytes) !== (kind === 'pdf')) return { refusal: kind === 'pdf' ? noPdf : noText }
  const found = kind === 'pdf' ? await pdfText(bytes, signal) : plainText(bytes)
  if (found === null) return { refusal: kind === 'pdf' ? unreadable : noText }
  if (found.text.trim() === '') return { refusal: kind === 'pdf' ? noWords : 'It is empty.' }
  return bounded(found)
}

function bounded({ text, isTruncated }: AttachmentText): AttachmentText {
  if (text.length <= mostText) return { text: text.toWellFormed(), isTruncated }
  return { text: text.slice(0, mostText).toWellFormed(), isTruncated: true }
}

function kindOf({ name, type }: FileFacts): Kind | null {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase()
  const kind = ending === undefined ? kindsOfTypes[type.toLowerCase()] : kinds[ending]
  return kind ?? null
}

function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-'
}

/** UTF-8, or UTF-16 that says so; null for everything that no editor would show as text. */
function plainText(bytes: Uint8Array): AttachmentText | null {
  const [first, second] = bytes
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  const encoding = isWide ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return control.test(text) ? null : { text, isTruncated: false }
  } catch {
    // Not in that encoding: it is something else than text.
    return null
  }
}

// oxlint-disable-next-line no-control-regex -- text has none of them, and most other files do
const control = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/

const otherKind =
  'I read text, CSV, markdown, JSON and PDF, told by the ending of the name. Save it as one of those, or paste its text.'
const noText =
  'Its name says text, and its content is something else. Save it as plain text (UTF-8) or CSV.'
const noPdf =
  'Its name says PDF, and its content is something else. Export it as a PDF again, or as text.'
const unreadable =
  'I could not read this PDF: it is protected, broken, or takes too long. Paste its text.'
const noWords = 'This PDF holds no text, only pictures of it. Paste its text.'

function tooLong(kind: Kind): string {
  return kind === 'pdf'
    ? 'It is too large: a PDF may have 5 MB. Send the pages that matter.'
    : 'It is too large: a text may have 1 MB. Send the part that matters.'
}
