import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { AppError } from '../../core/errors.ts'
import { defineTool, type ToolUse } from '../../core/tool.ts'
import type { Permission } from '../../core/types.ts'
import { fakeHub } from './fake-hub.ts'

const uses: ToolUse[] = []
const tool = defineTool({
  name: 'get_analysis',
  title: 'Reading',
  effect: 'reads',
  description: 'One symbol.',
  permission: 'stocks.read',
  input: z.strictObject({ symbol: z.string().regex(/^[A-Z]+$/, 'a symbol like AAPL') }),
  output: z.strictObject({ verdict: z.null() }),
  about: ({ symbol }) => [symbol],
  async run({ symbol }, asked) {
    uses.push(asked)
    asked.onProgress?.(`Reading ${symbol}`)
    if (symbol === 'NONE') throw new AppError('not_found', 'none', { said: 'No data on NONE.' })
    return { output: { verdict: null }, evidence: [] }
  },
})

function get(path: string, permissions: readonly Permission[] = ['stocks.read'], tools = [tool]) {
  return fakeHub({ tools, permissions: new Set(permissions) }).app.request(path)
}

describe('GET /api/v1/analysis/{symbol}', () => {
  it('200: the analysis with its evidence, on behalf of the visitor', async () => {
    const response = await get('/api/v1/analysis/AAPL')
    expect(response.status).toBe(200)
    const told = { symbol: 'AAPL', analysis: { verdict: null }, evidence: [] }
    expect(await response.json()).toEqual(told)
    expect(uses.at(-1)?.principal).toMatchObject({ organisationId: 'web:public', name: 'Visitor' })
  })

  it.each([
    [400, '/api/v1/analysis/a%20b', ['stocks.read'], 'symbol: a symbol like AAPL'],
    [403, '/api/v1/analysis/AAPL', [], 'You do not have access to that.'],
    [404, '/api/v1/analysis/NONE', ['stocks.read'], 'No data on NONE.'],
  ] as const)('%d: %s', async (status, path, permissions, message) => {
    const response = await get(path, permissions)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { message } })
  })

  it('404 where no project analyses', async () => {
    expect((await get('/api/v1/analysis/AAPL', ['stocks.read'], [])).status).toBe(404)
  })
})

describe('GET /api/v1/analysis/stream/{symbol}', () => {
  it('shows the work, then the same analysis', async () => {
    const response = await get('/api/v1/analysis/stream/AAPL')
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const told = { symbol: 'AAPL', analysis: { verdict: null }, evidence: [] }
    expect(await response.text()).toBe(
      `event: status\nid: 1\ndata: {"text":"Reading AAPL"}\n\nevent: done\nid: 2\ndata: ${JSON.stringify(told)}\n\n`,
    )
  })

  it('ends with the reason where it fails', async () => {
    const body = await (await get('/api/v1/analysis/stream/NONE')).text()
    expect(body).toContain('event: failed')
    expect(body).toContain('No data on NONE.')
    const refused = await (await get('/api/v1/analysis/stream/AAPL', [])).text()
    expect(refused).toContain('"code":"forbidden"')
  })
})
