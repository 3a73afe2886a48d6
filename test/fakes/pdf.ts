import { deflateSync } from 'node:zlib'

/** A PDF as small as they come: a page for each text, in a font that every reader has. */
export function pdfOf(pages: readonly string[]): string {
  return pdfWith(pages.map(pageOf))
}

/** One page whose commands are packed, as often as there are filters: that many megabytes of them. */
export function packedPdf(megabytes: number, times: number): string {
  const commands: Buffer = Buffer.alloc(megabytes * 1_000_000, 'BT /F1 12 Tf (x) Tj ET ')
  const packed = Array.from({ length: times }).reduce<Buffer>(
    (bytes) => deflateSync(bytes),
    commands,
  )
  const filters = Array.from({ length: times }, () => '/FlateDecode').join('')
  const stream = `<</Length ${packed.length}/Filter[${filters}]>>stream\n${packed.toString('latin1')}\nendstream\n`
  return pdfWith([[page(5), stream]])
}

function pdfWith(pages: readonly (readonly string[])[]): string {
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ')
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...pages.flat(),
  ]
  const body = objects.map((object, at) => `${at + 1} 0 obj${object}endobj`).join('\n')
  return `%PDF-1.4\n${body}\ntrailer<</Root 1 0 R>>\n`
}

function pageOf(text: string, at: number): readonly string[] {
  const words = `BT /F1 12 Tf 10 50 Td (${text.replaceAll(/[()\\]/g, String.raw`\$&`)}) Tj ET`
  return [page(5 + at * 2), `<</Length ${words.length}>>stream\n${words}\nendstream\n`]
}

function page(contents: number): string {
  const resources = '<</Font<</F1 3 0 R>>>>'
  return `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 100]/Contents ${contents} 0 R/Resources${resources}>>`
}
