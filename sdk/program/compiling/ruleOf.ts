import { type CountryScope, EVIDENCES, LANES, maskOf, MODES, MOVEMENTS, type Rule } from "../../kinds/index.js";
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
  /** Index of a country set, by its id. */
  readonly setIndex: ReadonlyMap<string, number>;
};

type Conditions = {
  readonly liftedBy?: readonly string[] | undefined;
  readonly counterparty?: Counterparty | undefined;
};

const ALL_LANES = (1 << LANES) - 1;

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
  const set = (field: string, id: string): number => {
    const index = context.setIndex.get(id);
    if (index === undefined) faults.push({ field, fault: `names no country set: ${id}` });
    return index ?? 0;
  };
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
  const { liftedBy, counterparty }: Conditions = enforcement.type === "mostHolders" ? {} : enforcement;
  const share = enforcement.type === "mostShare";

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
      case "evidenceFresh":
        return BigInt(EVIDENCES[enforcement.evidence]);
      case "mostShare":
        return numbers[1] ?? 0n;
      case "mostUnits":
      case "leastHolding":
      case "mostHolders":
      case "notBefore":
      case "notAfter":
      case "leastPerMovement":
      case "mostPerMovement":
        return numbers[0] ?? 0n;
    }
  };
  const rule: Rule = {
    kind: enforcement.type,
    movements: maskOf(MOVEMENTS, enforcement.movements),
    side: enforcement.party,
    path: 0,
    provision,
    modes: enforcement.type === "mostHolders" && enforcement.perCountry === true ? maskOf(MODES, ["perCountry"]) : 0,
    lanes: lanes("lanes", enforcement.lanes),
    countrySet: scope("countries", enforcement.countries),
    liftedBy: mask("liftedBy", liftedBy, context.bits.statuses),
    otherLanes: lanes("counterparty.lanes", counterparty?.lanes),
    otherCountrySet: scope("counterparty.countries", counterparty?.countries),
    otherBits: mask("counterparty.roles", counterparty?.roles, context.bits.roles),
    window: share ? Number(numbers[0] ?? 0n) : 0,
    limit: limitOf(),
  };
  return { rule, faults };
}
