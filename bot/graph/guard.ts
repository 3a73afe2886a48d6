/** The longest question that is read; what goes on after it is kept in the record and not looked at. */
const longestQuestion = 8_000

/**
 * The person's words as the hub reads them: composed Unicode, no control, zero-width or bidi characters,
 * bounded in length. The words themselves are never changed, and the stored message keeps the original.
 */
export function clean(text: string): string {
  return visible(text.slice(0, longestQuestion * 2))
    .replaceAll(/[^\S\n]+/gu, ' ')
    .slice(0, longestQuestion)
    .trim()
}

/** Composed Unicode, and nothing that nobody sees. */
export function visible(text: string): string {
  const composed = text.toWellFormed().normalize('NFC')
  return composed.replaceAll(/\r\n?/g, '\n').replaceAll(invisible, '')
}

// Cc but newline and tab, bidi marks, embeddings, isolates and overrides, zero-width characters, the
// byte order mark, the tag block. The zero-width joiner stays: emoji and several scripts are spelt with it.
const invisible =
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu
