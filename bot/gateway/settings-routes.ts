import { type Context, Hono } from 'hono'
import { z } from 'zod'

import type { PeopleStore } from '../../core/people-store.ts'
import type { Personal } from '../../core/personal.ts'
import { type Chooser, settingsChangeOf, usualSettings } from '../../core/settings.ts'
import type { GatewayEnvironment } from './environment.ts'
import { jsonBody } from './json-body.ts'
import { isKnown, visitorOf } from './visitor.ts'

export interface SettingsRoutesDeps {
  readonly people: Pick<PeopleStore, 'userOf'>
  readonly personal: Pick<Personal, 'settings'>
}

/** What a visitor chose of how they are answered; there is no way to name anybody else. */
export function settingsRoutes({ people, personal }: SettingsRoutesDeps): Hono<GatewayEnvironment> {
  return new Hono<GatewayEnvironment>()
    .get('/', async (c) =>
      c.json(isKnown(c) ? await personal.settings.of(await chooserOf(c, people)) : usualSettings),
    )
    .put('/', async (c) => {
      const given = settingsChangeOf(await jsonBody(c.req.raw, z.record(z.string(), z.unknown())))
      // What is left out is as usual: they are put there as a whole.
      const chosen = { ...usualSettings, ...given }
      return c.json(await personal.settings.change(await chooserOf(c, people), chosen))
    })
}

async function chooserOf(c: Context, people: SettingsRoutesDeps['people']): Promise<Chooser> {
  const { author, organisation } = visitorOf(c)
  const { id: organisationId } = organisation
  const [channel, authorId] = ['web', author.id]
  const userId = await people.userOf({ channel, organisationId, authorId, name: author.name })
  return { organisationId, userId }
}
