import type { Message } from './courier.ts'
import { endSince, type Fault, type Scene } from './fault.ts'
import type { Call, Trouble } from './platform.ts'

/** What goes wrong between the hub and the platform. */
export const platformFaults: readonly Fault[] = (['post', 'edit'] as const).flatMap((verb) => [
  fault(`429 with Retry-After on ${verb}`, verb, { status: 429, retryAfterSeconds: 1 }),
  fault(`500 on ${verb}`, verb, { status: 500 }),
  fault(`no answer on ${verb}`, verb, 'hang'),
  fault(`connection reset on ${verb}`, verb, 'reset'),
  fault(`accepted, the answer lost, on ${verb}`, verb, 'lost'),
  fault(`accepted, never answered, on ${verb}`, verb, 'silent'),
])

function fault(name: string, verb: Call['verb'], trouble: Trouble): Fault {
  return { name, runs: 3, run: (scene) => spoil(scene, verb, trouble) }
}

/** The first calls of every turn go wrong, one or two of them. */
async function spoil(scene: Scene, verb: Call['verb'], trouble: Trouble) {
  const { stage, random } = scene
  const left = new Map<string, number>()
  const struckAt = performance.now()
  stage.platform.trouble = (call) => {
    if (call.verb !== verb) return null
    const count = left.get(call.turnId) ?? random.between(1, 2)
    left.set(call.turnId, count - 1)
    return count > 0 ? trouble : null
  }
  const messages: Message[] = Array.from({ length: 5 }, (_, at) =>
    stage.say(stage.newThread(), at % 2 === 0 ? 'plain' : 'long'),
  )
  const recoveriesMs = () => messages.map((message) => endSince(struckAt, scene, [message]))
  return { messages, recoveriesMs }
}
