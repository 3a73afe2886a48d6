import { expect, it } from 'vitest'

import { openLogger } from './logger.ts'

function written(log: (logger: ReturnType<typeof openLogger>) => void): string {
  const lines: string[] = []
  log(openLogger({ level: 'info', to: { write: (line) => void lines.push(line) } }))
  return lines.join('')
}

it('writes a line of JSON with a message and its data', () => {
  const sentAt = new Date(0)
  const line = written((logger) =>
    logger.info({ turnId: 't1', count: 2, sentAt, who: { names: ['Ann'] } }, 'said'),
  )
  expect(JSON.parse(line)).toEqual({
    level: 30,
    time: expect.any(String),
    turnId: 't1',
    count: 2,
    sentAt: '1970-01-01T00:00:00.000Z',
    who: { names: ['Ann'] },
    msg: 'said',
  })
})

it.each([
  ['beside the message', { token: 'hush' }],
  ['a level down', { request: { cookie: 'hush' } }],
  ['two levels down', { request: { headers: { authorization: 'hush' } } }],
  ['in a list', { calls: [{ apiKey: 'hush' }] }],
  ['on an error', { err: Object.assign(new Error('no'), { password: 'hush' }) }],
  ['below an error', { err: Object.assign(new Error('no'), { config: { secret: 'hush' } }) }],
])('strikes out a secret %s', (_where, data) => {
  const line = written((logger) => logger.warn(data, 'refused'))
  expect(line).toContain('…')
  expect(line).not.toContain('hush')
})

it('tells an error with its kind, words and stack', () => {
  const line = written((logger) => logger.error({ err: new TypeError('no') }, 'failed'))
  expect(JSON.parse(line)).toMatchObject({
    err: { type: 'TypeError', message: 'no', stack: expect.stringContaining('logger.test.ts') },
  })
})

it('strikes out what a logger below it is bound to as well', () => {
  const line = written((logger) => logger.child({ token: 'hush' }).info('said'))
  expect(line).not.toContain('hush')
})
