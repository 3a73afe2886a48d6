import { describe, expect, it } from 'vitest'

import { blockEnds } from './blocks.ts'
import { documentOf } from './documents.ts'
import { parse, spanOf } from './parse.ts'

describe('the ends of top-level blocks', () => {
  it('are where the parser sees them, or between the items of a list', () => {
    const documents = Array.from({ length: 20 }, (_, seed) => documentOf(seed, 12))
    for (const document of documents) expect(wrong(document)).toEqual([])
  })

  it.each([
    '```\na\n\nb\n```\nc',
    '````\n```\n\nx\n````\n\ny',
    '~~~ `info`\n\n# no heading\n~~~\n',
    '- a\n\n  ```\n\nb\n  ```\n\nc',
    '> ```\n\nno code\n',
    '- item\n```\ncode\n\ncode\n```',
    'text\n```js\n\ncode',
    '``` not a `fence\n\ntext',
    '    ```\n\ntext',
    '<div>\n\ntext\n\n</div>',
    '<!--\n\n# hidden\n\n-->\n\ntext',
    '- a\n\n      code\n\n- b\n\ntext',
    '[^1]: note\n\n    more\n\ntext[^1]',
  ])('hold in %j', (document) => {
    expect(wrong(document)).toEqual([])
  })

  it('are found in what people write', () => {
    expect([...blockEnds('# a\n\nb\nc\n\n```\n\nx\n```\nd\n')]).toEqual([5, 10, 21, 23])
  })

  it('stop where only a parser can tell', () => {
    expect([...blockEnds('a\n\nb\n\n<pre>\n\nc')]).toEqual([3])
  })
})

/** Ends that lie inside a block of the parser's, lists aside: those may be cut between their items. */
function wrong(document: string): number[] {
  const blocks = parse(document).children.flatMap((node) =>
    node.type === 'list' ? node.children : [node],
  )
  return [...blockEnds(document)].filter((at) =>
    blocks.some((block) => spanOf(block).start < at && at < spanOf(block).end),
  )
}
