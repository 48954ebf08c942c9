import type { Issue } from "../../errors/index.js";
import type { Provision } from "../provision.js";
import { factsRead } from "../values/reads.js";

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

/** One circle of the graph, from any of its members to itself; undefined: there is none. */
function circle(edges: Edges): readonly string[] | undefined {
  const done = new Set<string>();
  for (const start of edges.keys()) {
    const trail: string[] = [];
    const rest: { readonly node: string; readonly depth: number }[] = [{ node: start, depth: 0 }];
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
      const { node, depth } = next;
      for (const left of trail.splice(depth)) done.add(left);
      const from = trail.indexOf(node);
      if (from >= 0) return [...trail.slice(from), node];
      if (done.has(node)) continue;
      trail.push(node);
      for (const to of edges.get(node) ?? []) rest.push({ node: to, depth: depth + 1 });
    }
    for (const left of trail) done.add(left);
  }
  return undefined;
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

/** What a definition needs to be decided: the facts it reads, and those of the definitions that go before it. */
function definitionEdges(provisions: readonly Provision[]): Edges {
  const reads = ({ scope, effect }: Provision) =>
    factsRead([scope.when, effect.type === "define" ? effect.as : effect]);
  const before = new Map<string, Provision[]>();
  for (const by of provisions)
    for (const { provision } of by.over ?? []) before.set(provision, [...(before.get(provision) ?? []), by]);
  return edgesOf(
    provisions.flatMap((one) =>
      one.effect.type === "define"
        ? [[one.effect.fact, [one, ...(before.get(one.id) ?? [])].flatMap(reads)] as const]
        : [],
    ),
  );
}

/** Definitions that go in a circle; provisions of which each goes before the next, and the last before the first; the same of what replaced what. */
export function cyclesIn(provisions: readonly Provision[]): readonly Issue[] {
  const defined = circle(definitionEdges(provisions));
  const over = circle(
    edgesOf(provisions.map(({ id, over: rows = [] }) => [id, rows.map(({ provision }) => provision)] as const)),
  );
  const depends = circle(edgesOf(provisions.map(({ id, dependsOn = [] }) => [id, dependsOn] as const)));
  const issue = (path: readonly string[] | undefined, words: string): readonly Issue[] =>
    path === undefined ? [] : [{ path: path[0] ?? "", message: `${words}: ${path.join(" → ")}` }];
  return [
    ...issue(defined, "is defined by itself"),
    ...issue(over, "goes before itself"),
    ...issue(depends, "depends on itself"),
  ];
}
