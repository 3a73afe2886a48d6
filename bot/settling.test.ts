import { describe, expect, it } from 'vitest'

import { AppError } from '../core/errors.ts'
import { type PersonalSettings, type SettingsStore, usualSettings } from '../core/settings.ts'
import type { AgentInput, ReplyEvent } from '../core/types.ts'
import { settingsWishIn } from './settings-words.ts'
import { settling } from './settling.ts'
import { echo, messageIn } from './test-conversation.ts'

/** Settings in memory, of Ann alone. */
function annsSettings() {
  let chosen: PersonalSettings = usualSettings
  const own = async ({ userId }: { readonly userId: string }) => {
    if (userId !== 'ann') throw new Error('these are of Ann')
  }
  const store: SettingsStore = {
    of: (chooser) => own(chooser).then(() => chosen),
    change: (chooser, change) => own(chooser).then(() => (chosen = { ...chosen, ...change })),
  }
  return { store, chosen: () => chosen }
}

function inputOf(text: string): AgentInput {
  const who = {
    userId: 'ann',
    organisationId: 'fake:org',
    name: 'Ann',
    permissions: new Set<never>(),
  }
  const signal = new AbortController().signal
  return {
    turnId: 't',
    message: messageIn('fake:1', text, 'm'),
    history: [],
    principal: who,
    signal,
  }
}

function heard(store: SettingsStore, text: string): Promise<readonly ReplyEvent[]> {
  return Array.fromAsync(settling(store, echo()).answer(inputOf(text)))
}

async function answer(store: SettingsStore, text: string) {
  const last = (await heard(store, text)).at(-1)
  if (last?.type !== 'done') throw new Error(`ended with ${last?.type}`)
  return last.reply
}

describe('somebody who says how they want to be answered', () => {
  it.each([
    ['Always give me the long answer', { answers: 'long' }],
    ['always write detailed replies!', { answers: 'long' }],
    ['Give me short answers from now on.', { answers: 'short' }],
    ['Long answers, please', { answers: 'long' }],
    ['please keep your answers brief', { answers: 'short' }],
    ['set answers to long', { answers: 'long' }],
    ['No charts', { charts: 'none' }],
    ['no more charts please', { charts: 'none' }],
    ['never show me charts', { charts: 'none' }],
    ['Dark charts from now on', { charts: 'dark' }],
    ['Set charts to off', { charts: 'none' }],
    ['My market is India', { market: 'india' }],
    ['my home market is the US', { market: 'us' }],
    ['set my home market to the United States', { market: 'us' }],
    ['Set market to the world', { market: 'world' }],
  ])('is understood: %s', async (text, change) => {
    const { store, chosen } = annsSettings()
    expect((await answer(store, text)).route).toMatchObject({ project: 'hub', intent: 'settings' })
    expect(chosen()).toEqual({ ...usualSettings, ...change })
  })

  it.each([
    'How does AAPL look?',
    'give me the long answer',
    'tell me more',
    'charts',
    'show me the chart of AAPL',
    'Is the market long?',
    'My market is crashing',
    'what is a good setting for RSI?',
    'set an alert for AAPL',
    `settings ${'x'.repeat(200)}`,
  ])('is not taken for that: %s', async (text) => {
    expect(settingsWishIn(text)).toBeNull()
    expect((await answer(annsSettings().store, text)).text).toBe(`You said ${text}`)
  })

  it.each(['settings', 'My settings', 'show me my preferences', 'What are my settings?'])(
    'sees them, and a button for each that could be otherwise: %s',
    async (text) => {
      const { store, chosen } = annsSettings()
      const shown = await answer(store, text)
      expect(shown.text.split('\n').slice(2)).toEqual([
        expect.stringMatching(/^- \*\*Answers: Short\.\*\* /),
        expect.stringMatching(/^- \*\*Charts: Light\.\*\* /),
        expect.stringMatching(/^- \*\*Home market: The world\.\*\* /),
      ])
      expect(shown.choices.map(({ label }) => label)).toEqual([
        'Answers: Long',
        'Charts: Dark',
        'Charts: None',
        'Home market: United States',
        'Home market: India',
      ])
      for (const { text: words } of shown.choices) await answer(store, words)
      expect(chosen()).toEqual({ answers: 'long', charts: 'none', market: 'india' })
    },
  )

  it('hears what can be chosen when it is something else', async () => {
    const { store, chosen } = annsSettings()
    const reply = await answer(store, 'Set charts to purple')
    expect(reply.text).toBe('Charts can be light, dark or none.')
    expect(reply.choices).toEqual([{ label: 'My settings', text: 'My settings' }])
    expect(chosen()).toEqual(usualSettings)
  })

  it('hears that it could not be kept', async () => {
    const away = () => Promise.reject(new AppError('unavailable', 'the database is away'))
    const events = await heard({ of: away, change: away }, 'settings')
    expect(events).toMatchObject([{ type: 'failed', error: { code: 'unavailable' } }])
  })
})
