/** A model server in a process of its own: so many small chunks a call, or endless silence after the first. */
import { createServer, type ServerResponse } from 'node:http'

const chunks = Number(process.argv[2])

const envelope = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' }
const frame = (delta: object, reason: string | null) =>
  `data: ${JSON.stringify({ ...envelope, choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`
const word = frame({ content: 'word ' }, null)
const usage = { prompt_tokens: 10, completion_tokens: chunks, total_tokens: chunks + 10 }
const end = `${frame({}, 'stop')}data: ${JSON.stringify({ ...envelope, choices: [], usage })}\n\ndata: [DONE]\n\n`
/** As many at once as a busy network brings. */
const packet = word.repeat(4)

const server = createServer((request, response) => {
  request.resume()
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  if (request.url?.startsWith('/silent')) response.write(word)
  else speak(response)
})

function speak(response: ServerResponse): void {
  let left = chunks / 4
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

// Longer than a round of the others: a connection that closes just then would be their failure.
server.keepAliveTimeout = 600_000
server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
