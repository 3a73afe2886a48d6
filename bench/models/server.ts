/**
 * A model server in a process of its own. The address says how it speaks: `/4/…` as fast as it can, four small
 * chunks in each packet; `/paced/…` a chunk at a time, a hundred a second; `/silent/…` one chunk and no more.
 */
import { createServer, type ServerResponse } from 'node:http'

const chunks = Number(process.argv[2])

const envelope = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' }
const frame = (delta: object, reason: string | null) =>
  `data: ${JSON.stringify({ ...envelope, choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`
const word = frame({ content: 'word ' }, null)
const usage = { prompt_tokens: 10, completion_tokens: chunks, total_tokens: chunks + 10 }
const end = `${frame({}, 'stop')}data: ${JSON.stringify({ ...envelope, choices: [], usage })}\n\ndata: [DONE]\n\n`
const everyMs = 10

const server = createServer((request, response) => {
  request.resume()
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const manner = request.url?.split('/')[1]
  if (manner === 'silent') response.write(word)
  else if (manner === 'paced') speakSlowly(response)
  else speak(response, Number(manner))
})

function speak(response: ServerResponse, together: number): void {
  const packet = word.repeat(together)
  let left = chunks / together
  const send = () => {
    left -= 1
    if (left < 0) {
      response.end(end)
      return
    }
    response.write(packet)
    setImmediate(send)
  }
  send()
}

function speakSlowly(response: ServerResponse): void {
  let left = chunks
  const timer = setInterval(() => {
    left -= 1
    if (left >= 0) response.write(word)
    else {
      clearInterval(timer)
      response.end(end)
    }
  }, everyMs)
}

// Longer than a round of the others: a connection that closes just then would be their failure.
server.keepAliveTimeout = 600_000
server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
