/** People who talk at a pace of their own, and say when each of them was heard. */
import { setTimeout } from 'node:timers/promises'

import { type Message, openCourier } from './courier.ts'
import { crowd, type Heard, said, type Said } from './crowd-report.ts'
import { begun } from './people.ts'
import { random } from './random.ts'

const { addresses, perSecond, seed } = crowd.parse(JSON.parse(process.argv[2] ?? ''))
const courier = openCourier({ addresses: () => addresses, random: random(seed) })
process.on('message', (told) => void sayAll(said.parse(told)))
process.once('disconnect', () => process.exit())

async function sayAll(lot: Said): Promise<void> {
  const startedAt = performance.now()
  const messages: Message[] = []
  const deliveries: Promise<void>[] = []
  for (const unsaid of lot) {
    const early = startedAt + (messages.length / perSecond) * 1_000 - performance.now()
    if (early > 0) await setTimeout(early)
    const message = begun(unsaid)
    messages.push(message)
    deliveries.push(courier.deliver(message))
  }
  await Promise.all(deliveries)
  process.send?.(messages.map(heardOf) satisfies Heard)
}

function heardOf({ id, saidAt, ackedAt, turnIds }: Message): Heard[number] {
  const [turnId] = turnIds
  if (ackedAt === null || turnId === undefined) throw new Error(`${id} was not acknowledged`)
  const since1970 = (at: number) => performance.timeOrigin + at
  return { id, turnId, saidAt: since1970(saidAt), ackedAt: since1970(ackedAt) }
}
