import type { Nodes } from 'mdast'

/** A tree's nodes in the order of the text. Without recursion: hostile markdown nests deeper than a call stack. */
export function* nodesOf(root: Nodes): Generator<Nodes> {
  const waiting: Nodes[] = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node
    if ('children' in node) waiting.push(...node.children.toReversed())
  }
}
