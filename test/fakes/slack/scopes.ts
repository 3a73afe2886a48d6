import { SlackRefusal } from './refusal.ts'
import type { Workspace } from './world.ts'

const history = ['channels:history', 'groups:history', 'im:history', 'mpim:history']
const reading = ['channels:read', 'groups:read', 'im:read', 'mpim:read']

/** Null where none is needed. */
export function scopesFor(method: string): readonly string[] | null {
  return scopes[method] ?? null
}

/** Any one of these opens the method. */
const scopes: Readonly<Record<string, readonly string[]>> = {
  'users.info': ['users:read'],
  'conversations.info': reading,
  'conversations.open': ['im:write'],
  'conversations.replies': history,
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.startStream': ['chat:write'],
  'chat.appendStream': ['chat:write'],
  'chat.stopStream': ['chat:write'],
  'assistant.threads.setStatus': ['assistant:write', 'chat:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'assistant.threads.setTitle': ['assistant:write'],
  'agents.sessions.setStatus': ['assistant:write', 'chat:write'],
  'files.info': ['files:read'],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
}

export function checkScope(method: string, workspace: Workspace): void {
  const wanted = scopesFor(method)
  if (wanted && !wanted.some((scope) => workspace.scopes.has(scope))) {
    throw new SlackRefusal('missing_scope')
  }
}
