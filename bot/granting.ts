import type { Agent, Permission } from '../core/types.ts'

/** An agent to whose every turn these permissions are given, whoever asks. */
export function granting(permissions: readonly Permission[], agent: Agent): Agent {
  return {
    ...agent,
    answer(input) {
      const all = new Set([...input.principal.permissions, ...permissions])
      return agent.answer({ ...input, principal: { ...input.principal, permissions: all } })
    },
  }
}
