import type { Issue } from "../../errors/index.js";
import { type CountryScope, type Rule, RULE_KINDS } from "../../kinds/index.js";
import type { RuleOrigin } from "../compiled.js";
import type { ProgramParts } from "../types.js";
import type { PlacedRule } from "./applyUses.js";

/** What a rule says, whatever the numbers of its sets and its provision are: equal exactly if the words are equal in one program. */
function keyOf(rule: Rule, { countrySets, provisions }: Pick<ProgramParts, "countrySets" | "provisions">): string {
  const scope = (countries: CountryScope | null) => countries && { ...countries, set: countrySets[countries.set] };
  const isSet = RULE_KINDS[rule.kind].limit.meaning === "setIndex";
  return JSON.stringify({
    ...rule,
    provision: provisions[rule.provision],
    countrySet: scope(rule.countrySet),
    otherCountrySet: scope(rule.otherCountrySet),
    limit: isSet ? countrySets[Number(rule.limit)] : String(rule.limit),
  });
}

/** Rules that say the same as an earlier one: the program would hold them once, and one of the two would have no word. */
export function repeatedRules(placed: readonly PlacedRule[], parts: ProgramParts): readonly Issue[] {
  const first = new Map<string, string>();
  return placed.flatMap(({ rule, origin: { path } }): readonly Issue[] => {
    const key = keyOf(rule, parts);
    const earlier = first.get(key);
    if (earlier !== undefined) return [{ path, message: `is the same rule as ${earlier}` }];
    first.set(key, path);
    return [];
  });
}

/** Where each rule of the program comes from, by its index. */
export function originsOf(
  program: ProgramParts,
  placed: readonly PlacedRule[],
  parts: ProgramParts,
): readonly RuleOrigin[] {
  const origins = new Map(placed.map(({ rule, origin }) => [keyOf(rule, parts), origin]));
  return program.rules.flatMap((rule) => origins.get(keyOf(rule, program)) ?? []);
}
