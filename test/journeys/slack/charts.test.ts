import { expect, it } from 'vitest'

import { sampleSpecs } from '../../../agents/stocks/charts/sample-specs.ts'
import { echo } from '../../../bot/test-conversation.ts'
import type { Chart } from '../../../core/chart.ts'
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts'
import { journeys } from './journeys.ts'
import { openScript } from './script.ts'

const chart: Chart = {
  id: 'turn.0.hash',
  project: 'stocks',
  kind: 'price',
  title: 'AAPL: price',
  alt: 'Line chart of AAPL: $169.23.',
  spec: sampleSpecs['a year'],
}
const other: Chart = {
  ...chart,
  id: 'turn.1.hash',
  title: 'AAPL: confidence',
  alt: 'A bar.',
  spec: sampleSpecs['confidence'],
}
const words = '✓ Done\nAAPL looks fine.'
const shown = '[turn.0.hash.png: Line chart of AAPL: $169.23.]'

journeys('charts on Slack', (setup) => {
  it('stand below the answer with their words, in order', async () => {
    const script = openScript()
    const { ask, screen, room, calls } = await setup(script.agent)
    script.say('AAPL looks fine.')
    script.end({ charts: [chart, other] })
    const question = await ask('How does AAPL look?')
    expect(screen(question)).toEqual([words, shown, '[turn.1.hash.png: A bar.]'])
    const [picture] = room.posts.flatMap(({ files }) => files)
    expect(picture?.bytes?.toString()).toBe('a picture of turn.0.hash')
    expect(calls().filter((method) => method.startsWith('files.'))).toEqual([
      'files.getUploadURLExternal',
      'files.completeUploadExternal',
      'files.getUploadURLExternal',
      'files.completeUploadExternal',
    ])
  })

  it('are posted once when the answer to the last call was lost', async () => {
    const script = openScript()
    const { send, slack, screen, awaited, pass, ended } = await setup(script.agent)
    loseAnswer(slack, 'files.completeUploadExternal')
    script.say('AAPL looks fine.')
    script.end({ charts: [chart] })
    const question = await send('How does AAPL look?')
    await awaited()
    pass(30_000)
    await ended(1)
    expect(screen(question)).toEqual([words, shown])
  })

  it('are posted once when a hub dies before it hears that they were', async () => {
    const script = openScript()
    const { send, slack, screen, takeOver, ended } = await setup(script.agent)
    const isDone = slack.called('files.completeUploadExternal', 1)
    slack.trouble = ({ method }) => (method === 'files.completeUploadExternal' ? 'mute' : null)
    script.say('AAPL looks fine.')
    script.end({ charts: [chart] })
    const question = await send('How does AAPL look?')
    await isDone
    slack.trouble = () => null
    await takeOver(echo())
    await ended(1)
    expect(screen(question)).toEqual(['AAPL looks fine.', shown])
  })

  it('go with a question that is withdrawn', async () => {
    const script = openScript()
    const { ask, people, room, screen, called } = await setup(script.agent)
    script.say('AAPL looks fine.')
    script.end({ charts: [chart, other] })
    const question = await ask('How does AAPL look?')
    await people.remove(room, question)
    await called('files.delete', 2)
    expect(screen(question)).toEqual(['*The question was withdrawn.*'])
  })
})

/** The call is done, and its answer does not arrive. */
function loseAnswer(slack: FakeSlack, method: string): void {
  let isLost = false
  slack.trouble = (call) => {
    if (call.method !== method || isLost) return null
    isLost = true
    return 'lost'
  }
}
