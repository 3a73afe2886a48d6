import { AppError } from '../core/errors.ts'
import {
  type PersonalSettings,
  settingChoices,
  settingNames,
  settingsChangeOf,
  type SettingsStore,
} from '../core/settings.ts'
import type { Agent, AgentInput, Choice, Reply, ReplyEvent } from '../core/types.ts'
import { hubReply } from './hub-replies.ts'
import { settingsWishIn, type SettingsWish } from './settings-words.ts'

/** An agent to which people need not say twice how they want to be answered: what they say of that is kept. */
export function settling(settings: SettingsStore, agent: Agent): Agent {
  return {
    ...agent,
    answer(input) {
      const wish = settingsWishIn(input.message.text)
      return wish === null ? agent.answer(input) : settle(settings, wish, input)
    },
  }
}

async function* settle(
  settings: SettingsStore,
  wish: SettingsWish,
  { principal }: AgentInput,
): AsyncGenerator<ReplyEvent> {
  try {
    const reply = await (wish === 'show'
      ? settings.of(principal).then(shown)
      : settings.change(principal, settingsChangeOf({ [wish.name]: wish.value })).then(kept(wish)))
    yield* said(reply)
  } catch (error) {
    const failure = AppError.from(error)
    if (failure.code === 'invalid') yield* said(hubReply('settings', failure.said, [all]))
    else yield { type: 'failed', error: failure, partial: '' }
  }
}

function* said(reply: Reply): Generator<ReplyEvent> {
  yield { type: 'text', delta: reply.text }
  yield { type: 'done', reply }
}

const all: Choice = { label: 'My settings', text: 'My settings' }

function kept({ name }: Exclude<SettingsWish, 'show'>) {
  return (settings: PersonalSettings): Reply =>
    hubReply(
      'settings',
      `Kept, for you alone: **${settingChoices[name].title}: ${calledIn(settings, name)}**.`,
      [all],
    )
}

function shown(settings: PersonalSettings): Reply {
  const lines = settingNames.map((name) => {
    const { title, about } = settingChoices[name]
    return `- **${title}: ${calledIn(settings, name)}.** ${about}`
  })
  return hubReply('settings', ['**Your settings**', lines.join('\n')].join('\n\n'), ways(settings))
}

/** All that could be otherwise, a button each. */
function ways(settings: PersonalSettings): readonly Choice[] {
  return settingNames.flatMap((name) => {
    const { title, values } = settingChoices[name]
    return Object.entries(values)
      .filter(([value]) => value !== settings[name])
      .map(([value, label]) => ({
        label: `${title}: ${label}`,
        text: `Set ${name} to ${value}`,
      }))
  })
}

function calledIn(settings: PersonalSettings, name: keyof PersonalSettings): string {
  const labels: Readonly<Record<string, string>> = settingChoices[name].values
  return labels[settings[name]] ?? settings[name]
}
