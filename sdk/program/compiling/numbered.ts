import { maskOf } from "../../kinds/index.js";
import { countryNumber, type Rulebook, schemeBits, type Scheme } from "../../rulebook/index.js";
import type { CountrySet, LotTerms } from "../types.js";
import type { RuleContext } from "./ruleOf.js";

/** What a rulebook names for its rules to refer to, numbered. */
export type Named = Omit<RuleContext, "decimals" | "bits"> & {
  /** Of countries, then of regions. */
  readonly sets: readonly CountrySet[];
  readonly titleOf: (set: CountrySet) => string | undefined;
  readonly lots: LotTerms | undefined;
};

/** Numbers the sets, paths and origins of a rulebook. */
export function numbered({ countrySets, regionSets = [], paths = [], lots }: Rulebook, scheme: Scheme): Named {
  const bits = schemeBits(scheme);
  const ascending = (numbers: readonly number[]) => [...numbers].sort((one, other) => one - other);
  const sets = [
    ...countrySets.map(({ countries }) => ascending(countries.flatMap((alpha2) => countryNumber(alpha2) ?? []))),
    ...regionSets.map(({ regions }) => ascending(regions.flatMap((name) => bits.regions[name] ?? []))),
  ];
  const titles = new Map([...countrySets, ...regionSets].map(({ title }, index) => [String(sets[index]), title]));
  const originNumber = new Map([
    ["unspecified", 0],
    ...(lots?.origins ?? []).map(({ id, number }) => [id, number] as const),
  ]);
  return {
    sets,
    titleOf: (set) => titles.get(String(set)),
    setIndex: new Map(countrySets.map(({ id }, index) => [id, index])),
    regionIndex: new Map(regionSets.map(({ id }, index) => [id, countrySets.length + index])),
    pathNumber: new Map(paths.map(({ id }, index) => [id, index + 1])),
    originNumber,
    lots: lots && lotTerms(lots, bits, originNumber),
  };
}

function lotTerms(
  { soldAs, clock }: NonNullable<Rulebook["lots"]>,
  { lanes, statuses }: ReturnType<typeof schemeBits>,
  originNumber: ReadonlyMap<string, number>,
): LotTerms {
  const origins = Object.entries(lanes).sort(([, one], [, other]) => one - other);
  return {
    origins: origins.map(([lane]) => originNumber.get(soldAs[lane] ?? "") ?? 0),
    clockRunsOn: clock === "runsOn",
    clockKeptBy: clock === "runsOn" ? 0 : maskOf(statuses, clock.keptBy),
  };
}
