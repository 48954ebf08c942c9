import type { AggregationGround, AggregationReason, AggregationStep } from "./aggregation.js";
import type { AggregationGraph } from "./aggregationGraph.js";
import { compareFractions, type Fraction, NOTHING, percentText } from "./fraction.js";
import { interestsOf } from "./interests.js";
import { isOn } from "./parseAggregationGraph.js";
import type { Relations } from "./relations.js";
import { type Step, strongestPaths, type StrongestPaths } from "./strongestPaths.js";

/** @internal Somebody whose positions count as a person's, if nothing exempts it. */
export type Aggregated = {
  readonly account: number;
  readonly ground: AggregationGround;
  /** Written out only for whom it is told: a path may be long. */
  readonly reason: () => AggregationReason;
};
/** @internal All of them, of one person. */
export type AggregatorOf = (person: number) => readonly Aggregated[];

/** @internal @param least The interest from which on it is so. */
export function aggregatorOf(
  graph: AggregationGraph,
  relations: Relations,
  least: Fraction,
  day: string,
): AggregatorOf {
  const identical = new Map<number, Set<number>>();
  for (const { person, account, ...days } of graph.identicalTrading)
    if (isOn(days, day)) identical.set(person, (identical.get(person) ?? new Set<number>()).add(account));
  return (person) => {
    const interests = interestsOf(person, relations);
    const alike = identical.get(person);
    const accounts = [...interests].flatMap(([unit, interest]) =>
      compareFractions(interest, least) < 0 ? [] : (relations.members.get(unit) ?? []),
    );
    const all = new Set([...accounts, ...(alike ?? [])]);
    all.delete(person);
    if (all.size === 0) return [];
    const paths = strongestPaths(person, relations);
    return [...all].map((account): Aggregated => {
      const ground = alike?.has(account) === true ? "identicalTrading" : groundOf(person, account, paths, relations);
      const reason = (): AggregationReason => ({
        ...{ aggregator: BigInt(person), ground, interest: percentText(interestIn(account, interests, relations)) },
        path: paths.pathTo(account).map(stepOf),
        parts: ground === "ownership" ? partsOf(account, interests, relations) : [],
      });
      return { account, ground, reason };
    });
  };
}

const stepOf = ({ of, to, by, percent, source }: Step): AggregationStep => ({
  ...{ upper: BigInt(of), lower: BigInt(to) },
  ...{ by, percent, source },
});

type Interests = ReadonlyMap<number, Fraction>;

const interestIn = (account: number, interests: Interests, { unitOf }: Relations): Fraction =>
  interests.get(unitOf.get(account) ?? account) ?? NOTHING;

function groundOf(person: number, account: number, { isOwned }: StrongestPaths, { groupOf }: Relations) {
  if (groupOf.get(person) === groupOf.get(account)) return "agreement";
  return isOwned(account) ? "ownership" : "control";
}

function partsOf(account: number, interests: Interests, relations: Relations): AggregationReason["parts"] {
  return [...(relations.owners.get(account) ?? [])]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([owner, share]) => {
      const interest = interestIn(owner, interests, relations);
      if (interest.of === 0n) return [];
      return [{ owner: BigInt(owner), owns: percentText(share), interest: percentText(interest) }];
    });
}
