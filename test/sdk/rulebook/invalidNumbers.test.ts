import { type Case, itRefuses } from "./issues.js";
import { leastHolding, mostUnits, provision, rule, small, upTo, withRules, withSource } from "./small.js";

/** Days, times, quantities, and limits that contradict each other. */
const CASES: readonly Case[] = [
  [
    "a day that no calendar has",
    small({ provisions: [provision({ effective: { from: "2026-02-30" } })] }),
    ["provisions[0].effective.from: must be a day of the calendar, as 2026-02-28"],
  ],
  [
    "an instant that no calendar has",
    withRules(rule("notBefore", { from: "2026-02-29T00:00:00Z" })),
    ["uses[0].how.enforce[0].from: must be an instant with its zone, to the second, as 2026-02-28T17:00:00Z"],
  ],
  [
    "an instant without zone",
    withRules(rule("notAfter", { until: "2026-02-28T00:00:00" })),
    ["uses[0].how.enforce[0].until: must be an instant with its zone, to the second, as 2026-02-28T17:00:00Z"],
  ],
  [
    "a time before 1970",
    withRules(rule("notBefore", { from: "1969-12-31T00:00:00Z" })),
    ["uses[0].how.enforce[0].from: must be at least 1"],
  ],
  [
    "an end before its start",
    small({ provisions: [provision({ effective: { from: "2026-02-02", through: "2026-02-01" } })] }),
    ["provisions[0].effective.through: is before the first day in force"],
  ],
  [
    "superseded without an end",
    small({ provisions: [provision({ status: "superseded" })] }),
    ["provisions[0].effective.through: is missing: what is superseded has a last day in force"],
  ],
  [
    "in force from no day",
    small({ provisions: [provision({ effective: undefined })] }),
    ["provisions[0].effective: is missing: only what is proposed or withdrawn was never in force"],
  ],
  [
    "a copy from after it was seen",
    withSource({ dated: "2024-01-02" }),
    ["provisions[0].sources[0].seenOn: is before the day of the copy"],
  ],

  [
    "a number without unit",
    withRules(mostUnits({ most: "1000" })),
    ['uses[0].how.enforce[0].most: must say its number and its unit, as { "num": "100000", "unit": "unit" }'],
  ],
  [
    "a JSON number",
    withRules(mostUnits({ most: { num: 1000, unit: "unit" } })),
    ["uses[0].how.enforce[0].most.num: must be a string, and is a number"],
  ],
  [
    "the wrong unit",
    withRules(mostUnits({ most: { num: "1000", unit: "percent" } })),
    ['uses[0].how.enforce[0].most.unit: must be "unit"'],
  ],
  ["no unit", withRules(mostUnits({ most: { num: "1000" } })), ["uses[0].how.enforce[0].most.unit: is missing"]],
  [
    "a negative number",
    withRules(upTo("-1")),
    ['uses[0].how.enforce[0].most.num: must be a decimal number, 0 or more, as a string, as "100000"'],
  ],
  [
    "more decimals than the token",
    withRules(upTo("0.001")),
    ["uses[0].how.enforce[0].most.num: has more decimals than the token, which has 2"],
  ],
  [
    "2 ** 112 base units",
    withRules(upTo("51922968585348276285304963292200.96")),
    ["uses[0].how.enforce[0].most.num: is too large: with 2 decimals it does not fit 112 bits"],
  ],
  [
    "a least holding of nothing",
    withRules(leastHolding("0")),
    ["uses[0].how.enforce[0].least.num: must be at least 1"],
  ],
  [
    "a share finer than a basis point",
    withRules(rule("mostShare", { share: { num: "5.001", unit: "percent" }, floor: { num: "1", unit: "unit" } })),
    ["uses[0].how.enforce[0].share.num: must be exact to a hundredth of a percent"],
  ],
  [
    "a share above the whole",
    withRules(rule("mostShare", { share: { num: "100.01", unit: "percent" }, floor: { num: "1", unit: "unit" } })),
    ["uses[0].how.enforce[0].share.num: is too large: at most 10000"],
  ],
  [
    "half a holder",
    withRules(rule("mostHolders", { most: { num: "1.5", unit: "holder" } })),
    ["uses[0].how.enforce[0].most.num: must be a whole number"],
  ],
  [
    "fewer than no holders",
    withRules(rule("mostHolders", { fewerThan: { num: "0", unit: "holder" } })),
    ["uses[0].how.enforce[0].fewerThan.num: must be at least 1"],
  ],
  [
    "two numbers of holders",
    withRules(rule("mostHolders", { most: { num: "1", unit: "holder" }, fewerThan: { num: "2", unit: "holder" } })),
    ["uses[0].how.enforce[0]: must say either `most` or `fewerThan`"],
  ],
  [
    "a leverage that is too exact, none, and more than a word holds",
    withRules(
      rule("mostLeverage", { most: { num: "2.00001", unit: "ratio" } }),
      rule("mostLeverage", { most: { num: "0", unit: "ratio" } }),
      rule("mostEmbeddedLeverage", {
        embedded: { num: "2.001", unit: "ratio" },
        most: { num: "655.3501", unit: "ratio" },
      }),
    ),
    [
      "uses[0].how.enforce[0].most.num: must be exact to 4 decimals",
      "uses[0].how.enforce[1].most.num: must be at least 1",
      "uses[0].how.enforce[2].embedded.num: must be exact to 2 decimals",
      "uses[0].how.enforce[2].most.num: is too large: at most 6553500",
    ],
  ],
  ["too many decimals of a token", small({ token: { decimals: 19 } }), ["token.decimals: must be at most 18"]],

  [
    "a least holding above the most",
    withRules(leastHolding("1000.01"), upTo("1000")),
    ["uses[0].how.enforce[0].least: contradicts uses[0].how.enforce[1].most: nobody could hold"],
  ],
  [
    "times that leave none",
    withRules(
      rule("notBefore", { from: "2030-01-01T00:00:00Z", lanes: ["usAccredited", "nonUsAccredited"] }),
      rule("notAfter", { until: "2030-01-01T00:00:00Z", lanes: ["nonUsAccredited"] }),
    ),
    ["uses[0].how.enforce[0].from: contradicts uses[0].how.enforce[1].until: no time would be left"],
  ],
  [
    "amounts that leave none",
    withRules(
      rule("leastPerMovement", { party: "token", least: { num: "10", unit: "unit" } }),
      rule("mostPerMovement", { most: { num: "9.99", unit: "unit" } }),
    ),
    ["uses[0].how.enforce[0].least: contradicts uses[0].how.enforce[1].most: no amount would be left"],
  ],
  [
    "a least movement above the most holding",
    withRules(rule("leastPerMovement", { least: { num: "11", unit: "unit" } }), upTo("10")),
    ["uses[0].how.enforce[0].least: contradicts uses[0].how.enforce[1].most: nobody could acquire"],
  ],
];

describe("parseRulebook", () => {
  CASES.forEach(itRefuses);
});
