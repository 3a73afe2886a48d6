/**
 * Words of others inside what a model reads. They are put between two private characters where the request is
 * composed; the mark that a model sees is drawn for each request, so that nobody who wrote them can close it.
 */
export function quoted(text: string): string {
  return `${open}${unmarked(text)}${close}`
}

/** Text in which nothing passes for such a quotation. */
export function unmarked(text: string): string {
  return text.replaceAll(marks, '')
}

/** The quotations between this request's marks, each as `shown` lets it be seen. */
export function marked(text: string, mark: string, shown: (words: string) => string): string {
  return text
    .replaceAll(quotations, (_all, words: string) => `<${mark}>${shown(words)}</${mark}>`)
    .replaceAll(marks, '')
}

const [open, close] = ['\uE000', '\uE001']
const marks = /[\uE000\uE001]/g
const quotations = /\uE000([^\uE000\uE001]*)\uE001/g
