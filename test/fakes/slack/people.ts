import { z } from 'zod'

import { read, yesOrNo } from './arguments.ts'
import type { Method } from './call.ts'
import { roomOf } from './posts.ts'
import { SlackRefusal } from './refusal.ts'
import type { Room } from './world.ts'

export const authTest: Method = (_, { workspace }) => ({
  team: workspace.name,
  team_id: workspace.teamId,
  user_id: workspace.botUserId,
  bot_id: workspace.botId,
  user: 'ai_hub',
  url: `https://${workspace.teamId.toLowerCase()}.slack.example/`,
  ...(workspace.enterpriseId === null ? {} : { enterprise_id: workspace.enterpriseId }),
})

export const usersInfo: Method = (given, { workspace }) => {
  const asked = read(z.strictObject({ user: z.string(), include_locale: yesOrNo }), given)
  const user = workspace.users.get(asked.user)
  if (!user) throw new SlackRefusal('user_not_found')
  return {
    user: {
      id: user.id,
      team_id: workspace.teamId,
      name: user.name,
      real_name: user.name,
      profile: { display_name: user.name, real_name: user.name },
      is_admin: user.isAdmin,
      is_owner: user.isOwner,
      is_bot: user.isBot,
    },
  }
}

export const conversationsInfo: Method = (given, scene) => {
  const room = roomOf(scene, read(z.strictObject({ channel: z.string() }), given).channel)
  return { channel: described(room) }
}

export const conversationsOpen: Method = (given, { workspace }) => {
  const { users } = read(z.strictObject({ users: z.string(), return_im: yesOrNo }), given)
  if (!workspace.users.has(users)) throw new SlackRefusal('user_not_found')
  const id = `D${users.slice(1)}`
  const members = new Set([users, workspace.botUserId])
  const room = workspace.rooms.get(id) ?? { id, kind: 'im', members, posts: [] }
  workspace.rooms.set(id, room)
  return { channel: described(room) }
}

function described({ id, kind }: Room) {
  return { id, is_im: kind === 'im', is_channel: kind === 'channel' }
}
