import { randomUUID } from 'node:crypto'

import type { Action, Chosen, Pressed, Said, SlackEvent } from './acting.ts'
import type { FakeSlack } from './fake-slack.ts'
import { uploaded } from './shared-files.ts'
import type { Post, Room, User, Workspace } from './world.ts'
import { directRoom, messageOf, written } from './writing.ts'

/** What the app is told when a person presses or opens something. */
export function pressOf(slack: FakeSlack, workspace: Workspace, pressed: Pressed) {
  const { teamId, enterpriseId, botId } = workspace
  const { user, room, post, actionId, value } = pressed
  return {
    type: 'block_actions',
    team: { id: teamId, domain: 'fake' },
    enterprise: enterpriseId === null ? null : { id: enterpriseId, name: 'Grid' },
    user: { id: user.id, username: user.name, name: user.name, team_id: teamId },
    channel: { id: room.id, name: 'room' },
    container: {
      type: 'message',
      channel_id: room.id,
      message_ts: post.ts,
      thread_ts: post.threadTs ?? post.ts,
    },
    message: { ...messageOf(post), bot_id: botId },
    actions: [{ type: 'button', action_id: actionId, value, action_ts: slack.nextTs() }],
    trigger_id: randomUUID(),
    api_app_id: 'A0FAKE',
    token: 'verification',
    response_url: `${slack.apiUrl}response`,
  }
}

export function homeOpened(workspace: Workspace, user: User): SlackEvent {
  const { id: channel } = directRoom(workspace, user)
  return { type: 'app_home_opened', user: user.id, channel, tab: 'home' }
}

export function homePressOf(slack: FakeSlack, workspace: Workspace, user: User, action: Action) {
  const {
    container: _,
    message: _message,
    channel: _room,
    ...press
  } = pressOf(slack, workspace, {
    ...action,
    user,
    room: directRoom(workspace, user),
    post: written(slack, user, ''),
  })
  const id = `V${user.id}`
  return { ...press, container: { type: 'view', view_id: id }, view: { id, type: 'home' } }
}

/** A list tells of the option as a whole, and of no value of its own. */
export function homeChoiceOf(slack: FakeSlack, workspace: Workspace, user: User, action: Action) {
  const { actionId, value } = action
  const chosen = { text: { type: 'plain_text', text: value, emoji: false }, value }
  const told = {
    type: 'static_select',
    action_id: actionId,
    selected_option: chosen,
    action_ts: slack.nextTs(),
  }
  return { ...homePressOf(slack, workspace, user, action), actions: [told] }
}

export function conversationOpened({ id }: Room, user: User, { ts }: Post): SlackEvent {
  const context = { channel_id: 'C1', enterprise_id: null }
  const thread = { user_id: user.id, context, channel_id: id, thread_ts: ts }
  return { type: 'assistant_thread_started', assistant_thread: thread, event_ts: ts }
}

/** An entry of the app's in the menu of a message was chosen. */
export function choiceOf(
  slack: FakeSlack,
  workspace: Workspace,
  { callbackId, post, files = [], room, user }: Chosen & Pick<Said, 'room' | 'user'>,
) {
  const shared = files.length > 0 ? { files: uploaded(slack, workspace, files) } : {}
  return {
    type: 'message_action',
    callback_id: callbackId,
    team: { id: workspace.teamId, domain: 'fake' },
    channel: { id: room.id, name: 'room' },
    user: { id: user.id, name: user.name },
    action_ts: slack.nextTs(),
    message_ts: post.ts,
    message: { ...messageOf(post), ...shared },
    trigger_id: randomUUID(),
    token: 'verification',
    response_url: `${slack.apiUrl}response`,
  }
}
