import { readFileSync } from "node:fs";
import { readPositionTables, SHIPPED_POSITION_TABLES, shippedLaw } from "../../sdk/cli/readLaw.js";
import { aggregate, positionLimits, type PositionLimitsReturnType } from "../../sdk/positions/index.js";
import {
  type Activity,
  assess,
  type Assessment,
  type PositionTables,
  prepareRulebooks,
} from "../../sdk/rulebook/index.js";
import { graphOf } from "../sdk/positions/graphs.js";

/** Contracts of one person in one month; short below 0. */
export type Line = {
  readonly by: string;
  readonly contracts: string;
  readonly month: string;
  readonly cash?: boolean;
  /** It is a bona fide hedge that is exempt on that day. */
  readonly hedge?: boolean;
};

export type Vector = {
  readonly title: string;
  readonly underlying: string;
  readonly on: string;
  readonly held: readonly Line[];
  /** Left out: the question is whether it may be held. */
  readonly trade?: Line;
  readonly owns?: readonly { readonly owner: string; readonly owned: string; readonly percent: string }[];
  readonly controls?: readonly { readonly controller: string; readonly controlled: string }[];
  readonly notAggregated?: readonly { readonly person: string; readonly account: string; readonly until?: string }[];
  /** `until`: the day on which it is stale. */
  readonly exempt?: {
    readonly by: string;
    readonly side: "long" | "short";
    readonly contracts: string;
    readonly until: string;
  };
  readonly order?: { readonly by: string; readonly cap: string };
  readonly facts?: Activity["facts"];
  /** The outcome of `assess`. */
  readonly law: "allow" | "refuse" | "duty" | "ambiguous";
  /** Provisions that fail, or whose duty arises. */
  readonly because?: readonly string[];
  /** `kept`: a trade of nothing is none; one contract more is refused, one less passes. */
  readonly chain: "passes" | "refused" | "kept";
  readonly bucket?: string;
  readonly binding?: "law" | "policy";
  /** Whose position stands against it; left out: the trader's. */
  readonly subject?: string;
  /** Why law and chain differ here, by design. */
  readonly differs?: string;
};

type Underlying = {
  readonly facts: Activity["facts"];
  /** Hash of the exchange's rule, where one adopted the number. */
  readonly adoptedBy?: string;
  /** By month and step: the first day on which it is in force. */
  readonly dates: Readonly<Record<string, Readonly<Record<string, string>>>>;
};
export type Vectors = {
  readonly facts: Activity["facts"];
  readonly underlyings: Readonly<Record<string, Underlying>>;
  readonly vectors: readonly Vector[];
};

export const VECTORS = JSON.parse(
  readFileSync(new URL("../vectors/positions.json", import.meta.url), "utf8"),
) as Vectors;

export const law = prepareRulebooks(shippedLaw());
export const secondsOf = (day: string): bigint => BigInt(Date.parse(day) / 1000);
/** By whom nothing else is said. */
export const TRADER = "trader";

/** The shipped tables, with the rules of the exchanges that the vectors name. */
export const tables: PositionTables = ((shipped: PositionTables) => ({
  ...shipped,
  underlyings: shipped.underlyings.map((one) => {
    const document = VECTORS.underlyings[one.id]?.adoptedBy;
    const spotMonth = one.spotMonth?.map((step) =>
      document === undefined || !("adopted" in step.limit)
        ? step
        : { ...step, limit: { ...step.limit, adopted: { ...step.limit.adopted, document } } },
    );
    return { ...one, spotMonth };
  }),
}))(readPositionTables(SHIPPED_POSITION_TABLES));

/** Limits of an underlying in a month, by the law of November 2026. */
export const limitsOf = (underlying: string, month: string): PositionLimitsReturnType =>
  positionLimits(tables, law, {
    ...{ underlying, month, asOf: secondsOf("2026-11-26") },
    dates: Object.fromEntries(
      Object.entries(VECTORS.underlyings[underlying]?.dates[month] ?? {}).map(([step, day]) => [step, secondsOf(day)]),
    ),
  });

/** Everybody of a vector. */
export const personsOf = ({ held, owns = [], controls = [] }: Vector): readonly string[] => [
  ...new Set([
    ...[TRADER, ...held.map(({ by }) => by), ...owns.flatMap(({ owner, owned }) => [owner, owned])],
    ...controls.flatMap(({ controller, controlled }) => [controller, controlled]),
  ]),
];

const HASH = `0x${"22".repeat(32)}`;

const closures = new Map<Vector, ReadonlyMap<string, readonly string[]>>();

/** To whom each is attributed, by `aggregate`. */
export function closuresOf(vector: Vector): ReadonlyMap<string, readonly string[]> {
  const known = closures.get(vector) ?? aggregated(vector);
  closures.set(vector, known);
  return known;
}

function aggregated(vector: Vector): ReadonlyMap<string, readonly string[]> {
  const { owns = [], controls = [], notAggregated = [], on } = vector;
  if (owns.length + controls.length === 0) return new Map();
  const persons = personsOf(vector);
  const number = (name: string) => persons.indexOf(name) + 1;
  const since = { source: HASH, from: "2026-01-01" };
  const graph = graphOf({
    completeThrough: "2026-12-31",
    ownership: owns.map(({ owner, owned, percent }) => ({
      owner: number(owner),
      owned: number(owned),
      percent,
      ...since,
    })),
    control: controls.map((one) => ({
      controller: number(one.controller),
      controlled: number(one.controlled),
      ...since,
    })),
    exemptions: notAggregated.map(({ person, account, until }) => ({
      ...{ person: number(person), account: number(account), ground: "ownedEntity", notice: HASH, evidence: HASH },
      ...{ from: "2026-01-01", until },
    })),
  });
  const found = aggregate(graph, { tables, law, asOf: secondsOf(on) });
  const name = (one: bigint) => persons[Number(one) - 1] ?? "";
  return new Map(found.closures.map(({ investor, aggregators }) => [name(investor), aggregators.map(name)]));
}

/** The step of the spot month that is in force on the day; undefined: the month is not the spot month yet. */
function stepOf({ underlying, on }: Vector, month: string) {
  const days = VECTORS.underlyings[underlying]?.dates[month] ?? {};
  const steps = tables.underlyings.find(({ id }) => id === underlying)?.spotMonth ?? [];
  return steps.findLast(({ id }) => (days[id] ?? "9999") <= on);
}

/** What the law says of a vector, beside what each of those says to whom the trader's positions are attributed. */
export function assessed(vector: Vector): readonly Assessment[] {
  const found = closuresOf(vector);
  const persons = personsOf(vector);
  return [TRADER, ...(found.get(TRADER) ?? [])].map((head) => {
    const counted = persons.filter((one) => one === head || found.get(one)?.includes(head) === true);
    const others = persons.filter((one) => !counted.includes(one)).map((one) => [one]);
    return assess(law, activityOf(vector, [counted, ...others]), { asOf: secondsOf(vector.on) });
  });
}

function activityOf(vector: Vector, groups: string[][]): Activity {
  const { underlying: id, held, trade, on, facts } = vector;
  const underlying = tables.underlyings.find((one) => one.id === id)!;
  const about = trade ?? held[0]!;
  const step = stepOf(vector, about.month);
  const line = ({ by, contracts, month, cash = false, hedge = false }: Line) => ({
    ...{ party: by, quantity: contracts },
    facts: {
      ...{ "entry.contract": textOf(underlying.facts["product.contract"]), "entry.underlying": "the stock" },
      ...{ "entry.month": month, "entry.cashSettled": cash, "entry.exemptFromLimit": hedge },
      "entry.spotMonth": stepOf(vector, month) !== undefined,
    },
  });
  return {
    kind: trade === undefined ? "hold" : "trade",
    ...{ product: { classes: [underlying.products[0]!] }, parties: { actor: TRADER }, on, claims: [] },
    ...{ provenance: tables.provenance, attributions: { "150.4": groups } },
    facts: {
      ...{ "product.month": about.month, "product.cashSettled": about.cash ?? false },
      ...{ "activity.lastThreeTradingDays": step?.id === "lastThreeTradingDays" },
      ...{
        ...VECTORS.facts,
        ...VECTORS.underlyings[id]!.facts,
        ...tables.facts,
        ...underlying.facts,
        ...step?.facts,
        ...facts,
      },
    },
    ledgers: [
      {
        ...{ base: "position", basis: "economic", unit: "contract" },
        // Of what is merely held the last line stands for what is asked about.
        entries: (trade === undefined ? held.slice(0, -1) : held).map((one) => ({ on: "2026-11-02", ...line(one) })),
        adds: line(trade ?? held.at(-1)!),
      },
    ],
  };
}

const textOf = (fact: unknown): string => (typeof fact === "string" ? fact : "none");
