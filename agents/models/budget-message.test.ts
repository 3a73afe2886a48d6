import { expect, it } from 'vitest'

import type { Limit, ReachedLimit } from '../../core/model-ledger.ts'
import { budgetMessage } from './budget-message.ts'

const limit: Limit = {
  scope: 'organisation',
  subject: null,
  period: 'month',
  unit: 'dollars',
  most: 100_000_000_000_000n,
}

const reached: ReachedLimit = {
  limit,
  subject: 'slack:T024',
  isUsedUp: true,
  resetsAt: new Date('2026-12-01T00:00:00Z'),
}

it.each<[string, Partial<ReachedLimit>, string]>([
  [
    'an organisation and its month',
    {},
    'Your organisation has used its model budget for this month ($100.00). It starts anew on 1 December 2026, 00:00 UTC. Until then answers are written without a model.',
  ],
  [
    'a person and their day',
    {
      limit: { ...limit, scope: 'user', period: 'day', most: 50_000_000_000n },
      resetsAt: new Date('2026-11-23T00:00:00Z'),
    },
    'You have used your model budget for today ($0.05). It starts anew on 23 November 2026, 00:00 UTC. Until then answers are written without a model.',
  ],
  [
    'a project and its tokens',
    {
      limit: { ...limit, scope: 'project', unit: 'tokens', most: 1_500_000n },
      subject: 'stocks',
      isUsedUp: false,
    },
    'The project stocks has too little left of its model budget for this month (1,500,000 tokens). It starts anew on 1 December 2026, 00:00 UTC. Until then answers are written without a model.',
  ],
])('tells of the limit of %s', (_, more, sentence) => {
  expect(budgetMessage({ ...reached, ...more })).toBe(sentence)
})
