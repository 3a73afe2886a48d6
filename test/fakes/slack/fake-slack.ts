import { openApiServer } from './api-server.ts'
import { type CallLog, openCallLog } from './call-log.ts'
import { type FakeOptions, usualOptions } from './call.ts'
import { openSender, type Sender } from './events.ts'
import { type AskedCall, openExchange, type Trouble, type Watch } from './exchange.ts'
import { openFiles } from './files.ts'
import { type Installer, openInstaller } from './oauth.ts'
import { SlackRefusal } from './refusal.ts'
import { openDownloads } from './shared-files.ts'
import { openSocketMode, type SocketMode } from './socket.ts'
import {
  type Clock,
  openClock,
  openWorkspace,
  timestamps,
  type Workspace,
  type WorkspaceOptions,
} from './world.ts'

export interface FakeSlack extends Omit<CallLog, 'add'> {
  /** For `slackApiUrl`. */
  readonly apiUrl: string
  readonly secrets: Secrets
  readonly clock: Clock
  readonly events: Sender
  readonly socket: SocketMode
  readonly installer: Installer
  /** Names posts and events. */
  readonly nextTs: () => string
  open(options: WorkspaceOptions): Workspace
  /** Asked at every call, and as `upload` before the bytes of a file are taken. */
  trouble: (call: AskedCall, token: string | null) => Trouble | null
  /** Told of every call once it is done, or refused. */
  watch: Watch
  close(): Promise<void>
}

export interface Secrets {
  readonly signingSecret: string
  readonly appToken: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface FakeSlackOptions extends Partial<FakeOptions> {
  /** How long it waits for an acknowledgement. */
  readonly patienceMs?: number
  /** Between the tries of an event. */
  readonly pausesMs?: readonly number[]
  /** How long a token lives; for good when absent. */
  readonly tokenSeconds?: number
}

export const secrets: Secrets = {
  signingSecret: 'the-signing-secret-of-the-fake',
  appToken: 'xapp-1-A0FAKE-1-fake',
  clientId: '111.222',
  clientSecret: 'the-client-secret-of-the-fake',
}

/** Slack on 127.0.0.1: as strict as the real one where that is known, and unreliable on demand. */
export async function openFakeSlack(given: FakeSlackOptions = {}): Promise<FakeSlack> {
  const { patienceMs = 3_000, pausesMs = [50, 150, 450], tokenSeconds = null, ...rest } = given
  const clock = openClock()
  const nextTs = timestamps(clock)
  const workspaces = new Map<string, Workspace>()
  const log = openCallLog()
  const socket = await openSocketMode({ patienceMs, pausesMs })
  const files = openFiles((id) => `${server.url}/upload/${id}`)
  const installer = openInstaller({ ...secrets, workspaces, tokenSeconds })
  const exchange = openExchange({
    options: { ...usualOptions, ...rest },
    clock,
    nextTs,
    workspaces,
    log,
    more: {
      'files.getUploadURLExternal': files.getUploadUrl,
      'files.completeUploadExternal': files.complete,
      'files.delete': files.remove,
    },
    open: {
      'oauth.v2.access': installer.access,
      'apps.connections.open': (_, token) => connection(socket, token),
    },
    trouble: (call, token) => slack.trouble(call, token),
    watch: (...done) => slack.watch(...done),
  })
  const trouble = (call: AskedCall) => slack.trouble(call, null)
  const download = openDownloads({ workspaces, log, trouble })
  const upload = (id: string, bytes: Buffer) =>
    trouble({ method: 'upload', teamId: null, arguments: { id } }) === null &&
    files.upload(id, bytes)
  const server = await openApiServer({ api: exchange, download, upload })
  const events = openSender({ ...secrets, now: clock.now, patienceMs, pausesMs })
  const slack: FakeSlack = {
    apiUrl: `${server.url}/api/`,
    secrets,
    ...log,
    clock,
    nextTs,
    events,
    socket,
    installer,
    open: (one) => opened(workspaces, one),
    trouble: () => null,
    watch: () => {},
    close: async () => void (await Promise.all([socket.close(), server.close()])),
  }
  return slack
}

function opened(workspaces: Map<string, Workspace>, options: WorkspaceOptions): Workspace {
  const workspace = openWorkspace(options)
  workspaces.set(workspace.teamId, workspace)
  return workspace
}

function connection({ url }: SocketMode, token: string | null): object {
  if (token !== secrets.appToken) throw new SlackRefusal('invalid_auth')
  return { url }
}
