import { type Case, itRefuses } from "./issues.js";
import {
  countrySet,
  enforce,
  mostUnits,
  provision,
  rule,
  small,
  upTo,
  withEffect,
  withRules,
  withSource,
} from "./small.js";

/** Ids, references, sources, and what is said twice or for nothing. */
const CASES: readonly Case[] = [
  [
    "an id twice",
    small({ provisions: [provision(), provision()] }),
    ["provisions[1].id: is the id of another provision"],
  ],
  [
    "a power twice",
    small({
      powers: [
        { id: "terms-1", instrument: "Terms", clause: "clause 1" },
        { id: "terms-1", instrument: "Terms", clause: "clause 2" },
      ],
    }),
    ["powers[1].id: is the id of another power"],
  ],
  [
    "a requirement twice",
    withEffect({
      ...(provision()["effect"] as object),
      requires: [0, 0].map(() => (provision()["effect"] as { requires: object[] }).requires[0]),
    }),
    ["provisions[0].effect.requires[1].id: is the id of another requirement"],
  ],
  [
    "an unknown provision",
    small({ uses: [enforce(mostUnits()), { provision: "terms/other", power: "terms-1", how: { duty: "Do it." } }] }),
    ["uses[1].provision: names no provision that is declared"],
  ],
  [
    "an unknown power",
    small({ uses: [enforce(mostUnits()), { ...enforce(mostUnits()), power: "terms-2" }] }),
    [
      "uses[1].power: names no power that is declared",
      "uses[1].how.enforce[0]: is the same rule as another one of this provision",
    ],
  ],
  [
    "an unknown reason of the engine",
    small({
      uses: [enforce(mostUnits()), { provision: "terms/most", power: "terms-1", how: { builtIn: "investorBored" } }],
    }),
    [
      "uses[1].how.builtIn: must be one of kindUnsupported, programMissing, tokenUnreadable, allowanceTooLow, tokenImporting, tokenPaused, walletUnknown, investorBlocked, suspenseAccount, amountAboveCapacity, supplyAboveCapacity, tokensAboveCapacity, walletFrozen, investorsDiffer, walletNotBarred, unitsNotFree, recoveryNotWhole",
    ],
  ],
  [
    "an unknown way to apply",
    small({ uses: [{ provision: "terms/most", power: "terms-1", how: { dutty: "Do it." } }] }),
    ["uses[0].how: has none of the forms that are possible here"],
  ],
  ["an unknown scheme", small({ scheme: "uk" }), ["scheme: must be a scheme that Weighbridge ships: us"]],
  [
    "an unknown lane",
    withRules(mostUnits({ lanes: ["usAccredited", "usRich"] })),
    ['uses[0].how.enforce[0].lanes[1]: is no lane of the scheme "us"'],
  ],
  [
    "an unknown status",
    withRules(rule("requiredStatuses", { statuses: ["rich"] })),
    ['uses[0].how.enforce[0].statuses[0]: is no status of the scheme "us"'],
  ],
  [
    "an unknown status that lifts",
    withRules(mostUnits({ liftedBy: ["rich"] })),
    ['uses[0].how.enforce[0].liftedBy[0]: is no status of the scheme "us"'],
  ],
  [
    "evidence as a role of the other party",
    withRules(mostUnits({ counterparty: { roles: ["qib"] } })),
    ['uses[0].how.enforce[0].counterparty.roles[0]: is no role of the scheme "us"'],
  ],
  [
    "an unknown state",
    withRules(rule("forbiddenStates", { states: ["sanctioned"] })),
    ['uses[0].how.enforce[0].states[0]: is no state of the scheme "us"'],
  ],
  [
    "an unknown country set",
    withRules(rule("countryIn", { set: "europe" })),
    ["uses[0].how.enforce[0].set: names no country set that is declared"],
  ],
  [
    "an unknown country set in a scope",
    withRules(mostUnits({ countries: { outside: "europe" } })),
    ["uses[0].how.enforce[0].countries.outside: names no country set that is declared"],
  ],
  [
    "a country that does not exist",
    small({ countrySets: [countrySet("europe", "FR", "XX")], uses: [enforce(rule("countryIn", { set: "europe" }))] }),
    ["countrySets[0].countries[1]: is no country of ISO 3166-1"],
  ],
  [
    "every lane allowed",
    withRules(
      rule("laneInSet", {
        allowed: [
          "unclassified",
          "usNotAccredited",
          "usAccredited",
          "usQualifiedPurchaser",
          "nonUsNotAccredited",
          "nonUsAccredited",
          "nonUsQualifiedPurchaser",
          "uncounted",
        ],
      }),
    ),
    ["uses[0].how.enforce[0].allowed: names every lane: such a rule never refuses"],
  ],
  [
    "an undeclared fact",
    withEffect({
      type: "define",
      fact: "counterparty.rich",
      as: { left: { fact: "counterparty.unitsAfter" }, cmp: ">", right: { num: "1", unit: "unit" } },
    }),
    ["provisions[0].effect.fact: names no fact that is declared"],
  ],
  [
    "an undeclared measure",
    withEffect({
      type: "limit",
      requires: [{ id: "most", measure: "wealth", test: { left: { bool: true }, cmp: "==", right: { bool: true } } }],
    }),
    ["provisions[0].effect.requires[0].measure: names no measure that is declared"],
  ],
  [
    "an exemption from nothing",
    withEffect({
      type: "exempt",
      from: ["terms/all"],
      requires: [
        { id: "most", measure: "unitsHeld", test: { left: { bool: true }, cmp: "==", right: { bool: true } } },
      ],
    }),
    ["provisions[0].effect.from[0]: names no provision that is declared"],
  ],
  [
    "an untyped literal",
    withEffect({
      type: "define",
      fact: "counterparty.unitsAfter",
      as: { left: { fact: "counterparty.unitsAfter" }, cmp: "==", right: "1" },
    }),
    ["provisions[0].effect.as.right: has none of the forms that are possible here"],
  ],
  [
    "a decision about nothing",
    small({ decisions: [{ provision: "terms/other", by: "A. Example", on: "2026-01-01", what: "Accepted." }] }),
    ["decisions[0].provision: names no provision that is declared"],
  ],

  [
    "a provision that nothing applies",
    small({ provisions: [provision(), provision({ id: "terms/other" })] }),
    ["provisions[1]: is applied by no use: enforce it, make it a duty, or say `notEnforced` and why"],
  ],
  [
    "a power of nothing",
    small({
      powers: [
        { id: "terms-1", instrument: "Terms", clause: "clause 1" },
        { id: "terms-2", instrument: "Terms", clause: "clause 2" },
      ],
    }),
    ["powers[1]: is the power of no use"],
  ],
  [
    "a country set of no rule",
    small({ countrySets: [countrySet("europe", "FR")] }),
    ["countrySets[0]: is named by no rule"],
  ],
  [
    "a use twice",
    small({ uses: [enforce(mostUnits()), enforce(upTo("9"))] }),
    ["uses[1]: applies the same provision by the same power in the same way as another use"],
  ],

  [
    "primary without a source",
    small({ provisions: [provision({ sources: [] })] }),
    ["provisions[0].sources: must name a source: the verification is primary"],
  ],
  [
    "primary without a quotation",
    small({ provisions: [provision({ sources: [{ name: "n", seenOn: "2024-01-01" }] })] }),
    ["provisions[0].sources: must quote the text: the verification is primary"],
  ],
  [
    "another hash than that of the quotation",
    withSource({ quotation: "a", quoteHash: `0x${"00".repeat(32)}` }),
    [
      "provisions[0].sources[0].quoteHash: must be the keccak256 of the quotation, 0x3ac225168df54212a25c1c01fd35bebfea408fdac2e31ddd6f80a4bbf9a5f1cb",
    ],
  ],
];

describe("parseRulebook", () => {
  CASES.forEach(itRefuses);
});
