import type { App } from '@slack/bolt'
import { z } from 'zod'

import { AppError } from '../../core/errors.ts'
import { settingsChangeOf } from '../../core/settings.ts'
import { type HomeDeps, type Person, showHome } from './home.ts'
import { atHome, personAt } from './pressed-at-home.ts'

/** On the page under Home a person chooses how they are answered. Choosing the same twice does no harm. */
export function listenToChoosing(bolt: App, deps: HomeDeps): void {
  bolt.action(/^set:/, async ({ body, ack }) => {
    const { actions, ...press } = chosenAtHome.parse(body)
    const person = personAt(press)
    const given = actions.map((each) => [nameIn(each.action_id), each.selected_option.value])
    await showHome(deps, person, await troubleWith(deps, person, Object.fromEntries(given)))
    await ack()
  })
}

const chosenAtHome = z.object({
  ...atHome,
  actions: z
    .array(z.object({ action_id: z.string(), selected_option: z.object({ value: z.string() }) }))
    .length(1),
})

function nameIn(actionId: string): string {
  return actionId.slice('set:'.length)
}

/** Changes it; null when that is done, else what the person has to know. A page may be older than what can be chosen. */
async function troubleWith(
  { personal, watcherOf }: HomeDeps,
  person: Person,
  given: unknown,
): Promise<string | null> {
  try {
    await personal.settings.change(await watcherOf(person), settingsChangeOf(given))
    return null
  } catch (error) {
    const { code, said } = AppError.from(error)
    if (code === 'invalid') return said
    throw error
  }
}
