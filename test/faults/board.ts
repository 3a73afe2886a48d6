/** What a platform shows, and everything it ever showed. */
export interface Board {
  /** In the order in which it was shown. */
  readonly journal: readonly Shown[]
  /** The part of it that belongs to that turn. */
  ofTurn(turnId: string): readonly Shown[]
  post(post: NewPost, by: string): string
  /** False when there is no such post. */
  edit(postId: string, text: string, by: string): boolean
  /** The first post that was made under that key. */
  find(key: string): string | undefined
}

export interface NewPost {
  readonly threadId: string
  readonly turnId: string
  readonly key: string
  readonly text: string
}

/** One change of what a person sees. */
export interface Shown extends NewPost {
  readonly postId: string
  /** Milliseconds of the harness's clock. */
  readonly at: number
  /** Which process did it. */
  readonly by: string
}

export function openBoard(): Board {
  const journal: Shown[] = []
  const posts = new Map<string, Shown>()
  const turns = new Map<string, Shown[]>()
  const byKey = new Map<string, string>()

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
    post(post, by) {
      const postId = String(posts.size + 1)
      show({ ...post, postId, by })
      if (!byKey.has(post.key)) byKey.set(post.key, postId)
      return postId
    },
    edit(postId, text, by) {
      const post = posts.get(postId)
      if (post) show({ ...post, text, by })
      return post !== undefined
    },
    find: (key) => byKey.get(key),
  }
}
