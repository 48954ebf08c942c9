import type { ProgramInvalidError } from "../errors/index.js";
import { type CountryScope, type Rule, RULE_KINDS } from "../kinds/index.js";
import { countrySetDigits } from "./countrySetWords.js";
import { decodeProgram } from "./decodeProgram.js";
import { encodeProgram } from "./encodeProgram.js";
import { packRule } from "./encodeRule.js";
import { isRuleBefore, setsOf } from "./findProgramFault.js";
import type { Program, ProgramParts } from "./types.js";

export type AssembleProgramParameters = ProgramParts;
export type AssembleProgramReturnType = Program;
export type AssembleProgramErrorType = ProgramInvalidError;

/**
 * The program of these parts, in whatever order they come: sorts and numbers rules, country sets and provisions canonically.
 * Equal rules, sets and provisions become one; sets and provisions that no rule names are left out.
 *
 * @param parts Rules name sets and provisions by their index in these parts.
 * @throws {ProgramInvalidError} when no order of them makes a program.
 */
export function assembleProgram(parts: AssembleProgramParameters): AssembleProgramReturnType {
  const setsUsed = new Set(parts.rules.flatMap(setsOf));
  const provisionsUsed = new Set(parts.rules.map(({ provision }) => provision));
  const sets = numbered(parts.countrySets, setsUsed, (set) => countrySetDigits(set));
  const provisions = numbered(parts.provisions, provisionsUsed, (hash) => hash.toLowerCase());

  const words = new Map<bigint, Rule>();
  for (const [index, rule] of parts.rules.entries()) {
    const renumbered = renumber(rule, sets.newIndex, provisions.newIndex);
    words.set(packRule(renumbered, index), renumbered);
  }
  const sorted = [...words].sort(([a], [b]) => (isRuleBefore(a, b) ? -1 : 1));
  return decodeProgram(
    encodeProgram({
      rules: sorted.map(([, rule]) => rule),
      countrySets: sets.items,
      provisions: provisions.items,
      rulebook: parts.rulebook,
      lots: parts.lots,
    }),
  );
}

type Numbered<T> = { readonly items: readonly T[]; readonly newIndex: (old: number) => number };

/** The used items, each once, ascending by key; and where each old index went. */
function numbered<T>(items: readonly T[], used: ReadonlySet<number>, key: (item: T) => string): Numbered<T> {
  const byKey = new Map<string, T>();
  for (const [index, item] of items.entries()) if (used.has(index)) byKey.set(key(item), item);
  const keys = [...byKey.keys()].sort();
  const newIndex = (old: number) => {
    const item = items[old];
    return item === undefined ? old : keys.indexOf(key(item)); // an index to nothing stays one: encodeProgram names it
  };
  return { items: keys.map((one) => byKey.get(one) as T), newIndex };
}

function renumber(rule: Rule, set: (old: number) => number, provision: (old: number) => number): Rule {
  const scope = (old: CountryScope | null) => old && { ...old, set: set(old.set) };
  return {
    ...rule,
    provision: provision(rule.provision),
    countrySet: scope(rule.countrySet),
    otherCountrySet: scope(rule.otherCountrySet),
    limit: RULE_KINDS[rule.kind].limit.meaning === "setIndex" ? BigInt(set(Number(rule.limit))) : rule.limit,
  };
}
