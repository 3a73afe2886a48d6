import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'

import { apple, aspectReading, brief, sentiment } from './fixtures.ts'
import { quote } from './markdown.ts'
import { narrate } from './narrate.ts'

describe('the words of others', () => {
  const news = (headline: Readonly<Record<string, string>>) => {
    const found = sentiment({ ...apple, sentiment: { headlineCount: 1, ...headline } })
    return narrate(brief(aspectReading('news', ['AAPL']), [found]))
  }

  it('are text: no markup, no links, no hidden characters', () => {
    const text = news({
      headline1: '[Buy](http://evil.example) **now**\u202E <b>`x`</b>\n# Title',
    })
    expect(text).toContain(String.raw`“\[Buy\](… \*\*now\*\* \<b\>\`x\`\</b\> # Title”`)
    expect(text).not.toMatch(/evil|\u202E/)
  })

  it.each([
    '[a](http://evil.example)',
    'http://evil.example www.evil.example someone@evil.example',
    '<a href="http://evil.example">x</a> <http://evil.example> ![x](y)',
    '**b** _i_ ~~s~~ `c` # h\n- l\n\n> q | t',
    String.raw`\\[a](b) \* \_x_`,
  ])('hold nothing but text when a renderer reads them: %j', (headline1) => {
    const tree = fromMarkdown(`- ${quote(headline1)}`, {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown()],
    })
    expect(new Set(typesIn(tree))).toEqual(
      new Set(['root', 'list', 'listItem', 'paragraph', 'text']),
    )
  })

  it('are quoted with publisher and day, and linked only to their own address on the web', () => {
    const origin = { headline1Publisher: 'Wire', headline1At: '2017-12-28T14:05:00.000Z' }
    expect(news({ headline1: 'News', ...origin })).toContain('- “News” (Wire, 2017-12-28)')
    expect(news({ headline1: 'News', headline1Url: 'https://a.example/x_(1)' })).toContain(
      '- [“News”](https://a.example/x_%281%29)',
    )
    expect(news({ headline1: 'News', headline1Url: 'javascript:alert(1)' })).toContain('- “News”')
    expect(news({ headline1: 'News', headline1Url: 'javascript:alert(1)' })).not.toContain('alert')
  })

  it('are cut where they run on', () => {
    expect(news({ headline1: 'word '.repeat(200) })).toMatch(/“(?:word ){31}word…”/)
  })
})

function typesIn(node: Nodes): readonly string[] {
  return [node.type, ...('children' in node ? node.children.flatMap(typesIn) : [])]
}
