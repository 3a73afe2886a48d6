import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import type { Message } from './courier.ts'
import { endSince, type Fault, type Scene } from './fault.ts'
import { leftIn, openRecord } from './record.ts'

/** What becomes of turns in the database that comes with the hub. */
export const embeddedFaults: readonly Fault[] = [
  { name: 'disk full for the embedded database', runs: 3, needs: 'tmpfs', run: fillDisk },
]

/** Full for a second in the midst of turns; then there is room again. */
async function fillDisk(scene: Scene) {
  const { stage, disk } = scene
  if (disk === null) throw new Error('this fault needs a disk of its own')
  const ballast = join(disk, 'ballast')
  const messages: Message[] = Array.from({ length: 3 }, () => stage.say(stage.newThread()))
  await setTimeout(200)
  const { bavail, bsize } = await statfs(disk)
  // What does not fit is cut off: not a byte is left then.
  await writeFile(ballast, Buffer.alloc(bavail * bsize)).catch(() => {})
  messages.push(stage.say(stage.newThread(), 'long'))
  await setTimeout(1_000)
  await rm(ballast)
  const at = performance.now()
  messages.push(stage.say(stage.newThread()))
  return { messages, recoveriesMs: () => [endSince(at, scene, messages)], afterwards }

  /** Only one process can look into an embedded database: this one, once the other has left. */
  async function afterwards(): Promise<readonly string[]> {
    for (const replica of stage.replicas()) await replica.drain()
    const record = await openRecord({ databaseUrl: undefined, dataDir: join(disk ?? '', 'data') })
    const left = await leftIn(record)
    await record.close()
    await stage.start()
    return left
  }
}
