import type { Caller, ModelProvider } from '../../core/model.ts'
import type { AgentInput } from '../../core/types.ts'

/** Who asked: the part of a caller that is the same for all calls of a turn. */
export type Asker = Pick<Caller, 'organisationId' | 'userId' | 'turnId'>

export function askerOf({ turnId, principal }: AgentInput): Asker {
  const { organisationId, userId } = principal
  return { organisationId, userId, turnId }
}

/** A model whose every call says on whose behalf it is made, and when its answer is of no more use. */
export function onBehalf(caller: Caller, model: ModelProvider, deadline: number): ModelProvider {
  return { ...model, stream: (request) => model.stream({ ...request, caller, deadline }) }
}
