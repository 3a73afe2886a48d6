/** A PDF as small as they come: a page for each text, in a font that every reader has. */
export function pdfOf(pages: readonly string[]): string {
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ')
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...pages.flatMap(pageOf),
  ]
  const body = objects.map((object, at) => `${at + 1} 0 obj${object}endobj`).join('\n')
  return `%PDF-1.4\n${body}\ntrailer<</Root 1 0 R>>\n`
}

function pageOf(text: string, at: number): readonly string[] {
  const resources = '<</Font<</F1 3 0 R>>>>'
  const words = `BT /F1 12 Tf 10 50 Td (${text.replaceAll(/[()\\]/g, String.raw`\$&`)}) Tj ET`
  return [
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 100]/Contents ${5 + at * 2} 0 R/Resources${resources}>>`,
    `<</Length ${words.length}>>stream\n${words}\nendstream\n`,
  ]
}
