import { type Hex, keccak256, stringToHex } from "viem";
import { dayOf, parseRulebook, type Rulebook } from "../../rulebook/index.js";
import { grouped } from "../../verdict/words.js";

/** The provision of the fund's own agreement that the demo amends, and the kind of rule that enforces it. */
const [PROVISION, KIND] = ["fund/least-holding", "leastHolding"] as const;

/**
 * The fund's rulebook with another least holding, as if its partners had agreed on it: in the provision, in its words, and in the rules that enforce it.
 *
 * @param least Token units.
 * @param asOf Unix seconds: the day of the amendment.
 */
export function amendedRulebook(rulebook: Rulebook, least: bigint, asOf: bigint): Rulebook {
  const before = leastOf(rulebook);
  const day = dayOf(asOf);
  const quotation = `In § 9.3(b), ${grouped(before)} is replaced by ${grouped(least)}.`;
  const source = {
    name: "Amendment of the partnership agreement, made up by the demo",
    ...{ dated: day, seenOn: day, quotation, quoteHash: keccak256(stringToHex(quotation)) as Hex },
  };
  const amended = <Value>(value: Value): Value =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll(`"num":"${before}"`, `"num":"${least}"`)
        .replaceAll(grouped(before), grouped(least)),
    ) as Value;
  return parseRulebook({
    ...rulebook,
    provisions: rulebook.provisions.map((one) =>
      one.id === PROVISION
        ? { ...amended(one), citation: `${one.citation}, as amended`, sources: [...one.sources, source] }
        : one,
    ),
    uses: rulebook.uses.map((one) => (one.provision === PROVISION ? amended(one) : one)),
  });
}

/** What the rulebook asks everybody to hold at least, in token units. */
export function leastOf({ uses }: Rulebook): bigint {
  const rules = uses.flatMap(({ how }) => ("enforce" in how ? how.enforce : []));
  return rules.reduce((least, rule) => (rule.type === KIND ? BigInt(rule.least.num) : least), 0n);
}
