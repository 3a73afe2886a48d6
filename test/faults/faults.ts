import { crashFaults } from './crash-faults.ts'
import { databaseFaults } from './database-faults.ts'
import { embeddedFaults } from './embedded-faults.ts'
import type { Fault } from './fault.ts'
import { loadFaults } from './load-faults.ts'
import { messageFaults } from './message-faults.ts'
import { platformFaults } from './platform-faults.ts'
import { redisFaults } from './redis-faults.ts'
import { slackFaults } from './slack-faults.ts'
import { sleepFaults } from './sleep-faults.ts'

/** Everything that is done to the hub. */
export function allFaults(redisGoneMs: number): readonly Fault[] {
  return [
    ...crashFaults,
    ...sleepFaults,
    ...messageFaults,
    ...platformFaults,
    ...databaseFaults,
    ...redisFaults(redisGoneMs),
    ...embeddedFaults,
    ...slackFaults,
    ...loadFaults,
  ]
}
