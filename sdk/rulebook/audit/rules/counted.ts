import { type Ask, partsOf, scopeOf } from "../asks.js";
import { aboutAsks, placeOf, witnessOf } from "../found.js";
import { common } from "../inquiry.js";
import type { Law } from "../law.js";
import { eachPair } from "../pairs.js";
import { exposuresDiffer } from "../subjects.js";
import { type Audit, inOrder, precedence } from "./context.js";
import { merge } from "./merge.js";

/** How something is counted. */
type Count = {
  readonly family: string;
  readonly base: string;
  readonly basis: string;
  readonly window: string;
  readonly attribution: string;
  readonly unit: string;
};

/** Who counts as one person with whom. */
const AGGREGATION = "aggregation";
const PERSONS = new Set(["person", "holder"]);

/** What is one family: heads, whoever counts them; shares that somebody owns or controls; else a base in its unit. */
function familyOf(base: string, basis: string, unit: string): string {
  if (PERSONS.has(unit)) return "persons";
  if (basis === "beneficial" || basis === "record") return "ownership";
  return `${base} ${unit}`;
}

function countsOf({ test, measure }: Ask, { measures }: Law): readonly Count[] {
  const { meters } = partsOf(test);
  const metered = meters.map(({ base, basis, unit, window, attribution = "none" }) => ({
    ...{ family: familyOf(base, basis, unit), base, basis, window: JSON.stringify(window), attribution, unit },
  }));
  const declared = measure === undefined ? undefined : measures.get(measure);
  if (metered.length > 0 || declared?.base === undefined || declared.basis === undefined) return metered;
  const { base, basis, unit = "" } = declared;
  return [{ family: familyOf(base, basis, unit), base, basis, window: "", attribution: "none", unit }];
}

/** In what two ways of counting differ; nothing: in nothing, or they count different things. */
function difference(one: Count, other: Count): string | undefined {
  const aggregated = one.attribution !== "none" && other.attribution !== "none";
  if (aggregated && one.attribution !== other.attribution)
    return `${AGGREGATION}: ${one.attribution} against ${other.attribution}`;
  if (one.family !== other.family) return undefined;
  const people = one.family === "persons" || one.family === "ownership";
  if (people && one.basis !== other.basis) return `basis: ${one.basis} against ${other.basis}`;
  if (people && one.base !== other.base) return `base: ${one.base} against ${other.base}`;
  if (one.window !== other.window && one.window !== "" && other.window !== "") return "window";
  return undefined;
}

/** Starts and lengths of the periods that an ask lets pass. */
const clocksOf = ({ test }: Ask) => partsOf(test).clocks;

const BINDING = new Set(["limit", "exempt", "define", "consequence"]);

/**
 * One family of measures, counted on another base, basis, window or aggregation, or a day reached by another clock: numbers that must not be taken for one
 * another.
 */
export function counted(audit: Audit): (one: Ask, other: Ask) => boolean {
  const found = new Set<string>();
  const asks = audit.asks.filter(({ placed }) => BINDING.has(placed.provision.effect.type));
  const counts = new Map(asks.map((ask) => [ask, countsOf(ask, audit.law)] as const));
  const keyOf = (one: Ask, other: Ask) =>
    inOrder(one, other)
      .map(({ path }) => path)
      .join(" ");

  eachPair(
    asks,
    (ask) => [
      ...new Set(
        (counts.get(ask) ?? []).flatMap(({ family, attribution }) =>
          attribution === "none" ? [family] : [family, AGGREGATION],
        ),
      ),
    ],
    (first, second) => {
      const [one, other] = inOrder(first, second);
      const how = (counts.get(one) ?? [])
        .flatMap((mine) => (counts.get(other) ?? []).map((theirs) => difference(mine, theirs)))
        .find((difference) => difference !== undefined);
      if (how === undefined) return;
      const family = how.startsWith(AGGREGATION) ? AGGREGATION : (counts.get(one)?.[0]?.family ?? "");
      if (note(audit, one, other, family, how)) found.add(keyOf(one, other));
    },
  );
  eachPair(
    asks.filter((ask) => ask.measure !== undefined && clocksOf(ask).length > 0),
    // Days of two measures are two things, as a day of delivery and a day on which a form was filed.
    ({ placed, measure }) => placed.provision.scope.activities.map((activity) => `${measure} ${activity}`),
    (first, second) => {
      const [one, other] = inOrder(first, second);
      const [mine, theirs] = [clocksOf(one)[0], clocksOf(other)[0]];
      if (mine === undefined || theirs === undefined || mine.start === theirs.start) return;
      if (common(one.placed, other.placed).products.length === 0) return;
      if (note(audit, one, other, one.measure ?? "", `clock: from ${mine.start} against from ${theirs.start}`))
        found.add(keyOf(one, other));
    },
  );
  return (one, other) => found.has(keyOf(one, other));
}

function note(audit: Audit, one: Ask, other: Ask, family: string, how: string): boolean {
  if (family !== AGGREGATION && exposuresDiffer(one, other)) return false;
  const { activities, products } = common(one.placed, other.placed);
  const [activity, product] = [activities[0], products[0]];
  // Who is aggregated with whom differs for one person also where the products differ.
  if (activity === undefined || (product === undefined && family !== "ownership" && family !== AGGREGATION))
    return false;
  const scopes = [one, other].map(({ placed }) => ({ predicate: scopeOf(placed), holds: true }));
  const cells = audit.inquiry.ask(scopes);
  if (cells === null || cells === "tooMany") return false;
  if (precedence(audit, one.placed, other.placed, family)) return true;
  const questions =
    product === undefined
      ? [one, other].map((ask) => ({ ...placeOf(ask), activity, answered: [] }))
      : [{ activity, product, answered: [] }];
  const about = aboutAsks([one, other]);
  // Of whom counts as one with whom the products are no part.
  const exposure = family === AGGREGATION ? null : about.exposure;
  merge(audit, ["counted", family, how, exposure, ...about.authorities].join("|"), {
    code: "counted-differently",
    severity: "note",
    measure: family,
    ...about,
    exposure,
    witness: witnessOf(audit.law, product === undefined ? [...cells, ...cells] : cells, questions),
    what: `Both apply, and they count differently (${how}).`,
    suggestion: "Keep a counter for each; never read one for the other.",
  });
  return true;
}
