import type { Issue } from "../../errors/index.js";
import { groupPairs } from "../groupPairs.js";
import type { Provision } from "../provision.js";
import { factsRead } from "../values/reads.js";

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

/** How many definitions may rest on one another. Law that was encoded has fewer than ten; each takes room on the stack of who asks. */
const MOST_CHAINED = 64;

/** A way through a graph: from a node back to itself, or to the end of the longest chain, if that is too long. */
type Walk = { readonly circle?: readonly string[] | undefined; readonly chain?: readonly string[] | undefined };

/** Goes through a graph until it finds a circle, or a chain of more than `most` nodes. */
function walk(edges: Edges, most: number): Walk {
  /** Of each node that was left, how many nodes the longest chain from it has. */
  const lengths = new Map<string, number>();
  for (const start of edges.keys()) {
    const trail: string[] = [];
    const places = new Map<string, number>();
    const leave = (depth: number) => {
      while (trail.length > depth) {
        const node = trail.pop() ?? "";
        places.delete(node);
        const longest = Math.max(0, ...[...(edges.get(node) ?? [])].map((to) => lengths.get(to) ?? 0));
        lengths.set(node, longest + 1);
      }
    };
    const rest: { readonly node: string; readonly depth: number }[] = [{ node: start, depth: 0 }];
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
      const { node, depth } = next;
      leave(depth);
      const from = places.get(node);
      if (from !== undefined) return { circle: [...trail.slice(from), node] };
      if (depth + (lengths.get(node) ?? 0) > most) return { chain: [start, node] };
      if (lengths.has(node)) continue;
      places.set(node, trail.length);
      trail.push(node);
      for (const to of edges.get(node) ?? []) rest.push({ node: to, depth: depth + 1 });
    }
    leave(0);
  }
  return {};
}

function edgesOf(pairs: readonly (readonly [string, readonly string[]])[]): Edges {
  const edges = new Map<string, Set<string>>();
  for (const [from, targets] of pairs) {
    const known = edges.get(from) ?? new Set<string>();
    for (const to of targets) known.add(to);
    edges.set(from, known);
  }
  return edges;
}

/** What a definition needs to be decided: the facts that it reads, and those of whatever goes before it, or before that, and so on. */
function definitionEdges(provisions: readonly Provision[]): Edges {
  const reads = ({ scope, effect }: Provision) =>
    factsRead([scope.when, effect.type === "define" ? effect.as : effect]);
  const before = groupPairs(
    provisions.flatMap((by) => (by.over ?? []).map(({ provision }) => [provision, by] as const)),
  );
  const allBefore = (one: Provision): readonly Provision[] => {
    const found = new Set([one]);
    // What is added while it is gone through is gone through, too.
    for (const each of found) for (const by of before.get(each.id) ?? []) found.add(by);
    return [...found];
  };
  return edgesOf(
    provisions.flatMap((one) =>
      one.effect.type === "define" ? [[one.effect.fact, allBefore(one).flatMap(reads)] as const] : [],
    ),
  );
}

/**
 * Definitions that go in a circle; provisions of which each goes before the next, and the last before the first; the same of what replaced what. And
 * chains of definitions that nobody could follow.
 */
export function cyclesIn(provisions: readonly Provision[]): readonly Issue[] {
  const { circle, chain } = walk(definitionEdges(provisions), MOST_CHAINED);
  const over = walk(
    edgesOf(provisions.map(({ id, over: rows = [] }) => [id, rows.map((row) => row.provision)])),
    MOST_CHAINED,
  );
  const depends = walk(edgesOf(provisions.map(({ id, dependsOn = [] }) => [id, dependsOn])), Infinity);
  const issue = (path: readonly string[] | undefined, words: string): readonly Issue[] =>
    path === undefined ? [] : [{ path: path[0] ?? "", message: `${words}: ${path.join(" → ")}` }];
  const long = (path: readonly string[] | undefined, words: string): readonly Issue[] =>
    path === undefined
      ? []
      : [{ path: path[0] ?? "", message: `${words} more than ${MOST_CHAINED} others, one after another` }];
  return [
    ...issue(circle, "is defined by itself"),
    ...long(chain, "rests on"),
    ...issue(over.circle, "goes before itself"),
    ...long(over.chain, "goes before"),
    ...issue(depends.circle, "depends on itself"),
  ];
}
