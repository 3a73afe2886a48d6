import {
  type PersonalSettings,
  settingChoices,
  type SettingName,
  settingNames,
} from '../../core/settings.ts'
import type { Block } from './render.ts'

/** A row for each setting, with what it can be to choose from; in front of them what was wrong with the last choice. */
export function settingsRows(settings: PersonalSettings, trouble: string | null): Block[] {
  const rows = settingNames.map((name) => settingRow(name, settings[name]))
  const said = { type: 'section', text: plain(`That was not kept. ${trouble}`) }
  return trouble === null ? rows : [said, ...rows]
}

function settingRow(name: SettingName, chosen: string): Block {
  const { title, about, values } = settingChoices[name]
  const options = Object.entries(values).map(([value, label]) => ({ text: plain(label), value }))
  const own = options.find(({ value }) => value === chosen)
  return {
    type: 'section',
    // Slack goes on showing what was chosen last in a block of the same id, whatever is published since.
    block_id: `settings:${name}:${chosen}`,
    text: { type: 'mrkdwn', text: `*${title}*\n${about}` },
    accessory: {
      type: 'static_select',
      action_id: `set:${name}`,
      options,
      ...(own && { initial_option: own }),
    },
  }
}

function plain(text: string) {
  return { type: 'plain_text', text, emoji: false }
}
