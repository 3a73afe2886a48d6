import type { CodedError } from '@slack/oauth'

import { slackWord, translated } from './errors.ts'
import { type Page, pageOf, type PageWords } from './install-page.ts'

/** Why it was not installed: for the log, and for the person. */
export interface InstallRefusal {
  readonly reason: string
  readonly page: Page
}

/** Beside this page, at the same address. */
const again = { label: 'Try again', url: 'install' }

/** Says what happened and what to do, and that nothing was installed. */
export function refusalOf(error: CodedError): InstallRefusal {
  const reason =
    slackWord(error) ?? (isOfSdk(error) ? error.code : translated(error, 'install').message)
  return { reason, page: pageOf(pages[reason] ?? unclear) }
}

function isOfSdk({ code }: CodedError): boolean {
  return code.startsWith('slack_oauth_') && code !== 'slack_oauth_unknown_error'
}

const denied: PageWords = {
  status: 403,
  title: 'AI Hub was not installed',
  words: [
    'You did not allow it, so nothing was changed.',
    'If your workspace only lets administrators install apps, ask one of them to open this page.',
  ],
  link: again,
}

const stale: PageWords = {
  status: 400,
  title: 'This page is too old, or was opened elsewhere',
  words: [
    'For your safety, an installation has to begin and end in the same browser, within ten minutes.',
    'If you only reloaded this page after an installation, all is well. If not, begin anew.',
  ],
  link: again,
}

const used: PageWords = {
  status: 400,
  title: 'This page was used already',
  words: [
    'Slack lets us use its answer once, and it is used up or too old.',
    'If you only reloaded the page after an installation, all is well. If not, begin anew.',
  ],
  link: again,
}

const unfit: PageWords = {
  status: 500,
  title: 'AI Hub is not set up for this yet',
  words: [
    'Slack does not accept what this hub says of itself. Nothing was installed.',
    'Whoever runs it has to check SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and PUBLIC_URL: npm run doctor tells more.',
  ],
  link: again,
}

const unclear: PageWords = {
  status: 503,
  title: 'AI Hub could not be installed just now',
  words: ['Slack, or this hub, did not answer as it should. Nothing was installed.'],
  link: again,
}

const pages: Readonly<Record<string, PageWords>> = {
  slack_oauth_installer_authorization_error: denied,
  slack_oauth_invalid_state: stale,
  slack_oauth_missing_state: stale,
  slack_oauth_missing_code: stale,
  invalid_code: used,
  code_already_used: used,
  invalid_client_id: unfit,
  bad_client_secret: unfit,
  bad_redirect_uri: unfit,
}
