import { crashFaults, killAfterPost } from './crash-faults.ts'
import type { Fault } from './fault.ts'
import { messageFaults } from './message-faults.ts'
import { platformFaults } from './platform-faults.ts'
import { sleepFaults, sleptInPost } from './sleep-faults.ts'

/** An answer is one post there, so that it is the first after which a process dies. */
const afterPost = 'kill -9 between a post and its record'

const wanted: ReadonlyMap<string, number> = new Map([
  ['kill -9 at a random point of a turn', 6],
  ['kill -9 on another machine, lease 1 s', 2],
  [sleptInPost, 3],
  ['the same event 5 times at once', 2],
  ['10 events out of order', 1],
  ['SIGTERM with 50 turns in flight', 1],
  ['rolling restart of two replicas under load', 1],
  ...['post', 'edit'].flatMap((verb) =>
    [
      '429 with Retry-After on',
      '500 on',
      'connection reset on',
      'accepted, the answer lost, on',
    ].map((what) => [`${what} ${verb}`, 1] as const),
  ),
])

/** The same on the strict fake Slack, through the Slack channel; fewer of each, for the rest is the same hub. */
export const slackFaults: readonly Fault[] = [
  ...[...crashFaults, ...sleepFaults, ...messageFaults, ...platformFaults].flatMap((fault) => {
    const runs = wanted.get(fault.name)
    return runs === undefined ? [] : [onSlack(fault, runs)]
  }),
  onSlack({ name: afterPost, runs: 0, run: killAfterPost(false, 1) }, 3),
]

function onSlack(fault: Fault, runs: number): Fault {
  // Slack allows 45 edits a minute.
  const options = { ...fault.options, editEveryMs: 150 }
  return { ...fault, name: `Slack: ${fault.name}`, runs, options, platform: 'slack' }
}
