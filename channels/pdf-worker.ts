import { parentPort, workerData } from 'node:worker_threads'

import { getDocumentProxy } from 'unpdf'

import type { AttachmentText } from '../core/attachment.ts'
import { hasBomb } from './packed-streams.ts'

/** Nobody reads more, and later pages cost as much as the first ones. */
const mostPages = 100
const mostText = 200_000
const mostUnpacked = 50_000_000

if (parentPort === null || !(workerData instanceof Uint8Array)) {
  throw new Error('this file is the start of a worker thread')
}
if (hasBomb(workerData, mostUnpacked)) throw new Error('it unpacks to too much')
parentPort.postMessage(await textOf(workerData), [])

/** Page by page, so that a long file ends early. */
async function textOf(bytes: Uint8Array): Promise<AttachmentText> {
  const document = await getDocumentProxy(bytes, { disableFontFace: true })
  let text = ''
  let read = 0
  while (read < Math.min(document.numPages, mostPages) && text.length < mostText) {
    read += 1
    const page = await document.getPage(read)
    const { items } = await page.getTextContent()
    text += `${items.map(wordsOf).join('')}\n`
  }
  return { text, isTruncated: read < document.numPages }
}

function wordsOf(item: object): string {
  if (!('str' in item) || typeof item.str !== 'string') return ''
  return item.str + ('hasEOL' in item && item.hasEOL === true ? '\n' : '')
}
