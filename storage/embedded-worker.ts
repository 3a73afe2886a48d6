import { on } from 'node:events'
import { MessagePort, parentPort, workerData } from 'node:worker_threads'

import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'

import { openFrames } from './frames.ts'

if (parentPort === null) throw new Error('this file is the start of a worker thread')

const db = await open(String(workerData))
parentPort.postMessage('ready', [])
for await (const [message] of on(parentPort, 'message')) {
  if (!(message instanceof MessagePort)) break
  await serve(message)
}
await db.close()

async function open(dataDir: string): Promise<PGlite> {
  // 16 MB instead of 128: it opens sooner and takes 130 MB less.
  const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']
  const lastWords: string[] = []
  const onStderr = (line: string) => {
    if (!isOpen) lastWords.push(...reasonsIn(line))
    return false
  }
  let isOpen = false
  try {
    const opened = await PGlite.create({ dataDir, extensions: { vector }, startParams, onStderr })
    isOpen = true
    return opened
  } catch (error) {
    throw lastWords.length > 0 ? new Error(lastWords.join(' '), { cause: error }) : error
  }
}

/** PGlite's own error says only that it failed; why stands in the log. */
function reasonsIn(line: string): readonly string[] {
  const [, reason] = /(?:FATAL|PANIC|DETAIL): +(.+)/.exec(line) ?? []
  return reason === undefined ? [] : [reason]
}

/** Speaks the Postgres protocol on this port until the other end closes it. */
async function serve(port: MessagePort): Promise<void> {
  if (db.isInTransaction()) await db.exec('rollback')
  const frames = openFrames()
  // The bytes are a window on PGlite's memory; what is sent must be a copy.
  const onRawData = (bytes: Uint8Array) => port.postMessage(bytes.slice())
  for await (const [bytes] of on(port, 'message', { close: ['close'] })) {
    const messages = frames.add(bytes)
    // PGlite writes files through to the disk by itself.
    if (messages.length > 0)
      await db.execProtocolRawStream(messages, { syncToFs: false, onRawData })
    port.postMessage('served')
  }
}
