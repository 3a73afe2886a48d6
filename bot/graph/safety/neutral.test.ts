import { describe, expect, it } from 'vitest'

import { parse } from '../../../channels/parse.ts'
import { nodesOf } from '../../../channels/tree.ts'
import { sentences } from '../sentences.ts'
import { neutral } from './neutral.ts'

const ours = 'https://news.example/a_(b)?c=1&d=2'
const isAllowed = (url: string) => url === ours

/** As it is done to a stream: sentence by sentence. */
async function made(...chunks: string[]): Promise<string> {
  let text = ''
  for await (const piece of sentences(chunks)) text += neutral(piece, isAllowed)
  return text
}

function livingIn(markdown: string): string[] {
  return [...nodesOf(parse(markdown))].map(({ type }) => type).filter((type) => dangerous.has(type))
}

const dangerous = new Set([
  'link',
  'linkReference',
  'definition',
  'image',
  'imageReference',
  'html',
  'footnoteReference',
])

describe('what leads elsewhere', () => {
  it.each([
    ['See [the report](http://evil.example/a).', 'See the report.'],
    ['[https://good.example](https://evil.example)', '(link left out)'],
    ['Go to https://evil.example/?q=secret now.', 'Go to (link left out) now.'],
    ['Go to www.evil.example.', 'Go to (link left out).'],
    ['Go to <https://evil.example>.', 'Go to (link left out).'],
    ['Write to a@evil.example.', 'Write to (link left out).'],
    ['Open slack://evil or tg://evil.', 'Open (link left out) or (link left out).'],
    ['![a chart](http://evil.example/p.png)', 'a chart'],
    ['[![p](http://evil.example/p)](http://evil.example)', 'p'],
    ['A <b>bold</b> <img src=x onerror=alert(1)> move.', 'A bold  move.'],
    ['<script>alert(1)</script>', 'alert(1)'],
    ['<a href="http://evil.example">x</a>', 'x'],
    ['@everyone and <@U1234> and <!channel>', '＠everyone and ‹＠U1234> and '],
    ['[1]: http://evil.example', '(1): (link left out)'],
    ['http&#58;//evil.example', 'http&amp;#58;//evil.example'],
    ['`a` [x](javascript:alert(1)) `b`', '`a` x `b`'],
  ])('%s', async (text, expected) => {
    const shown = await made(text)
    expect(shown).toBe(expected)
    expect(livingIn(shown)).toEqual([])
  })
})

describe('what stays', () => {
  it.each([
    'RSI 14 is at 28.4, P/E < 15 and > 10.',
    '| Symbol | P/E |\n| :-- | --: |\n| **AAPL** | 12.5 |\n',
    '# AAPL: hold\n\n- one\n- *two*\n  1. three\n\n> quoted\n',
    '```text\na b\n```\n',
    'First<br>second `RSI(14)` ~~old~~ & new &amp; 5 \\* 3',
    `The news: [“Up”](${ours.replace('(', '%28').replace(')', '%29')})`,
  ])('%s', async (text) => {
    const allowed = (url: string) => decodeURIComponent(url) === ours
    let shown = ''
    for await (const piece of sentences([text])) shown += neutral(piece, allowed)
    expect(shown).toBe(text)
  })
})

it.each([
  ['over deltas', ['See [the re', 'port](ht', 'tp://evil.exa', 'mple) now.']],
  ['over sentences', ['[One. ', 'Two](http://evil.example).']],
  ['over sentences, without a scheme', ['[One. Two](//evil.example).']],
  ['over lines', ['[One\nTwo](//evil.example)\n']],
  ['as a reference', ['[One][1]\n\n', '[1]: //evil.example\n']],
  ['as a picture', ['![One\n](//evil.example)\n']],
  ['as a tag', ['<img\nsrc="//evil.example"\n>\n']],
  ['behind code that is none', ['a ` b. c ` [x](//evil.example) ` d']],
  ['behind code in a cell', ['| a | b |\n|---|---|\n| ` | [x](//evil.example) ` |\n']],
  ['in lines that look indented', ['Text\n    [x](//evil.example)\n']],
  ['in a block of code that never was', ['a\n   ```b` [x](//evil.example)\n']],
  ['in a note', ['Text[^1]\n\n[^1]: [x](//evil.example)\n']],
])('a link %s is none', async (_name, chunks) => {
  expect(livingIn(await made(...chunks))).toEqual([])
})

it('no mix of marks comes alive, however it is cut', async () => {
  const pick = pickerOf(7)
  let aliveBefore = 0
  for (let round = 0; round < 800; round += 1) {
    const chunks = Array.from({ length: 2 + pick(12) }, () => scraps[pick(scraps.length)] ?? '')
    if (livingIn(chunks.join('')).length > 0) aliveBefore += 1
    expect({ chunks, alive: livingIn(await made(...chunks)) }).toEqual({ chunks, alive: [] })
  }
  expect(aliveBefore).toBeGreaterThan(200)
})

const scraps = [
  `[ ] ( ) ]( ![ < > \` \`\` \\ | [^1] ]: <b> </b> <!-- --> &#91; &lsqb; _ ' ! @here x "t"`.split(
    ' ',
  ),
  '//evil.example http://evil.example www.evil.example a@b.example <a href="//e">'.split(' '),
  ['\n', '\n\n', '. ', ' ', '    ', '```\n', '- ', '> ', '* ', '| a | b |\n|---|---|\n'],
].flat()

/** Park and Miller's minimal standard generator. */
function pickerOf(seed: number): (below: number) => number {
  let state = seed * 7919
  return (below) => {
    state = (state * 48271) % 2147483647
    return state % below
  }
}
