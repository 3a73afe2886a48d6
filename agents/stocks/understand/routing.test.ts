import { describe, expect, it } from 'vitest'

import { referenceDir } from '../../../test/environment.ts'
import { isHeldOut, readUtterances, scoreOf } from './utterances.ts'

const dir = referenceDir()

describe.skipIf(dir === undefined)('on held-out utterances (needs REFERENCE_DATA_DIR)', () => {
  it('tells questions about markets from all others', async () => {
    const utterances = readUtterances(dir ?? '').filter(isHeldOut)
    const { precision, recall } = await scoreOf(utterances)
    expect(utterances.length).toBeGreaterThan(2_000)
    expect(precision).toBeGreaterThanOrEqual(0.9)
    expect(recall).toBeGreaterThanOrEqual(0.9)
  })
})
