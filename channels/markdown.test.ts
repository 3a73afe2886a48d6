import { describe, expect, it } from 'vitest'

import { documentOf } from './documents.ts'
import { closeUnfinished, plainText } from './markdown.ts'
import { parse } from './parse.ts'
import { nodesOf } from './tree.ts'

describe('closing what is unfinished', () => {
  it.each([
    ['a fence', 'Look:\n\n```js\nconst a', 'Look:\n\n```js\nconst a\n```'],
    ['a fence with half of its end', '~~~~\ncode\n~~', '~~~~\ncode\n~~~~'],
    ['a fence in a list item', '- ```js\n  a', '- ```js\n  a\n  ```'],
    ['a fence in a quote', '> ```\n> a', '> ```\n> a\n> ```'],
    ['bold text', 'a **bold', 'a **bold**'],
    ['bold text with half of its end', 'a **bold*', 'a **bold**'],
    ['bold text after a wide character', '株価**上昇', '株価**上昇**'],
    ['nested emphasis', 'a **bold and *both', 'a **bold and *both***'],
    ['struck text', 'a ~~struck', 'a ~~struck~~'],
    ['inline code', 'run `npm *x', 'run `npm *x`'],
    ['bold code', '**run `npm', '**run `npm`**'],
    ['marks with nothing behind them', 'a **', 'a'],
    ['a link without its address', 'see [the fil', 'see the fil'],
    ['a link with half of its address', 'see [the file](https://exam', 'see the file'],
    ['a picture', 'see ![the cha', 'see '],
    ['the head of a table', '| a | b |', '| a | b |\n| --- | --- |'],
    ['half a rule of a table', '| a | b |\n|--', '| a | b |\n| --- | --- |'],
    ['bold text in a cell', '| a |\n| --- |\n| **b', '| a |\n| --- |\n| **b**'],
  ])('closes %s', (_, partial, closed) => {
    expect(closeUnfinished(partial)).toBe(closed)
  })

  it.each([
    '',
    '# Title',
    '```js\ncode\n```',
    'a **bold** *both* `code` [x](https://y.z)',
    'snake_case and 5*3',
    '2 * 3 = 6',
    '\\*escaped',
    '`a [b`',
    '    indented **code',
    '| a |\n|---|\n| b |',
    'a | b',
    '- [x] task',
  ])('leaves what is finished alone: %j', (text) => {
    expect(closeUnfinished(text)).toBe(text)
  })

  it('leaves no mark to be seen at any point of a document', () => {
    const document = documentOf(5, 8)
    for (let length = 0; length < document.length; length += 7) {
      const closed = closeUnfinished(document.slice(0, length))
      const texts = [...nodesOf(parse(closed))].flatMap((node) =>
        node.type === 'text' ? [node.value] : [],
      )
      expect(texts.filter((text) => /\*\*|`|\]\(/.test(text))).toEqual([])
    }
  })
})

describe('plain text', () => {
  it('is what a person reads', () => {
    const text =
      '# Title\n\nSome **bold** [link](https://x.y) &amp; `code`.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![alt](x.png)'
    expect(plainText(text)).toBe('Title\n\nSome bold link & code.\none\ntwo\n\na  b\n1  2\n\nalt')
  })

  it('survives markdown that nests deeper than a call stack', () => {
    expect(plainText('*a **b '.repeat(1_500) + 'c** d* '.repeat(1_500))).toContain('a b')
  })
})
