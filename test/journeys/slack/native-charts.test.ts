import { expect, it } from 'vitest'

import { sampleSpecs } from '../../../agents/stocks/charts/sample-specs.ts'
import type { Chart } from '../../../core/chart.ts'
import { journeys } from './journeys.ts'
import { openScript } from './script.ts'
import type { Stage, StageOptions } from './stage.ts'

const price: Chart = {
  id: 'turn.0.hash',
  project: 'stocks',
  kind: 'price',
  title: 'SMPL: price',
  alt: 'Line chart of SMPL: $169.23. Demo data.',
  spec: sampleSpecs['a year'],
}
const six: Chart = {
  ...price,
  id: 'turn.1.hash',
  title: `${'ABCDE, '.repeat(6)}and others compared`,
  alt: 'Six lines.',
  spec: sampleSpecs['compare six'],
}
const votes: Chart = {
  ...price,
  id: 'turn.2.hash',
  title: 'SMPL: confidence',
  alt: 'A bar.',
  spec: sampleSpecs['confidence'],
}
const words = '✓ Done\nIt looks fine.'

journeys('charts on Slack where no file can be uploaded', (setup) => {
  /** A workspace that was installed before the app asked for files, and answers with these charts, turn by turn. */
  async function stageWith(turns: readonly (readonly Chart[])[], options?: StageOptions) {
    const script = openScript()
    const stage = await setup(script.agent, options)
    stage.workspace.scopes.delete('files:write')
    for (const charts of turns) {
      script.say('It looks fine.')
      script.end({ charts })
    }
    return stage
  }

  function chartCalls({ calls }: Stage): readonly string[] {
    return calls().filter((call) => !call.includes('Stream'))
  }

  it('are drawn by Slack itself, with their words, and files are not asked for again', async () => {
    const stage = await stageWith([[price, six, votes]])
    expect(stage.screen(await stage.ask('How do they look?'))).toEqual([
      words,
      '{line SMPL: price, SMPL 20}\nLine chart of SMPL: $169.23. Demo data.',
      `{line ${'ABCDE, '.repeat(6)}and oth…, SMPL 20, ALPHA.NS 20, BRAVO 20, CHARLIE.L 20, DELTA 20, ECHO 20}\nSix lines.`,
      expect.stringMatching(/^\{bar SMPL: confidence, Vote \d\}\nA bar\.$/),
    ])
    expect(chartCalls(stage)).toEqual([
      'files.getUploadURLExternal: missing_scope',
      'chat.postMessage',
      'chat.postMessage',
      'chat.postMessage',
    ])
  })

  it('are files again once the app was installed anew, within the hour', async () => {
    const stage = await stageWith([[price], [price], [price]])
    await stage.ask('How does it look?')
    stage.workspace.scopes.add('files:write')
    stage.pass(3_500_000)
    await stage.ask('And now?')
    stage.pass(200_000)
    await stage.ask('And now?')
    expect(chartCalls(stage)).toEqual([
      'files.getUploadURLExternal: missing_scope',
      'chat.postMessage',
      'chat.postMessage',
      'files.getUploadURLExternal',
      'files.completeUploadExternal',
    ])
  })

  it('are in words where the workspace knows no such charts, which is remembered', async () => {
    const unknownBlocks = new Set(['data_visualization'])
    const stage = await stageWith([[price, votes], [price]], { unknownBlocks })
    expect(stage.screen(await stage.ask('How does it look?'))).toEqual([
      words,
      price.alt,
      votes.alt,
    ])
    expect(stage.screen(await stage.ask('And now?')).slice(1)).toEqual([price.alt])
    expect(chartCalls(stage)).toEqual([
      'files.getUploadURLExternal: missing_scope',
      'chat.postMessage: invalid_blocks',
      'chat.postMessage',
      'chat.postMessage',
      'chat.postMessage',
    ])
  })

  it('are in words where there is too little to draw', async () => {
    const stage = await stageWith([[{ ...price, spec: sampleSpecs['one candle'] }]])
    expect(stage.screen(await stage.ask('How does it look?'))).toEqual([words, price.alt])
  })

  it('call nobody, and are cut to what Slack takes', async () => {
    const hostile = { ...price, title: '<!channel> '.repeat(9), alt: `<@U1> ${'😀'.repeat(3_000)}` }
    const stage = await stageWith([[hostile]])
    const [, shown = ''] = stage.screen(await stage.ask('How does it look?'))
    expect(shown).toMatch(/^\{line &lt;!channel>/)
    expect(shown).not.toContain('<!channel>')
    expect(shown).not.toContain('<@U1>')
    expect(chartCalls(stage).at(-1)).toBe('chat.postMessage')
  })

  it('are posted once when the answer to the last call was lost', async () => {
    const stage = await stageWith([[price]])
    let isLost = false
    stage.slack.trouble = ({ method }) => {
      if (method !== 'chat.postMessage' || isLost) return null
      isLost = true
      return 'lost'
    }
    const question = await stage.send('How does it look?')
    await stage.awaited()
    stage.pass(30_000)
    await stage.ended(1)
    expect(stage.screen(question)).toHaveLength(2)
  })

  it('go with a question that is withdrawn', async () => {
    const stage = await stageWith([[price, votes]])
    const question = await stage.ask('How does it look?')
    await stage.people.remove(stage.room, question)
    await stage.called('chat.delete', 2)
    expect(stage.screen(question)).toEqual(['*The question was withdrawn.*'])
  })
})

journeys('charts on Slack in a room that takes no file', (setup) => {
  it('are drawn by Slack itself there, and stay files elsewhere', async () => {
    const script = openScript()
    const stage = await setup(script.agent)
    for (const charts of [[price], [price]]) {
      script.say('It looks fine.')
      script.end({ charts })
    }
    stage.slack.trouble = ({ method }) =>
      method === 'files.completeUploadExternal' ? { error: 'restricted_action' } : null
    expect(stage.screen(await stage.ask('How does it look?'))[1]).toMatch(/^\{line SMPL: price/)
    stage.slack.trouble = () => null
    expect(stage.screen(await stage.ask('And now?'))[1]).toMatch(/^\[turn\.0\.hash\.png/)
  })
})

journeys('charts on Slack whose bytes it does not take', (setup) => {
  it('are drawn by Slack itself at once, and the next one is a file again', async () => {
    const script = openScript()
    const stage = await setup(script.agent)
    for (const charts of [[price], [price]]) {
      script.say('It looks fine.')
      script.end({ charts })
    }
    stage.slack.trouble = ({ method }) => (method === 'upload' ? { status: 503 } : null)
    const question = await stage.ask('How does it look?')
    expect(stage.screen(question)[1]).toMatch(/^\{line SMPL: price/)
    stage.slack.trouble = () => null
    expect(stage.screen(await stage.ask('And now?'))[1]).toMatch(/^\[turn\.0\.hash\.png/)
  })
})
