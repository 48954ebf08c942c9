import type { PositionBucket } from "../kinds/index.js";
import type { Activity, Ledger, PositionTables, PositionUnderlying } from "../rulebook/index.js";

export type Bucket = PositionBucket;
type GivenFacts = Activity["facts"];

/** What a bucket is in the words of the law. */
export const MEASURES: Readonly<Record<Bucket, readonly string[]>> = {
  spotMonth: ["spotMonthPosition", "positionContracts"],
  singleMonth: ["singleMonthPosition"],
  allMonths: ["allMonthsPosition"],
};

/** A position of whom is asked about: contracts, short below 0, in the month that is asked about or another one. */
export type Held = {
  readonly contracts: bigint;
  readonly cash?: boolean | undefined;
  readonly month?: string | undefined;
};

const TRADER = "the trader";
const MONTH = "the month";

/** The question of the law that a position is: one trader alone, of whom nothing is exempt but what the facts say. */
export function positionActivity(
  { provenance, facts: shared }: PositionTables,
  {
    kind,
    underlying,
    facts,
    bucket,
    held,
  }: {
    readonly kind: "hold" | "list";
    readonly underlying: PositionUnderlying;
    readonly facts: GivenFacts;
    readonly bucket: Bucket;
    readonly held: readonly Held[];
  },
): Activity {
  const all: GivenFacts = {
    ...{ "product.month": MONTH, "product.cashSettled": false },
    ...{ ...shared, ...underlying.facts, ...facts },
  };
  const lines = held.map(({ contracts, cash = false, month = MONTH }) => ({
    party: TRADER,
    quantity: String(contracts),
    facts: {
      ...copied(all, "contract"),
      ...copied(all, "underlying"),
      ...{ "entry.month": month, "entry.cashSettled": cash, "entry.exemptFromLimit": false },
      ...{ "entry.spotMonth": bucket === "spotMonth" },
    },
  }));
  // The last of them is what the activity adds: meters count it apart.
  const [adds, ...others] = lines.toReversed();
  const ledger: Ledger = {
    ...{ base: "position", basis: "economic", unit: "contract" },
    entries: others.map((line) => ({ on: provenance.asOf, ...line })),
    adds,
  };
  return {
    ...{ kind, product: { classes: underlying.products }, parties: { actor: TRADER }, provenance, claims: [] },
    ...{ facts: all, ledgers: kind === "hold" ? [ledger] : [], attributions: { "150.4": [[TRADER]] } },
  };
}

/** What keeps counters apart, as the line has it. */
function copied(facts: GivenFacts, name: "contract" | "underlying"): Readonly<Record<string, string>> {
  const given = facts[`product.${name}`];
  const value = typeof given === "object" && "value" in given ? given.value : given;
  return typeof value === "string" ? { [`entry.${name}`]: value } : {};
}
