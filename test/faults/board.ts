/** What a platform shows, and everything it ever showed. */
export interface Board {
  /** In the order in which it was shown. */
  readonly journal: readonly Shown[]
  /** The part of it that belongs to that turn. */
  ofTurn(turnId: string): readonly Shown[]
  post(post: NewPost, doer: Doer): string
  /** False when there is no such post. */
  edit(postId: string, text: string, doer: Doer): boolean
  /** It is there no more, and has no words from then on; nothing when there is no such post. */
  remove(postId: string, doer: Doer): void
  /** The first post that was made under that key and is there. */
  find(key: string): string | undefined
}

export interface NewPost {
  readonly threadId: string
  readonly turnId: string
  readonly key: string
  readonly text: string
}

/** Which process did something. */
export interface Doer {
  readonly by: string
  /** True when somebody else had the turn by then, or nobody. */
  readonly isLate: boolean
}

/** One change of what a person sees. */
export interface Shown extends NewPost, Doer {
  readonly postId: string
  /** Milliseconds of the harness's clock. */
  readonly at: number
}

export function openBoard(): Board {
  const journal: Shown[] = []
  const posts = new Map<string, Shown>()
  const turns = new Map<string, Shown[]>()
  const byKey = new Map<string, string[]>()
  const isThere = (postId: string) => (posts.get(postId)?.text ?? '') !== ''

  function show(post: Omit<Shown, 'at'>): void {
    const shown = { ...post, at: performance.now() }
    posts.set(post.postId, shown)
    journal.push(shown)
    const turn = turns.get(post.turnId)
    if (turn) turn.push(shown)
    else turns.set(post.turnId, [shown])
  }

  return {
    journal,
    ofTurn: (turnId) => turns.get(turnId) ?? [],
    post(post, { by, isLate }) {
      const postId = String(posts.size + 1)
      show({ ...post, by, isLate, postId })
      byKey.set(post.key, [...(byKey.get(post.key) ?? []), postId])
      return postId
    },
    edit(postId, text, { by, isLate }) {
      const post = posts.get(postId)
      if (!post || !isThere(postId)) return false
      show({ ...post, by, isLate, text })
      return true
    },
    remove(postId, { by, isLate }) {
      const post = posts.get(postId)
      if (post) show({ ...post, by, isLate, text: '' })
    },
    find: (key) => byKey.get(key)?.find(isThere),
  }
}
