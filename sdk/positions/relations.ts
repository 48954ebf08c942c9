import type { Hex } from "viem";
import type { AggregationGraph } from "./aggregationGraph.js";
import { components } from "./components.js";
import { type Fraction, NOTHING, percentFraction, plus, WHOLE } from "./fraction.js";
import { isOn } from "./parseAggregationGraph.js";

/** @internal What makes somebody's positions another's. */
export type Relation = {
  readonly to: number;
  readonly by: "control" | "agreement" | "ownership";
  readonly share: Fraction;
  /** Of ownership, as the document states it. */
  readonly percent: string | null;
  readonly source: Hex;
};

/** @internal A graph as it is on one day. */
export type Relations = {
  /** From whom they lead to others. */
  readonly from: ReadonlyMap<number, readonly Relation[]>;
  /** Who owns how much of whom. */
  readonly owners: ReadonlyMap<number, ReadonlyMap<number, Fraction>>;
  /** Persons of whom each controls all others, or acts with them: they are one. By the first of them. */
  readonly unitOf: ReadonlyMap<number, number>;
  readonly members: ReadonlyMap<number, readonly number[]>;
  /** Units that control a unit, or act with it. */
  readonly controllers: ReadonlyMap<number, ReadonlySet<number>>;
  /** Persons who act together, by the first of them. */
  readonly groupOf: ReadonlyMap<number, number>;
};

/** @internal */
export function relationsOn(graph: AggregationGraph, day: string): Relations {
  const from = new Map<number, Relation[]>(graph.persons.map((person) => [person, []]));
  const lead = (person: number, relation: Relation) => from.get(person)?.push(relation);
  const owners = new Map<number, Map<number, Fraction>>();
  const together = new Map<number, number[]>();
  const sourceOf = ({ source }: { readonly source: string }) => source as Hex;
  for (const edge of graph.control)
    if (isOn(edge, day))
      lead(edge.controller, {
        to: edge.controlled,
        by: "control",
        share: WHOLE,
        percent: null,
        source: sourceOf(edge),
      });
  for (const edge of graph.agreements) {
    if (!isOn(edge, day)) continue;
    // A ring says as much as every pair.
    for (const [index, member] of edge.members.entries()) {
      const to = edge.members[(index + 1) % edge.members.length] ?? member;
      for (const [one, other] of [
        [member, to],
        [to, member],
      ] as const) {
        lead(one, { to: other, by: "agreement", share: WHOLE, percent: null, source: sourceOf(edge) });
        together.set(one, [...(together.get(one) ?? []), other]);
      }
    }
  }
  for (const edge of graph.ownership) {
    if (!isOn(edge, day)) continue;
    const share = percentFraction(edge.percent);
    if (share.of === 0n) continue;
    lead(edge.owner, { to: edge.owned, by: "ownership", share, percent: edge.percent, source: sourceOf(edge) });
    const known = owners.get(edge.owned) ?? new Map<number, Fraction>();
    owners.set(edge.owned, known.set(edge.owner, plus(known.get(edge.owner) ?? NOTHING, share)));
  }
  const [unitOf, members] = named(
    components(graph.persons, (person) =>
      (from.get(person) ?? []).filter(({ by }) => by !== "ownership").map(({ to }) => to),
    ),
  );
  const [groupOf] = named(components(graph.persons, (person) => together.get(person) ?? []));
  const controllers = new Map<number, Set<number>>();
  for (const [person, relations] of from)
    for (const { to, by } of relations) {
      const [unit, controlled] = [unitOf.get(person) ?? person, unitOf.get(to) ?? to];
      if (by === "ownership" || unit === controlled) continue;
      controllers.set(controlled, (controllers.get(controlled) ?? new Set<number>()).add(unit));
    }
  return { from, owners, unitOf, members, controllers, groupOf };
}

/** Each list by the smallest of its numbers. */
function named(lists: readonly (readonly number[])[]) {
  const sorted = lists.map((list) => list.toSorted((a, b) => a - b));
  const nameOf = new Map(sorted.flatMap((list) => list.map((one) => [one, list[0] ?? one] as const)));
  return [nameOf, new Map(sorted.map((list) => [list[0] ?? 0, list] as const))] as const;
}
