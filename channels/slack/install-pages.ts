import type { IncomingMessage as Request, ServerResponse as Response } from 'node:http'

import type { InstallProvider } from '@slack/oauth'

import type { Logger } from '../../core/logger.ts'
import type { Grant } from './grants.ts'
import { type Page, pageOf, send } from './install-page.ts'
import { refusalOf } from './install-refusal.ts'

/** What a browser opens to bring the app into a workspace. Neither ever rejects. */
export interface InstallPages {
  /** Sends it to Slack. */
  readonly install: PageHandler
  /** Where Slack sends it back to. */
  readonly callback: PageHandler
}

type PageHandler = (request: Request, response: Response) => Promise<void>

export interface InstallPagesDeps {
  readonly provider: InstallProvider
  readonly logger: Logger
  readonly onInstalled: () => void
}

export function installPages(deps: InstallPagesDeps): InstallPages {
  const { provider, logger } = deps
  return {
    install: onlyGet(logger, (request, response) => provider.handleInstallPath(request, response)),
    callback: onlyGet(logger, (request, response) => callback(deps, request, response)),
  }
}

function callback(
  { provider, logger, onInstalled }: InstallPagesDeps,
  request: Request,
  response: Response,
): Promise<void> {
  return provider.handleCallback(request, response, {
    success(grant) {
      onInstalled()
      logger.info({ id: grant.team?.id ?? grant.enterprise?.id }, 'the app was installed in Slack')
      send(response, installedPage(grant))
    },
    failure(error) {
      const { reason, page } = refusalOf(error)
      logger.warn({ reason }, 'the app was not installed in Slack')
      send(response, page)
    },
  })
}

function installedPage({ team, enterprise, appId }: Grant): Page {
  const name = team?.name ?? enterprise?.name ?? 'your workspace'
  const query = new URLSearchParams({ app: appId ?? '', ...(team && { team: team.id }) })
  return pageOf({
    status: 200,
    title: 'AI Hub is installed',
    words: [
      `It is now part of ${name}. Everybody there can write to it directly, or mention it in a room.`,
      'In a room, invite it first: /invite @ai-hub. Then ask: @ai-hub How does AAPL look?',
    ],
    link: { label: 'Open Slack', url: `https://slack.com/app_redirect?${query.toString()}` },
  })
}

function onlyGet(logger: Logger, handler: PageHandler): PageHandler {
  return async (request, response) => {
    try {
      if (request.method !== 'GET') {
        response.writeHead(405, { allow: 'GET' }).end('GET only')
        return
      }
      await handler(request, response)
    } catch (error) {
      logger.error({ err: error }, 'a page of the installation could not be shown')
      if (!response.headersSent) response.writeHead(500)
      response.end()
    }
  }
}
