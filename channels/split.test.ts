import { describe, expect, it } from 'vitest'

import type { Limits } from '../core/types.ts'
import { documentOf } from './documents.ts'
import { lengthOf } from './length.ts'
import { plainText } from './markdown.ts'
import { parse, spanOf } from './parse.ts'
import { split } from './split.ts'
import { nodesOf } from './tree.ts'

const units = ['characters', 'utf8', 'utf16'] as const

describe.each(units)('splitting generated documents, counted in %s', (unit) => {
  it.each([90, 200, 700])('keeps every part within %i', (length) => {
    for (const document of documents(15))
      expect(tooLong(split(document, { length, unit }), { length, unit })).toEqual([])
  })

  it.each([200, 700])('loses and doubles no visible text at %i', (length) => {
    for (const document of documents(15)) {
      expect(visible(split(document, { length, unit }))).toBe(visible([document]))
    }
  })

  it.each([200, 700])('closes every fence and keeps every link at %i', (length) => {
    for (const document of documents(15)) {
      const parts = split(document, { length, unit })
      expect(parts.filter((part) => fences(part) % 2 !== 0)).toEqual([])
      expect(parts.flatMap(links)).toEqual(links(document))
    }
  })
})

describe('splitting', () => {
  const hundred = { length: 100, unit: 'characters' } as const

  it('leaves a text that fits alone', () => {
    expect(split('# Hello\r\n', hundred)).toEqual(['# Hello\r\n'])
  })

  it('keeps a block whole that fits into a part', () => {
    const first = 'A paragraph.'
    const second = `- ${'word '.repeat(19).trim()}`
    expect(split(`${first}\n\n${second}\n\nLast.`, hundred)).toEqual([first, second, 'Last.'])
  })

  it('keeps a heading with what it is the heading of', () => {
    const [first, second] = split(
      `${'word '.repeat(10)}\n\n## Title\n\n${'more '.repeat(15)}`,
      hundred,
    )
    expect(first).not.toContain('Title')
    expect(second).toMatch(/^## Title\n\nmore/)
  })

  it('reopens a fence with its info string', () => {
    const parts = split(`\`\`\`python\n${'print("hello")\n'.repeat(12)}\`\`\``, hundred)
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.every((part) => /^```python\n(?:print\("hello"\)\n)+```$/.test(part))).toBe(true)
  })

  it('leaves no empty fence behind', () => {
    for (let lines = 1; lines < 30; lines++) {
      const parts = split(`Intro.\n\n~~~\n${'some code\n'.repeat(lines)}~~~`, hundred)
      expect(parts.filter((part) => /~~~\n~~~/.test(part))).toEqual([])
    }
  })

  it('repeats the head of a table', () => {
    const parts = split(`| Name | Value |\n|---|---:|\n${'| alpha | 1.5 |\n'.repeat(20)}`, hundred)
    expect(parts.length).toBeGreaterThan(2)
    expect(
      parts.every((part) => part.startsWith('| Name | Value |\n|---|---:|\n| alpha | 1.5 |')),
    ).toBe(true)
  })

  it('breaks one giant row inside its cells', () => {
    const head = '| Name | Text | More |\n|---|---|---|\n'
    const parts = split(`${head}| alpha | ${'word '.repeat(200)}| tail |`, hundred)
    expect(tooLong(parts, hundred)).toEqual([])
    expect(parts.every((part) => part.startsWith(head))).toBe(true)
    expect(parts.map(cells).map((row) => row.length)).toEqual(
      parts.map((_, index) => (index === parts.length - 1 ? 3 : 2)),
    )
  })

  it.each([211, 273, 304, 317])(
    'keeps table %i a table whose rows hardly fit below its head',
    (seed) => {
      const document = documentOf(seed, 10)
      expect(visible(split(document, { length: 120, unit: 'utf16' }))).toBe(visible([document]))
    },
  )

  it('makes bold text and long code whole on both sides', () => {
    const parts = split(
      `**${'bold '.repeat(30).trim()}** and \`${'code '.repeat(30).trim()}\``,
      hundred,
    )
    expect(visible(parts)).toBe(`${'bold'.repeat(30)}and${'code'.repeat(30)}`)
  })

  it('lifts the rest of a list item out of its list', () => {
    const text = `1. ${'word '.repeat(30)}\n\n   Second paragraph.\n\n   - nested\n2. Next.`
    const parts = split(text, hundred)
    expect(parts.at(-1)).toMatch(/Second paragraph\.\n\n- nested\n\n2\. Next\.$/)
  })

  it('goes on quoting a quote', () => {
    const parts = split(`> ${'word '.repeat(60)}`, hundred)
    expect(parts.every((part) => part.startsWith('> word'))).toBe(true)
  })

  it('breaks no surrogate pair, no family of emoji and no flag', () => {
    for (const emoji of ['😀', '👨‍👩‍👧‍👦', '🇩🇪', 'é']) {
      const parts = split(emoji.repeat(80), { length: 50, unit: 'utf16' })
      expect(parts.map((part) => part.replaceAll(emoji, ''))).toEqual(parts.map(() => ''))
    }
  })

  it('starts no part with what would begin a block', () => {
    const parts = split('12 - 3 + 4 # five > six '.repeat(40), hundred)
    expect(visible(parts)).toBe('12-3+4#five>six'.repeat(40))
  })

  it('puts the address of a reference where it is used', () => {
    const parts = split(
      `[one][ref] ${'word '.repeat(40)}[ref]\n\n[ref]: https://example.com "A title"`,
      hundred,
    )
    expect(parts.flatMap(links)).toEqual(['https://example.com', 'https://example.com'])
  })
})

describe('splitting hostile text', () => {
  const hostile: Readonly<Record<string, string>> = {
    'one word': 'a'.repeat(100_000),
    'one emoji word': '👨‍👩‍👧‍👦'.repeat(9_000),
    'one grapheme': `e${'\u0301'.repeat(30_000)}`,
    'lone surrogates': '\uD83D'.repeat(20_000),
    backticks: '`'.repeat(20_000),
    'quote marks': '>'.repeat(20_000),
    'nested items': '- '.repeat(10_000) + 'x',
    brackets: '['.repeat(20_000),
    stars: '*a **b '.repeat(3_000),
    'an endless info string': `\`\`\`${'x'.repeat(20_000)}\ncode\n\`\`\``,
    'an endless table head': `|${' a |'.repeat(3_000)}\n|${'-|'.repeat(3_000)}\n|${' b |'.repeat(3_000)}`,
    'an endless address': `[text](https://example.com/${'x'.repeat(20_000)})`,
    'escapes and entities': '\\*&amp;'.repeat(5_000),
    'deep indentation': Array.from({ length: 150 }, (_, depth) => `${'  '.repeat(depth)}- x`).join(
      '\n',
    ),
    'blank lines': `${'\n'.repeat(20_000)}x${' '.repeat(20_000)}`,
    'control characters': '\u0000\u001B[31m\u202E'.repeat(4_000),
    html: `<div>\n${'<b>x</b>\n'.repeat(2_000)}\n\n</div>`,
  }

  it.each(Object.entries(hostile))('keeps %s within the limit and loses nothing', (_, text) => {
    const limits = { length: 500, unit: 'utf8' } as const
    const parts = split(text, limits)
    expect(tooLong(parts, limits)).toEqual([])
    expect(marks(parts.join(''))).toBeGreaterThanOrEqual(marks(text))
  })
})

function documents(count: number): string[] {
  return Array.from({ length: count }, (_, seed) => documentOf(seed, 12))
}

function tooLong(
  parts: readonly string[],
  { length, unit }: Pick<Limits, 'length' | 'unit'>,
): string[] {
  return parts.filter((part) => lengthOf(part, unit) > length)
}

/** Text without white space, and each table's head only where it first appears. */
function visible(parts: readonly string[]): string {
  const text = parts.map(plainText).join('').replaceAll(/\s/g, '')
  return text.replaceAll(/Head(\d+)Tail\1/g, (head, _, at: number) =>
    text.indexOf(head) === at ? head : '',
  )
}

function links(markdown: string): string[] {
  return [...nodesOf(parse(markdown))].flatMap((node) => (node.type === 'link' ? [node.url] : []))
}

function fences(markdown: string): number {
  return markdown.match(/^(?:`{3,}|~{3,})/gm)?.length ?? 0
}

function cells(markdown: string): string[] {
  const rows = [...nodesOf(parse(markdown))].filter((node) => node.type === 'tableRow')
  const last = rows.at(-1)
  return last?.type === 'tableRow'
    ? last.children.map((cell) => markdown.slice(spanOf(cell).start, spanOf(cell).end))
    : []
}

function marks(text: string): number {
  return text.replaceAll(/\s/g, '').length
}
