import { AppError } from '../../core/errors.ts'

/** SDKs hold a line until it ends: one that never does would take all the memory there is. */
const longestLineBytes = 16_000_000

/** `fetch`, but a body with a line that is longer than any provider writes breaks off, and hangs up. */
export async function fetchBounded(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  return inBounds(await fetch(input, init))
}

/** The same for an answer that `event-stream.ts` reads, and bounds; what an SDK reads of it is a refusal. */
export async function fetchStream(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, init)
  return response.ok ? response : inBounds(response)
}

function inBounds(response: Response): Response {
  if (!response.body) return response
  const { status, statusText, headers } = response
  return new Response(bounded(response.body), { status, statusText, headers })
}

/** By hand: a TransformStream costs four times as much a chunk. */
function bounded(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let sinceLineEnd = 0
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await reader.read()
        if (done) return controller.close()
        const at = value.lastIndexOf(lineEnd)
        sinceLineEnd = at === -1 ? sinceLineEnd + value.length : value.length - at - 1
        if (sinceLineEnd <= longestLineBytes) return controller.enqueue(value)
        await reader.cancel()
        throw endless(`a line of more than ${longestLineBytes} bytes`)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

const lineEnd = 0x0a

export function endless(what: string): AppError {
  return new AppError('invalid', `${what} came`, {
    said: 'The answer grew longer than allowed, so it breaks off.',
  })
}
