import { stripVTControlCharacters } from 'node:util'

import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'

import { documentOf } from '../documents.ts'
import { plainText } from '../markdown.ts'
import { renderMarkdown } from './render.ts'

describe('rendering markdown', () => {
  it('shows headings, lists, quotes and rules without markup', () => {
    const text =
      '# Title\n\n## Part\n\n### Small\n\n- one\n- two\n  1. inner\n- [x] done\n- [ ] open\n\n> said\n\n---'
    expect(plain(text)).toBe(
      'Title\n═════\n\nPart\n────\n\nSmall\n\n• one\n• two\n  1. inner\n☑ done\n☐ open\n\n│ said\n\n' +
        '─'.repeat(40),
    )
  })

  it('shows weight and colour with codes that no line leaks', () => {
    const lines = colored('**bold words that go on** and *more*', 20).split('\n')
    expect(lines.length).toBe(2)
    expect(lines[0]).toContain('\u001B[1mbold\u001B[22m \u001B[1mwords\u001B[22m')
    expect(lines[0]?.endsWith('\u001B[22m')).toBe(true)
    expect(lines.at(-1)).toContain('\u001B[3mmore\u001B[23m')
  })

  it('writes no escape code without colour', () => {
    expect(renderMarkdown(documentOf(3, 20), { columns: 60, color: false })).not.toContain('\u001B')
  })

  it('aligns the columns of a table by what a person sees', () => {
    const text = '| Name | Value |\n|:--|--:|\n| **株価** | 1.5 |\n| `RSI` | 28.40 |'
    expect(stripVTControlCharacters(colored(text, 60))).toBe(
      'Name  Value\n───────────\n株価    1.5\nRSI   28.40',
    )
  })

  it('breaks long cells and leaves air between tall rows', () => {
    const text = `| Name | Reading |\n|---|---|\n| a | ${'word '.repeat(10)}|\n| b | short |`
    expect(plain(text, 30)).toBe(
      [
        'Name  Reading',
        '─'.repeat(30),
        'a     word word word word word',
        '      word word word word word',
        '',
        'b     short',
      ].join('\n'),
    )
  })

  it('turns a table that is too wide for any column into lines', () => {
    const cells = Array.from({ length: 9 }, (_, index) => `value${index}`)
    const text = `|${cells.map((_, index) => `head${index}`).join('|')}|\n|${'-|'.repeat(9)}\n|${cells.join('|')}|`
    expect(plain(text, 30)).toContain('head3: value3\nhead4: value4')
  })

  it('shows links with their address, and an address once', () => {
    expect(
      plain('[filing](https://sec.gov/x) https://a.b <me@c.d> ![chart](https://e.f/g.png)'),
    ).toBe('filing (https://sec.gov/x) https://a.b me@c.d chart (https://e.f/g.png)')
  })

  it('keeps the spaces of code and breaks what is too wide', () => {
    const text = `\`\`\`\nif (a)   {\n\treturn ${'x'.repeat(30)}\n}\n\`\`\``
    expect(plain(text, 24)).toBe(
      `  if (a)   {\n    return ${'x'.repeat(13)}\n  ${'x'.repeat(17)}\n  }`,
    )
  })

  it('breaks lines in cells where a model asks for it', () => {
    expect(plain('| a |\n|---|\n| one<br>two |')).toBe('a\n───\none\ntwo')
  })

  it.each([20, 41, 80])('has no line wider than %i columns and loses nothing', (columns) => {
    for (let seed = 0; seed < 12; seed++) {
      const document = documentOf(seed, 12).replaceAll(/^\d+\. /gm, '- ')
      const text = colored(document, columns)
      expect(text.split('\n').filter((line) => stringWidth(line) > columns)).toEqual([])
      const withAddresses = document.replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, '$1 ($2)')
      expect(letters(stripVTControlCharacters(text))).toBe(letters(plainText(withAddresses)))
    }
  })

  it('strips what would steer the terminal, however it is written', () => {
    const hostile =
      'a \u001B[31mred\u001B]0;title\u0007 &#27;[2J \u009B5m [x](https://e.f/\u001B[1m) `\u001B[H`\n\n```\n\u0008\u001Bc\n```'
    const text = renderMarkdown(hostile, { columns: 80, color: false })
    expect(text.match(/(?!\n)\p{Cc}/gu)).toBe(null)
    expect(text).toContain('a red')
  })
})

function plain(markdown: string, columns = 80): string {
  return renderMarkdown(markdown, { columns, color: false })
}

function colored(markdown: string, columns: number): string {
  return renderMarkdown(markdown, { columns, color: true })
}

/** What is shown, whatever order columns put it in. */
function letters(text: string): string {
  const shown = text.replaceAll(/[\s•│─]/g, '')
  return Array.from(graphemes.segment(shown), ({ segment }) => segment)
    .toSorted()
    .join('')
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
