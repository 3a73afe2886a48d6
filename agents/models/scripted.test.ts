import { expect, it } from 'vitest'

import { AppError } from '../../core/errors.ts'
import type { Fault, Scene } from '../../test/fakes/model-server.ts'
import { collect, describeStream, endOf, type Stage } from './contract.ts'
import { hang, scriptedModel, type Step } from './scripted.ts'

async function startStage(): Promise<Stage> {
  const scenes: Scene[] = []
  return {
    open: () => scriptedModel(() => stepsOf(scenes.shift() ?? {})),
    play: (scene) => void scenes.push(scene),
    close: async () => {},
  }
}

function stepsOf({ says = [], fault }: Scene): readonly Step[] {
  const stalling: readonly (Fault | undefined)[] = ['stalls', 'silent']
  return stalling.includes(fault) ? [...says, hang] : says
}

describeStream('scripted', startStage)

it('fails as it is told', async () => {
  const error = new AppError('rate_limited', 'busy')
  const end = endOf(await collect(scriptedModel(['Apple ', error, 'never'])), 'failed')
  expect(end).toEqual({ type: 'failed', error, partial: 'Apple ' })
})

it('answers by what it is asked, and keeps it', async () => {
  const model = scriptedModel(({ messages }) => [`You said ${messages.at(-1)?.text}`])
  const messages = [{ role: 'user' as const, text: 'hello' }]
  expect(endOf(await collect(model, { messages }), 'done').text).toBe('You said hello')
  expect(model.requests).toMatchObject([{ messages }])
})
