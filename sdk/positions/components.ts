/**
 * @internal
 * Nodes that lead to each other, as lists; whoever leads to a list stands in one before it. Without recursion: a chain of owners may be long.
 */
export function components<Node>(
  nodes: Iterable<Node>,
  next: (node: Node) => Iterable<Node>,
): readonly (readonly Node[])[] {
  const order = new Map<Node, number>();
  const low = new Map<Node, number>();
  const open: Node[] = [];
  const isOpen = new Set<Node>();
  const found: Node[][] = [];
  const enter = (node: Node) => {
    low.set(node, order.size);
    order.set(node, order.size);
    open.push(node);
    isOpen.add(node);
    return { node, rest: next(node)[Symbol.iterator]() };
  };
  const lower = (node: Node, to: number) => low.set(node, Math.min(low.get(node) ?? to, to));
  for (const root of nodes) {
    if (order.has(root)) continue;
    const path = [enter(root)];
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const { value, done } = at.rest.next();
      if (done !== true) {
        if (!order.has(value)) path.push(enter(value));
        else if (isOpen.has(value)) lower(at.node, order.get(value) ?? 0);
        continue;
      }
      path.pop();
      const mine = low.get(at.node) ?? 0;
      const before = path.at(-1);
      if (before !== undefined) lower(before.node, mine);
      if (mine !== order.get(at.node)) continue;
      const members = open.splice(open.indexOf(at.node));
      for (const member of members) isOpen.delete(member);
      found.push(members);
    }
  }
  return found.reverse();
}
