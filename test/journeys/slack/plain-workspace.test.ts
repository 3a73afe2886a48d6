import { expect, it } from 'vitest'

import { shown } from '../../fakes/slack/screen.ts'
import type { Post } from '../../fakes/slack/world.ts'
import { journeys } from './journeys.ts'
import { openScript } from './script.ts'

const table = `| 名前 | Close | Note |
| --- | ---: | :-: |
| AAPL | 203.25 | **good** & <!here> |
| 株式 📈 | 1 | a \\| b |`

journeys('a workspace that knows no markdown blocks', (setup) => {
  async function answered(text: string): Promise<{ post: Post; calls: readonly string[] }> {
    const script = openScript()
    script.end({ text })
    const unknownMethods = new Set(['chat.startStream'])
    const unknownBlocks = new Set(['markdown', 'context_actions'])
    const stage = await setup(script.agent, { unknownMethods, unknownBlocks })
    await stage.ask('How do they look?')
    const [, post] = stage.room.posts
    if (!post) throw new Error('nothing is shown')
    return { post, calls: stage.calls() }
  }

  it('shows words without marks, and tables in even columns that call nobody', async () => {
    const { post, calls } = await answered(`# Prices\n\nAs of *today*:\n\n${table}`)
    expect(shown(post).split('\n')).toEqual([
      'Prices',
      'As of today:',
      '```名前     Close   Note',
      expect.stringMatching(/^AAPL {5}203\.25 {2}good &amp; &lt;!/),
      '株式 📈  1       a | b```',
    ])
    expect(calls).toEqual([
      'chat.startStream: unknown_method',
      'chat.postMessage: invalid_blocks',
      'chat.postMessage: invalid_blocks',
      'chat.postMessage',
    ])
  })

  it('shows all of a long answer, code too, in blocks that Slack takes', async () => {
    const code = Array.from({ length: 150 }, (_, at) => `line ${at} & <b>`).join('\n')
    const { post } = await answered(`${'<&>'.repeat(1_200)}\n\n~~~\n${code}\n~~~`)
    const words = shown(post)
    expect(words).toContain('line 0 &amp; &lt;b&gt;')
    expect(words).toContain('line 149')
    expect(words.match(/&amp;/g)).toHaveLength(1_200 + 150)
    expect(words.match(/```/g)?.length).toBe(4)
  })
})
