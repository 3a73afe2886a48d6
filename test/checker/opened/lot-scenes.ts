import type { Scene } from '../scene.ts'
import { moreScenes as moreOf11 } from './lot-11/more-scenes.ts'
import { scenes as of11 } from './lot-11/scenes.ts'
import { moreScenes as moreOf12 } from './lot-12/more-scenes.ts'
import { scenes as of12 } from './lot-12/scenes.ts'
import { moreScenes as moreOf13 } from './lot-13/more-scenes.ts'
import { scenes as of13 } from './lot-13/scenes.ts'

/** What lots 11 to 13 are written from, besides the scenes of older lots. */
export const lotScenes: Readonly<Record<string, Scene>> = {
  ...of11,
  ...moreOf11,
  ...of12,
  ...moreOf12,
  ...of13,
  ...moreOf13,
}
