import type { Hex } from "viem";
import {
  AggregationGraphError,
  AggregatorsAboveMostError,
  type Issue,
  type ParameterInvalidError,
  PositionTablesCompileError,
  type RulebookInvalidError,
} from "../errors/index.js";
import { POSITIONS } from "../kinds/index.js";
import { hashJson } from "../rulebook/canonicalJson.js";
import {
  dayOf,
  type LawDocument,
  type PositionTables,
  type PreparedRulebooks,
  prepareRulebooks,
} from "../rulebook/index.js";
import type { Aggregation, AppliedExemption, Closure } from "./aggregation.js";
import type { AggregationGraph } from "./aggregationGraph.js";
import { aggregationRule } from "./aggregationRule.js";
import { type Aggregated, aggregatorOf, type AggregatorOf } from "./aggregatorOf.js";
import { isOn } from "./parseAggregationGraph.js";
import { relationsOn } from "./relations.js";

export type AggregateParameters = {
  /** Which names the rule, and the grounds on which somebody is exempt from it. */
  readonly tables: PositionTables;
  /** Packs with their vocabulary and calendars, or what `prepareRulebooks` made of them. */
  readonly law: readonly LawDocument[] | PreparedRulebooks;
  /** Unix seconds: who controls, owns and acts together on that day, in UTC, by its law. */
  readonly asOf: bigint;
  /** What was stated before. Left out: nothing was. */
  readonly previous?: PreviousAggregation | undefined;
};
export type PreviousAggregation = {
  readonly asOf: bigint;
  readonly closures: readonly Pick<Closure, "investor" | "aggregators">[];
};
export type AggregateReturnType = Aggregation;
export type AggregateErrorType =
  | AggregationGraphError
  | AggregatorsAboveMostError
  | ParameterInvalidError
  | PositionTablesCompileError
  | RulebookInvalidError;

/**
 * Finds to whom each investor's positions are attributed: who controls its trading, acts with it by agreement, or has as large an interest in it as the
 * rule of the tables says, directly or through others. What a controlled person owns counts whole to who controls it; along a path of owners shares are
 * multiplied, and over all paths added; circles of owners count as often as they go round. Pure: reads no clock, file or chain.
 *
 * @param graph As `parseAggregationGraph` returns it.
 * @throws {AggregatorsAboveMostError} when somebody has more aggregators than a position book attributes to. Names all of them.
 * @throws {AggregationGraphError} when an exemption has a ground that the tables do not list, or the graph does not speak of the day.
 * @throws {PositionTablesCompileError} when the rule of the tables is not the one of its provision.
 * @throws {ParameterInvalidError} when `asOf` is of no year from 0 to 9999.
 * @throws {RulebookInvalidError} when the law contradicts itself in form: see `prepareRulebooks`.
 * @example
 * const { toState } = aggregate(graph, { tables, law: [vocabulary, calendars, ...packs], asOf: 1795651200n, previous });
 * const call = stateAggregators({ book, closures: toState });
 */
export function aggregate(
  graph: AggregationGraph,
  { tables, law, asOf, previous }: AggregateParameters,
): AggregateReturnType {
  const day = dayOf(asOf);
  const wrong: Issue[] = [];
  const rule = aggregationRule(tables, "books" in law ? law : prepareRulebooks(law), day, wrong);
  if (rule === undefined || wrong.length > 0)
    throw new PositionTablesCompileError({ tables: tables.id, day, issues: wrong });
  const issues = [...unusable(graph, tables, day), ...outdated(previous, asOf)];
  if (issues.length > 0) throw new AggregationGraphError({ issues });
  const hash = hashJson(graph);
  const of = aggregatorOf(graph, relationsOn(graph, day), rule.least, day);
  const { found, exempted } = allFound(graph, tables, day, of);
  const most = POSITIONS.mostAggregators;
  const above = found.filter(({ aggregators }) => aggregators.length > most);
  if (above.length > 0) throw new AggregatorsAboveMostError({ above, most });
  const closures = found.map(({ investor, aggregators, reasons }): Closure => ({
    ...{ investor, aggregators, asOf, graph: hash },
    because: reasons.map((reason) => reason()),
  }));
  const { percent, provision } = rule;
  const toState = changed(closures, previous, { asOf, graph: hash });
  return { asOf, day, graph: hash, rule: { percent, provision }, closures, exempted, toState };
}

function unusable({ completeThrough, exemptions }: AggregationGraph, { aggregation }: PositionTables, day: string) {
  const issues: Issue[] = [];
  if (day > completeThrough)
    issues.push({
      path: "completeThrough",
      message: `is before ${day}: nobody knows what has changed since`,
      value: completeThrough,
    });
  const grounds = new Set<string>(aggregation.exemptions.map(({ ground }) => ground));
  for (const [index, { ground }] of exemptions.entries())
    if (!grounds.has(ground)) {
      const message = `must be one of ${[...grounds].join(", ")}`;
      issues.push({ path: `exemptions[${index}].ground`, message, value: ground });
    }
  return issues;
}

const outdated = (previous: PreviousAggregation | undefined, asOf: bigint): readonly Issue[] =>
  previous === undefined || previous.asOf <= asOf
    ? []
    : [
        {
          path: "previous.asOf",
          message: `is later than ${asOf}: a book takes no older closure`,
          value: previous.asOf,
        },
      ];

/** By investor, ascending: its aggregators, ascending, and why each. */
function allFound(graph: AggregationGraph, { aggregation }: PositionTables, day: string, of: AggregatorOf) {
  const aggregators = new Map<number, { readonly person: number; readonly reason: Aggregated["reason"] }[]>();
  const exempted: AppliedExemption[] = [];
  const paragraphs = new Map<string, string>(
    aggregation.exemptions.map(({ ground, paragraph }) => [ground, paragraph]),
  );
  const inForce = new Map(
    graph.exemptions.filter((one) => isOn(one, day)).map((one) => [`${one.person} ${one.account}`, one] as const),
  );
  const ascending = (numbers: Iterable<number>) => [...numbers].toSorted((a, b) => a - b);
  for (const person of ascending(graph.persons))
    for (const { account, ground: by, reason } of of(person)) {
      const exemption = inForce.get(`${person} ${account}`);
      const list = aggregators.get(account) ?? [];
      if (exemption === undefined || !EXEMPTIBLE.has(by)) {
        list.push({ person, reason });
        aggregators.set(account, list);
      } else {
        const { ground, until = null, evidence } = exemption;
        const paragraph = paragraphs.get(ground) ?? ground;
        const parties = { person: BigInt(person), account: BigInt(account) };
        exempted.push({ ...parties, ground, paragraph, until, evidence: evidence as Hex });
      }
    }
  const found = ascending(aggregators.keys()).map((one) => {
    const list = aggregators.get(one) ?? [];
    const reasons = list.map(({ reason }) => reason);
    return { investor: BigInt(one), aggregators: list.map(({ person }) => BigInt(person)), reasons };
  });
  return { found, exempted };
}

/** Those who act by agreement are one person, and identical strategies aggregate notwithstanding any exemption. */
const EXEMPTIBLE: ReadonlySet<string> = new Set(["control", "ownership"]);

function changed(
  closures: readonly Closure[],
  previous: PreviousAggregation | undefined,
  of: Pick<Closure, "asOf" | "graph">,
): readonly Closure[] {
  const before = new Map((previous?.closures ?? []).map((one) => [one.investor, one.aggregators.join(" ")]));
  const now = new Set(closures.map(({ investor }) => investor));
  const gone = [...before].filter(([investor, aggregators]) => aggregators !== "" && !now.has(investor));
  return [
    ...closures.filter(({ investor, aggregators }) => before.get(investor) !== aggregators.join(" ")),
    ...gone.map(([investor]): Closure => ({ investor, aggregators: [], because: [], ...of })),
  ].toSorted((a, b) => (a.investor < b.investor ? -1 : 1));
}
