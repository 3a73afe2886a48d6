import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One entry of glossary.md. */
export interface Term {
  readonly title: string
  /** What people call it. */
  readonly phrases: readonly string[]
  /** The aspect that shows it for a symbol; null where there is none. */
  readonly aspect: string | null
  /** Markdown: what it is, how it is computed, how it is read. */
  readonly body: string
}

/** By title, in the order of glossary.md. */
export const glossary: ReadonlyMap<string, Term> = new Map(
  sectionsOf(readFileSync(join(import.meta.dirname, 'glossary.md'), 'utf8')).map((term) => [
    term.title,
    term,
  ]),
)

function sectionsOf(markdown: string): Term[] {
  const [, ...sections] = markdown.split('\n## ')
  return sections.map((section) => {
    const [title = '', names = '', ...paragraphs] = section.split('\n\n')
    const [phrases = '', aspect] = names.split(' | ')
    return {
      title,
      phrases: phrases.split(', '),
      aspect: aspect ?? null,
      body: paragraphs.join('\n\n').trim(),
    }
  })
}
