import type { PostRecords } from '../channels/posts.ts'
import type { Lease, TurnStore } from '../core/turn-store.ts'

/** Where `deliver` notes what it shows, for one turn under one lease. */
export function postRecords(turns: TurnStore, lease: Lease, turnId: string): PostRecords {
  return {
    async known() {
      const posts = await turns.posts(turnId)
      return new Map(posts.map(({ part, postId, shown }) => [part, { postId, text: shown }]))
    },
    before: (part, shown) => turns.beforePost(lease, turnId, { part, postId: null, shown }),
    after: (part, postId, shown) => turns.afterPost(lease, turnId, { part, postId, shown }),
  }
}
