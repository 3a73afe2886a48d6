/** What Postgres can keep: no NUL, no lone surrogates. Nothing a person can see is changed. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
