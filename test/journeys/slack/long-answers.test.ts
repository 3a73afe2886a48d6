import { Buffer } from 'node:buffer'

import { expect, it } from 'vitest'

import { journeys } from './journeys.ts'
import { openScript } from './script.ts'
import type { Stage } from './stage.ts'

const rows = Array.from({ length: 60 }, (_, at) => `| 株式会社${at} 📈 | ${at * 137}円 | 強気 🐂 |`)
const table = ['| 銘柄 | 株価 | 見方 |', '| --- | ---: | --- |', ...rows].join('\n')
const fences = Array.from({ length: 6 }, (_, at) => {
  const lines = Array.from(
    { length: 60 },
    (_line, n) => `const value${at}x${n} = ${at * 1_000 + n}`,
  )
  return `Part ${at}\n\n\`\`\`js\n${lines.join('\n')}\n\`\`\``
})
const prose = Array.from(
  { length: 330 },
  (_, at) => `Sentence ${at} says what there is to say, 株価の話 ✨.`,
)
const answer = [...fences.slice(0, 3), table, ...fences.slice(3), prose.join(' ')].join('\n\n')

journeys('long answers on Slack', (setup) => {
  it('shows 30 kB with fences and a wide table whole, in as many posts as it takes', async () => {
    const script = openScript()
    const { send, ended, calls, room } = await setup(script.agent)
    expect(Buffer.byteLength(answer)).toBeGreaterThan(30_000)
    await send('tell me everything')
    script.end({ text: answer })
    await ended(1)
    const parts = wordsOf(room)
    for (const part of parts) {
      expect(Buffer.byteLength(part)).toBeLessThanOrEqual(9_000)
      expect(part.match(/^```/gm)?.length ?? 0).toSatisfy((fencesIn: number) => fencesIn % 2 === 0)
    }
    const whole = parts.join('\n')
    for (const row of rows) expect(whole.split(row)).toHaveLength(2)
    for (const line of answer.matchAll(/^const value.*$/gm)) {
      expect(whole.split(`${line[0]}\n`)).toHaveLength(2)
    }
    expect(whole.match(/Sentence \d+/g)).toEqual(prose.map((_, at) => `Sentence ${at}`))
    expect(calls()).toEqual([
      'chat.startStream',
      'chat.stopStream',
      'chat.update',
      ...parts.slice(1).map(() => 'chat.postMessage'),
    ])
  })

  it('rolls over at the bytes of a stream while the answer is being written', async () => {
    const script = openScript()
    const { send, called, pass, ended, calls, room } = await setup(script.agent)
    await send('tell me much')
    const said = Array.from({ length: 4 }, (_, at) => `${`part ${at} `.repeat(500)}\n\n`)
    for (const [at, words] of said.entries()) {
      script.say(words)
      await (at < 2 ? called('chat.appendStream', at + 1) : called('chat.postMessage', 1))
      pass(2_000)
    }
    script.end()
    await ended(1)
    expect(
      wordsOf(room)
        .join(' ')
        .match(/part \d/g),
    ).toEqual(said.join('').match(/part \d/g))
    expect(calls().slice(0, 5)).toEqual([
      'chat.startStream',
      'chat.appendStream',
      'chat.appendStream',
      'chat.stopStream',
      'chat.update',
    ])
    expect(calls().filter((call) => call === 'chat.postMessage')).toHaveLength(1)
  })
})

/** What the posts of the bot say, without what stands below the words. */
function wordsOf({ posts }: Stage['room']): string[] {
  return posts
    .filter(({ botId }) => botId !== null)
    .map(({ blocks }) => String(blocks.find(({ type }) => type === 'markdown')?.['text']))
}
