import { AppError } from '../../core/errors.ts'

export interface Download {
  readonly token: string
  /** Another address for the Web API: files may be there, too. */
  readonly apiUrl: string | undefined
  readonly mostBytes: number
  readonly signal: AbortSignal
}

const limitMs = 10_000

/** The bytes of a file of Slack's. Its token goes to Slack alone, wherever the address came from. */
export async function download(url: string, asked: Download): Promise<Uint8Array> {
  const { token, apiUrl, signal } = asked
  if (!isOfSlack(new URL(url), apiUrl)) throw new AppError('invalid', 'a file is not at Slack')
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    // Who may not have it is sent to a page to sign in.
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
  })
  try {
    refuse(response)
    return await bytesOf(response, asked.mostBytes)
  } finally {
    await response.body?.cancel()
  }
}

export function isOfSlack({ protocol, hostname, port, origin }: URL, apiUrl?: string): boolean {
  if (apiUrl !== undefined && origin === new URL(apiUrl).origin) return true
  return protocol === 'https:' && port === '' && hostname.endsWith('.slack.com')
}

function refuse({ status }: Response): void {
  if (status === 200) return
  const isForbidden = (status >= 300 && status < 400) || status === 401 || status === 403
  throw new AppError(isForbidden ? 'forbidden' : 'unavailable', `a file of Slack: HTTP ${status}`)
}

/** Whatever was said of its size before. */
async function bytesOf({ body }: Response, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > mostBytes) throw new AppError('invalid', 'a file is larger than Slack said')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
