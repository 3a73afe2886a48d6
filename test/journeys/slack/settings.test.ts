import { Writable } from 'node:stream'

import { expect, it } from 'vitest'

import { projects } from '../../../agents/index.ts'
import { offlineModel } from '../../../agents/models/offline.ts'
import { graph } from '../../../bot/graph/graph.ts'
import { settling } from '../../../bot/settling.ts'
import { openLogger } from '../../../core/logger.ts'
import { memoryCache } from '../../../core/memory-cache.ts'
import { openMetrics } from '../../../core/metrics.ts'
import type { Personal } from '../../../core/personal.ts'
import type { Agent } from '../../../core/types.ts'
import { homeOf } from '../../fakes/slack/screen.ts'
import type { User } from '../../fakes/slack/world.ts'
import { journeys } from './journeys.ts'
import type { Stage } from './stage.ts'

const logger = openLogger({
  level: 'silent',
  to: new Writable({ write: (_chunk, _encoding, done) => done() }),
})

/** The real agent on synthetic prices, without a model. */
function analysts({ settings }: Personal): Agent {
  const metrics = openMetrics()
  const model = offlineModel()
  const deps = { model, settings: { MARKET_DATA: 'demo' }, cache: memoryCache({ metrics }) }
  const installed = projects.map(({ name, create }) => ({ name, ...create(deps) }))
  const agent = graph({
    projects: installed,
    modelFor: () => model,
    logger,
    metrics,
    analystLimitMs: 20_000,
  })
  return settling(settings, agent)
}

journeys('what a person chose on Slack', (setup, _votes, personal) => {
  async function openHome(stage: Stage, user: User = stage.ann): Promise<readonly string[]> {
    const { people, slack, workspace } = stage
    const shown = slack.calls.filter(({ method }) => method === 'views.publish').length
    await people.openHome(user)
    await slack.called('views.publish', shown + 1)
    return settingsOn(homeOf(workspace, user))
  }

  /** What each list says that is chosen, and what stands between their heading and them. */
  function settingsOn(page: readonly string[]): readonly string[] {
    const own = page.slice(
      page.indexOf('Your settings') + 1,
      page.indexOf('Language models this month'),
    )
    return own.map((row) => /<.*?([^<|]+)\*.*>$/.exec(row)?.[1] ?? row)
  }

  /** All that stands below a new question of Ann's, files too. */
  async function answer(stage: Stage, text: string): Promise<string> {
    return stage.screen(await stage.ask(text)).join('\n')
  }

  it('is as usual first, and each list is answered with the page as it is then', async () => {
    const stage = await setup(analysts(personal()))
    expect(await openHome(stage)).toEqual(['Short', 'Light', 'The world'])
    const { people, ann, workspace, calls } = stage
    await people.chooseAtHome(ann, { actionId: 'set:answers', value: 'long' })
    await people.chooseAtHome(ann, { actionId: 'set:market', value: 'india' })
    await people.chooseAtHome(ann, { actionId: 'set:market', value: 'india' })
    expect(settingsOn(homeOf(workspace, ann))).toEqual(['Long', 'Light', 'India'])
    expect(calls()).toEqual(Array.from({ length: 4 }, () => 'views.publish'))
  })

  it('makes the answers long for who wants them long, and for nobody else', async () => {
    const stage = await setup(analysts(personal()))
    const { people, ann, room, workspace, screen, ended } = stage
    const short = await answer(stage, 'How does AAPL look?')
    expect(short).not.toContain('Key figures')
    await people.chooseAtHome(ann, { actionId: 'set:answers', value: 'long' })
    expect(await answer(stage, 'How does AAPL look?')).toContain('Key figures')
    expect(await answer(stage, 'How does AAPL look, in short?')).not.toContain('Key figures')
    const bob = people.person('Bob')
    room.members.add(bob.id)
    const text = `<@${workspace.botUserId}> How does AAPL look?`
    const asked = await people.say({ user: bob, room, text })
    await ended(4)
    expect(screen(asked).join('\n')).not.toContain('Key figures')
    expect(await openHome(stage, bob)).toEqual(['Short', 'Light', 'The world'])
  })

  it('draws charts for the dark, or none', async () => {
    const stage = await setup(analysts(personal()))
    const { people, ann, room } = stage
    const drawn = () =>
      room.posts.flatMap(({ files }) => files).map(({ bytes }) => String(bytes).split(', ')[1])
    await stage.ask('How does AAPL look?')
    expect(drawn()).toEqual([undefined, undefined])
    await people.chooseAtHome(ann, { actionId: 'set:charts', value: 'dark' })
    await stage.ask('How does AAPL look?')
    expect(drawn().slice(2)).toEqual(['dark', 'dark'])
    await people.chooseAtHome(ann, { actionId: 'set:charts', value: 'none' })
    expect(await answer(stage, 'How does AAPL look?')).not.toContain('.png')
    expect(drawn()).toHaveLength(4)
  })

  it('says which market is meant, after a restart too', async () => {
    const stage = await setup(analysts(personal()))
    expect(await answer(stage, 'How is the market?')).toContain('GSPC')
    await stage.people.chooseAtHome(stage.ann, { actionId: 'set:market', value: 'india' })
    await stage.takeOver(analysts(personal()))
    const overview = await answer(stage, 'How is the market?')
    expect(overview).toContain('NSEI')
    expect(overview).not.toContain('GSPC')
    expect(await openHome(stage)).toEqual(['Short', 'Light', 'India'])
  })

  it('can be said in words instead, and the page shows it', async () => {
    const stage = await setup(analysts(personal()))
    const kept = await answer(stage, 'Always give me the long answer')
    expect(kept).toContain('Kept, for you alone: **Answers: Long**.')
    expect(await openHome(stage)).toEqual(['Long', 'Light', 'The world'])
    expect(await answer(stage, 'settings')).toContain('- **Answers: Long.**')
  })

  it('is nothing that cannot be chosen: the page says so, and nothing is changed', async () => {
    const stage = await setup(analysts(personal()))
    const { people, ann, workspace } = stage
    await people.chooseAtHome(ann, { actionId: 'set:charts', value: 'purple' })
    expect(settingsOn(homeOf(workspace, ann))).toEqual([
      'That was not kept. Charts can be light, dark or none.',
      'Short',
      'Light',
      'The world',
    ])
    await people.chooseAtHome(ann, { actionId: 'set:hat', value: 'red' })
    expect(settingsOn(homeOf(workspace, ann))[0]).toBe(
      'That was not kept. The settings are answers, charts and market.',
    )
    expect(await openHome(stage)).toEqual(['Short', 'Light', 'The world'])
  })
})
