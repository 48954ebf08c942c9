import {
  type CountryScope,
  EVIDENCES,
  LANES,
  maskOf,
  MODES,
  MOVEMENTS,
  ORIGINS,
  type Rule,
  RULE_KINDS,
  type RuleKind,
  type RuleKindEntry,
} from "../../kinds/index.js";
import {
  type Counterparty,
  type Countries,
  type Enforcement,
  type RuleNumberFault,
  ruleNumbers,
  type SchemeBits,
} from "../../rulebook/index.js";

export type RuleContext = {
  /** Of the token. */
  readonly decimals: number;
  readonly bits: SchemeBits;
  /** Index of a set of countries, and of one of regions, by its id. */
  readonly setIndex: ReadonlyMap<string, number>;
  readonly regionIndex: ReadonlyMap<string, number>;
  /** Numbers of paths and of origins, by their ids. */
  readonly pathNumber: ReadonlyMap<string, number>;
  readonly originNumber: ReadonlyMap<string, number>;
};

type Conditions = {
  readonly liftedBy?: readonly string[] | undefined;
  readonly counterparty?: Counterparty | undefined;
  readonly counterpartyLifts?: readonly string[] | undefined;
};

const ALL_ORIGINS = (1n << BigInt(ORIGINS)) - 1n;
const COUNTED = ["perCountry", "together", "beneficial"] as const;
const OTHER_LIFTS = ["otherLifts"] as const;
const ALL_LANES = (1 << LANES) - 1;

const hasWindow = (kind: RuleKind): boolean => (RULE_KINDS[kind] as RuleKindEntry).window !== undefined;

/**
 * The fields of a rule word, from what an author wrote. With faults, the rule is not to be used.
 *
 * @param provision Index into the caller's list.
 */
export function ruleOf(
  enforcement: Enforcement,
  provision: number,
  context: RuleContext,
): { readonly rule: Rule; readonly faults: readonly RuleNumberFault[] } {
  const faults: RuleNumberFault[] = [];
  const mask = (
    field: string,
    names: readonly string[] | undefined,
    bits: Readonly<Record<string, number>>,
  ): number => {
    for (const name of names ?? []) {
      if (!Object.hasOwn(bits, name)) faults.push({ field, fault: `names nothing in the scheme: ${name}` });
    }
    return maskOf(bits, names ?? []);
  };
  const numberOf = (field: string, id: string, of: ReadonlyMap<string, number>, what: string): number => {
    const number = of.get(id);
    if (number === undefined) faults.push({ field, fault: `names no ${what}: ${id}` });
    return number ?? 0;
  };
  const set = (field: string, id: string) => numberOf(field, id, context.setIndex, "country set");
  const origins = (ids: readonly string[] | undefined): bigint =>
    ids === undefined
      ? ALL_ORIGINS
      : ids.reduce((all, id) => all | (1n << BigInt(numberOf("origins", id, context.originNumber, "origin"))), 0n);
  const scope = (field: string, countries: Countries | undefined): CountryScope | null => {
    if (countries === undefined) return null;
    return "set" in countries
      ? { set: set(field, countries.set), outside: false }
      : { set: set(field, countries.outside), outside: true };
  };
  // All lanes and no lane scope are the same; the word has one spelling for it.
  const lanes = (field: string, names: readonly string[] | undefined) => {
    const found = mask(field, names, context.bits.lanes);
    return found === ALL_LANES ? 0 : found;
  };
  const numbers = ruleNumbers(enforcement, context.decimals).flatMap((number) => {
    if ("value" in number) return [number.value];
    faults.push(number);
    return [];
  });
  // Kinds that know no conditions have none of these fields.
  const { liftedBy, counterparty, counterpartyLifts } = enforcement as Conditions;
  const [window, number] = hasWindow(enforcement.type) ? numbers : [undefined, ...numbers];

  const limitOf = (): bigint => {
    switch (enforcement.type) {
      case "forbiddenStates":
        return BigInt(mask("states", enforcement.states, context.bits.states));
      case "requiredStatuses":
        return BigInt(mask("statuses", enforcement.statuses, context.bits.statuses));
      case "laneInSet":
        return BigInt(mask("allowed", enforcement.allowed, context.bits.lanes));
      case "countryIn":
      case "countryNotIn":
        return BigInt(set("set", enforcement.set));
      case "regionIn":
      case "regionNotIn":
        return BigInt(numberOf("set", enforcement.set, context.regionIndex, "region set"));
      case "plugIn":
        return BigInt(enforcement.contract);
      case "positionLimit":
        return BigInt(enforcement.book);
      case "notHalted":
      case "spenderRegistered":
      case "wholeHoldingOnly":
      case "encumberedStays":
        return 0n;
      case "holdingPeriod":
      case "trancheClosedSince":
        return origins(enforcement.origins);
      case "evidenceFresh":
        return BigInt(EVIDENCES[enforcement.evidence]);
      case "mostShare":
      case "mostOutflow":
      case "mostOutflowShare":
      case "mostOutflowShareOrVolume":
      case "mostInflow":
      case "mostPurchasers":
      case "mostVenueVolume":
      case "mostGroupShare":
      case "mostUnits":
      case "leastHolding":
      case "mostHolders":
      case "fewestHolders":
      case "notBefore":
      case "notAfter":
      case "leastPerMovement":
      case "mostPerMovement":
      case "mostEmbeddedLeverage":
      case "mostLeverage":
        return number ?? 0n;
    }
  };
  const rule: Rule = {
    kind: enforcement.type,
    movements: maskOf(MOVEMENTS, enforcement.movements),
    side: enforcement.party,
    path: enforcement.path === undefined ? 0 : numberOf("path", enforcement.path, context.pathNumber, "path"),
    provision,
    modes: maskOf(MODES, [...COUNTED.filter((mode) => mode in enforcement), ...(counterpartyLifts ? OTHER_LIFTS : [])]),
    lanes: lanes("lanes", enforcement.lanes),
    countrySet: scope("countries", enforcement.countries),
    liftedBy: mask("liftedBy", liftedBy, context.bits.statuses),
    otherLanes: lanes("counterparty.lanes", counterparty?.lanes),
    otherCountrySet: scope("counterparty.countries", counterparty?.countries),
    otherBits:
      enforcement.type === "mostGroupShare"
        ? mask("excluded", enforcement.excluded, context.bits.statuses)
        : counterpartyLifts === undefined
          ? mask("counterparty.roles", counterparty?.roles, context.bits.roles)
          : mask("counterpartyLifts", counterpartyLifts, context.bits.statuses),
    window: Number(window ?? 0n),
    limit: limitOf(),
  };
  return { rule, faults };
}
