import { expect } from "chai";
import {
  MOST_SPAN_DAYS,
  MOST_SPAN_MONTHS,
  MOVEMENTS,
  type Rule,
  SPAN_MONTHS,
  STRICTLY,
} from "../../../sdk/kinds/index.js";
import { compile } from "../../../sdk/program/index.js";
import { parseRulebook } from "../../../sdk/rulebook/index.js";
import { NOW } from "../program/build.js";
import { type Case, itRefuses } from "./issues.js";
import { rule, withRules } from "./small.js";

type Json = Record<string, unknown>;

const units = (num: string) => ({ num, unit: "unit" });
const percent = (num: string) => ({ num, unit: "percent" });
const purchasers = (num: string) => ({ num, unit: "purchaser" });
const AT = "uses[0].how.enforce[0]";
const PLUG_IN = "0x00000000000000000000000000000000000000ab";

const ofSender = (type: string, some: Json) => rule(type, { party: "sender", movements: ["transfer"], ...some });
const outflow = (within: Json) => ofSender("mostOutflow", { most: units("5"), within });
const group = (some: Json) => rule("mostGroupShare", { movements: ["transfer"], floor: units("1"), ...some });
const token = (type: string, some: Json = {}) => rule(type, { party: "token", movements: ["transfer"], ...some });

/** The rule that one enforcement compiles to; the token has 2 decimals. */
function compiled(enforcement: Json): Rule {
  const { rules } = compile(parseRulebook(withRules(enforcement)), { asOf: NOW });
  return rules[0] as Rule;
}

describe("rules on flows, groups, halts and other contracts", () => {
  it("default: numbers of their words", () => {
    const words: readonly (readonly [Json, number, bigint])[] = [
      [token("notHalted"), 0, 0n],
      [outflow({ days: 90 }), 90, 500n],
      [outflow({ months: 3 }), SPAN_MONTHS + 3, 500n],
      [ofSender("mostOutflowShare", { share: percent("1"), within: { days: 1 } }), 1, 100n],
      [ofSender("mostOutflowShareOrVolume", { share: percent("0.25"), within: { months: 24 } }), SPAN_MONTHS + 24, 25n],
      [rule("mostInflow", { movements: ["mint"], most: units("0"), within: { months: 12 } }), SPAN_MONTHS + 12, 0n],
      [rule("mostPurchasers", { movements: ["mint"], most: purchasers("35"), within: { days: 731 } }), 731, 35n],
      [token("mostVenueVolume", { share: percent("100") }), 0, 10_000n],
      [group({ most: percent("25") }), 2_500, 100n],
      [group({ lessThan: percent("25") }), STRICTLY + 2_500, 100n],
      [token("plugIn", { contract: PLUG_IN }), 0, 0xabn],
      [token("positionLimit", { book: PLUG_IN }), 0, 0xabn],
    ];
    for (const [enforcement, window, limit] of words) {
      const found = compiled(enforcement);
      expect(found, String(enforcement["type"])).to.deep.include({ kind: enforcement["type"], window, limit });
    }
  });

  it("behavior: of a group, who is a member and who is excluded", () => {
    const enforcement = group({
      ...{
        most: percent("25"),
        lanes: ["usAccredited"],
        liftedBy: ["notBenefitPlan"],
        excluded: ["controller", "issuer"],
      },
    });
    expect(compiled(enforcement)).to.deep.include({
      ...{ movements: 1 << MOVEMENTS.transfer, side: "receiver", lanes: 1 << 2, liftedBy: 1 << 6 },
      ...{ otherBits: (1 << 9) | (1 << 24), otherLanes: 0, modes: 0 },
    });
  });
});

const CASES: readonly Case[] = [
  ["no day", withRules(outflow({ days: 0 })), [`${AT}.within.days: must be at least 1`]],
  ["too many days", withRules(outflow({ days: MOST_SPAN_DAYS + 1 })), [`${AT}.within.days: is too large: at most 731`]],
  [
    "too many months",
    withRules(outflow({ months: MOST_SPAN_MONTHS + 1 })),
    [`${AT}.within.months: is too large: at most 24`],
  ],
  [
    "days and months",
    withRules(outflow({ days: 1, months: 1 })),
    [`${AT}.within: must say either days or months, as { "days": 90 } or { "months": 3 }`],
  ],
  [
    "a share of nothing",
    withRules(token("mostVenueVolume", { share: percent("0") })),
    [`${AT}.share.num: must be at least 1`],
  ],
  [
    "half a purchaser",
    withRules(rule("mostPurchasers", { movements: ["mint"], most: purchasers("0.5"), within: { days: 1 } })),
    [`${AT}.most.num: must be a whole number`],
  ],
  [
    "holders for purchasers",
    withRules(rule("mostPurchasers", { most: { num: "35", unit: "holder" }, within: { days: 1 } })),
    [`${AT}.most.unit: must be "purchaser"`],
  ],
  ["a group without its share", withRules(group({})), [`${AT}: must say either \`most\` or \`lessThan\``]],
  [
    "a group with two shares",
    withRules(group({ most: percent("25"), lessThan: percent("25") })),
    [`${AT}: must say either \`most\` or \`lessThan\``],
  ],
  [
    "a group without a floor of one unit",
    withRules(group({ most: percent("25"), floor: units("0") })),
    [`${AT}.floor.num: must be at least 1`],
  ],
  [
    "an excluded status that the scheme does not have",
    withRules(group({ most: percent("25"), excluded: ["manager"] })),
    [`${AT}.excluded[0]: is no status of the scheme "us"`],
  ],
  [
    "a halt of one party",
    withRules(token("notHalted", { lanes: ["usAccredited"] })),
    [`${AT}.lanes: is about a party, and the rule judges the movement itself (party: token)`],
  ],
  [
    "a contract that is no address",
    withRules(token("plugIn", { contract: "0x1234" })),
    [`${AT}.contract: must be an address: 0x and 40 hexadecimal digits, in lower case or with their checksum`],
  ],
  [
    "a position book that is no address",
    withRules(token("positionLimit", { book: "0x1234" })),
    [`${AT}.book: must be an address: 0x and 40 hexadecimal digits, in lower case or with their checksum`],
  ],
  [
    "a contract with a wrong checksum",
    withRules(token("plugIn", { contract: PLUG_IN.replace("ab", "aB") })),
    [`${AT}.contract: must be an address: 0x and 40 hexadecimal digits, in lower case or with their checksum`],
  ],
];

describe("parseRulebook: rules on flows, groups, halts and other contracts", () => {
  for (const one of CASES) itRefuses(one);
});
