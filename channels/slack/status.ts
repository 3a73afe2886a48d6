import type { Destination, ThreadId } from '../../core/types.ts'
import { slackWord } from './errors.ts'
import { placeOf } from './thread-id.ts'
import type { Workspace } from './workspaces.ts'

/** The line that says that we are at it. No reply waits for it, and none fails with it. */
export interface Statuses {
  /** Resolves, and never rejects, with whether Slack shows a Stop of its own beside that line. */
  begin(workspace: Workspace, to: Destination): Promise<boolean>
  end(workspace: Workspace, threadId: ThreadId): void
}

export function openStatuses(): Statuses {
  /** Threads whose line is shown, or about to be. */
  const shown = new Map<ThreadId, Promise<boolean>>()
  /** Workspaces that know no sessions have another line, which goes away by itself when something is posted. */
  const without = new Set<string>()

  async function show(workspace: Workspace, to: Destination): Promise<boolean> {
    const { teamId } = workspace
    if (!without.has(teamId)) {
      const failure = await failureOf(sessionSet(workspace, to.threadId, 'processing'))
      if (failure === null) return true
      if (slackWord(failure) !== undefined) without.add(teamId)
    }
    await failureOf(lineSet(workspace, to.threadId))
    return false
  }

  return {
    begin(workspace, to) {
      const isNative = show(workspace, to)
      shown.set(to.threadId, isNative)
      return isNative
    },
    end(workspace, threadId) {
      const isNative = shown.get(threadId)
      shown.delete(threadId)
      void isNative?.then((is) => is && failureOf(sessionSet(workspace, threadId, 'active')))
    },
  }
}

function sessionSet(workspace: Workspace, threadId: ThreadId, status: 'processing' | 'active') {
  return workspace.call('agents.sessions.setStatus', { ...threadOf(threadId), status })
}

function lineSet(workspace: Workspace, threadId: ThreadId) {
  const given = { ...threadOf(threadId), status: 'is thinking…' }
  return workspace.call('assistant.threads.setStatus', given)
}

function threadOf(threadId: ThreadId) {
  const { roomId, threadTs } = placeOf(threadId)
  return { channel_id: roomId, thread_ts: threadTs }
}

/** What became of it matters to nobody but us: the reply itself says that we are at it. */
async function failureOf(called: Promise<unknown>): Promise<unknown> {
  try {
    await called
    return null
  } catch (error) {
    return error
  }
}
