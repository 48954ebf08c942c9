import { type Hex } from "viem";
import { packWord, RECORD_WORD, type RuleKind, RULE_KINDS } from "../kinds/index.js";
import { type Facts, type ProgramParts } from "../program/index.js";
import { holdersBefore } from "../program/counting.js";
import { loadProgram } from "../program/loadProgram.js";
import { situationOf } from "../program/situation.js";
import { countryOf } from "../rulebook/index.js";
import { type Common, factsOfNobody } from "./books.js";

/** A count that a rule limits, as it is. */
export type CountImpact = {
  /** Index of the rule in the program. */
  readonly rule: number;
  readonly kind: Extract<RuleKind, "mostHolders" | "fewestHolders">;
  /** ISO 3166-1 numeric, of a rule that counts each country by itself; null: of all, or of the rule's set. */
  readonly country: number | null;
  readonly now: number;
  readonly limit: number;
  /** By so many above, or below the fewest; 0: within the limit. */
  readonly excess: number;
  readonly provision: Hex | null;
};

/** The counts that a program limits, by name: `rules[3]`, and `rules[3].US` of a rule that counts each country by itself. */
export function countsOf(program: ProgramParts, common: Common): Readonly<Record<string, CountImpact>> {
  const { transfer, mint, burn } = loadProgram(program);
  const loaded = [transfer, mint, burn].flatMap(({ always, paths }) => [...always, ...paths.flat()]);
  const ofCounts = new Map(
    loaded.filter(({ rule }) => RULE_KINDS[rule.kind].judgedOn === "counts").map((one) => [one.index, one]),
  );
  const rows = [...ofCounts.values()].flatMap((one): readonly (readonly [string, CountImpact])[] => {
    const { rule, index, counts } = one;
    const count = (country: number | null, name: string): readonly [string, CountImpact] => {
      const facts = residentIn(country ?? 0, common);
      const now = holdersBefore(one, situationOf(facts, MINT));
      const limit = Number(rule.limit);
      const over = rule.kind === "mostHolders" ? now - limit : limit - now;
      const kind = rule.kind as CountImpact["kind"];
      const provision = program.provisions[rule.provision] ?? null;
      return [name, { rule: index, kind, country, now, limit, excess: Math.max(0, over), provision }];
    };
    if (counts !== "perCountry") return [count(null, `rules[${index}]`)];
    const { countrySet } = rule;
    const binds = (country: number) => countrySet === null || (one.countries?.[country] === 1) !== countrySet.outside;
    return [...common.books.byCountry.keys()]
      .filter(binds)
      .sort((a, b) => a - b)
      .map((country) => count(country, `rules[${index}].${countryOf(country)?.alpha2 ?? country}`));
  });
  return Object.fromEntries(rows);
}

const ZERO = "0x0000000000000000000000000000000000000000";
const MINT = { kind: "mint", token: ZERO, from: ZERO, to: ZERO, amount: 0n } as const;

/** Facts in which both parties' countries are this one. */
function residentIn(country: number, common: Common): Facts {
  const counts = common.books.byCountry.get(country) ?? 0n;
  const record = packWord(RECORD_WORD, { country: BigInt(country) });
  return { ...factsOfNobody(common), receiver: record, senderCounts: counts, receiverCounts: counts };
}
