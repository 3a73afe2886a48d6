import { expect, it } from 'vitest'

import { steadily } from './steady.ts'

function failing(...codes: readonly string[]) {
  const left = codes.map((code) => Object.assign(new Error(code), { code }))
  let tries = 0
  const work = async () => {
    tries += 1
    const error = left.shift()
    if (error) throw error
    return 'done'
  }
  return { work, tries: () => tries }
}

it.each(['CONNECTION_CLOSED', 'ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03', '08006'])(
  'does it again after %s',
  async (code) => {
    const { work, tries } = failing(code, code)
    expect(await steadily(work)).toBe('done')
    expect(tries()).toBe(3)
  },
)

it.each(['23505', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', '57014'])(
  'does not repeat what failed for another reason: %s',
  async (code) => {
    const { work, tries } = failing(code)
    await expect(steadily(work)).rejects.toMatchObject({ code })
    expect(tries()).toBe(1)
  },
)

it('gives up after a while, and says why', async () => {
  const { work } = failing('ECONNREFUSED')
  await expect(steadily(work, 0)).rejects.toMatchObject({
    code: 'unavailable',
    cause: { code: 'ECONNREFUSED' },
  })
})
