import { z } from 'zod'

import { AppError } from './errors.ts'
import type { Principal } from './types.ts'

/** What one person may choose of how they are answered. */
const shape = z.strictObject({
  answers: z.enum(['short', 'long']),
  charts: z.enum(['light', 'dark', 'none']),
  market: z.enum(['world', 'us', 'india']),
})

export type PersonalSettings = Readonly<z.infer<typeof shape>>
export type SettingName = keyof PersonalSettings
export const settingNames = shape.keyof().options

const { answers, charts, market } = shape.shape
const change = z.strictObject({
  answers: answers.exactOptional(),
  charts: charts.exactOptional(),
  market: market.exactOptional(),
})
export type SettingsChange = Readonly<z.infer<typeof change>>

/** Of whoever chose nothing. */
export const usualSettings: PersonalSettings = {
  answers: 'short',
  charts: 'light',
  market: 'world',
}

type Choices = {
  readonly [Name in SettingName]: {
    readonly title: string
    readonly about: string
    /** What each value is called. */
    readonly values: Readonly<Record<PersonalSettings[Name], string>>
  }
}

/** What people are shown of them. */
export const settingChoices: Choices = {
  answers: {
    title: 'Answers',
    about: 'How much you are told of one stock. A question can always ask for more, or for less.',
    values: { short: 'Short', long: 'Long' },
  },
  charts: {
    title: 'Charts',
    about: 'Drawn for a light or a dark screen where the app does not say which is yours, or none.',
    values: { light: 'Light', dark: 'Dark', none: 'None' },
  },
  market: {
    title: 'Home market',
    about: 'Which market, and whose companies, you mean where a question does not say.',
    values: { world: 'The world', us: 'United States', india: 'India' },
  },
}

/** AppError `invalid`, with a sentence that says what can be chosen, for what is no change of settings. */
export function settingsChangeOf(given: unknown): SettingsChange {
  const parsed = change.safeParse(given)
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  const wrong = settingNames.find((name) => issues.some(({ path: [first] }) => first === name))
  const said = wrong === undefined ? whichSettings() : whichValues(wrong)
  throw new AppError('invalid', `no such setting: ${z.prettifyError(parsed.error)}`, { said })
}

function whichSettings(): string {
  const all = new Intl.ListFormat('en-GB', { type: 'conjunction' })
  return `The settings are ${all.format(settingNames)}.`
}

function whichValues(name: SettingName): string {
  const { title, values } = settingChoices[name]
  const either = new Intl.ListFormat('en-GB', { type: 'disjunction' })
  return `${title} can be ${either.format(Object.keys(values))}.`
}

/** As they are kept; a value that this release does not know is as usual. */
export function settingsFrom(kept: unknown): PersonalSettings {
  return lenient.parse(kept ?? {})
}

const lenient = z.object({
  answers: answers.catch(usualSettings.answers),
  charts: charts.catch(usualSettings.charts),
  market: market.catch(usualSettings.market),
})

/** Whose settings they are. */
export type Chooser = Pick<Principal, 'organisationId' | 'userId'>

/** What people chose, each for themselves. */
export interface SettingsStore {
  of(chooser: Chooser): Promise<PersonalSettings>
  /** Changes those alone, and answers all of them. Safe to repeat. */
  change(chooser: Chooser, change: SettingsChange): Promise<PersonalSettings>
}
