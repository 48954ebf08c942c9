import { expect } from "chai";
import { ruleInWords } from "../../../sdk/program/ruleInWords.js";
import { RULE_KIND_NAMES, type Rule, type RuleKind } from "../../../sdk/kinds/index.js";
import { compile, type CompiledProgram } from "../../../sdk/program/index.js";
import { parseRulebook } from "../../../sdk/rulebook/index.js";
import { rule } from "../program/build.js";
import { small } from "../rulebook/small.js";

const program: CompiledProgram = {
  ...compile(parseRulebook(small()), { asOf: 1_795_608_000n }),
  decimals: 0,
  setNames: ["the western states"],
  pathNames: ["Offshore resale", "Rule 144"],
  originNames: ["an unspecified sale", "the private placement"],
};
const words = (kind: RuleKind, some: Partial<Rule> = {}) => ruleInWords(rule({ kind, movements: 1, ...some }), program);

const GROUP = { set: 0, outside: false };

/** Every kind once, with what is particular to it. */
const CASES: Readonly<Record<RuleKind, readonly (readonly [Partial<Rule>, string])[]>> = {
  forbiddenStates: [
    [{ side: "spender", limit: 2n }, "On a transfer, the spender must not be recorded as restricted."],
    [{ side: "sender", limit: 2n }, "On a transfer, the sender must not be recorded as restricted."],
  ],
  requiredStatuses: [
    [{ side: "spender", limit: 1n << 25n }, "On a transfer, the spender must have shown: venue."],
    [
      { limit: 1n, modes: 1, otherBits: 4 },
      "On a transfer, the receiver must have shown: accredited investor, unless the sender is recorded as qualified institutional buyer.",
    ],
  ],
  laneInSet: [[{ limit: 8n }, 'On a transfer, the receiver must be classified as "US qualified purchaser".']],
  countryIn: [[{ limit: 0n }, "On a transfer, the receiver must reside in the western states."]],
  countryNotIn: [[{ limit: 0n }, "On a transfer, the receiver must not reside in the western states."]],
  evidenceFresh: [[{ limit: 0n }, "On a transfer, the receiver must have fresh evidence of its identity."]],
  regionIn: [[{ limit: 0n }, "On a transfer, the receiver must be of the western states."]],
  regionNotIn: [[{ side: "sender", limit: 0n }, "On a transfer, the sender must not be of the western states."]],
  spenderRegistered: [[{ side: "spender", limit: 0n }, "On a transfer, the spender must be in the token's registry."]],
  mostUnits: [[{ limit: 5n }, "On a transfer, the receiver must hold at most 5 tokens afterwards."]],
  mostShare: [
    [
      { window: 500, limit: 9n },
      "On a transfer, the receiver must hold at most 5 % of the supply afterwards, which counts as at least 9 tokens.",
    ],
  ],
  leastHolding: [
    [{ side: "sender", limit: 5n }, "On a transfer, the sender must hold at least 5 tokens afterwards, or nothing."],
  ],
  wholeHoldingOnly: [[{ side: "sender", limit: 0n }, "On a transfer, the sender must move all that it holds."]],
  mostHolders: [
    [
      { limit: 99n, modes: 4 },
      "On a transfer, the receiver must not become a holder if there would be more than 99 beneficial owners.",
    ],
    [
      { limit: 9n, modes: 8, countrySet: GROUP },
      "On a transfer, the receiver, if resident in the western states, must not become a holder if there would be more than 9 holders in the western states.",
    ],
  ],
  fewestHolders: [
    [
      { side: "sender", limit: 100n, modes: 2 },
      "On a transfer, the sender must not cease to be a holder if there would be fewer than 100 holders in its country.",
    ],
  ],
  notBefore: [[{ side: "token", limit: 86_400n }, "A transfer is allowed only from 2 January 1970 at 00:00 UTC on."]],
  notAfter: [[{ side: "token", limit: 86_400n }, "A transfer is allowed only before 2 January 1970 at 00:00 UTC."]],
  holdingPeriod: [
    [
      { side: "sender", window: 6, limit: 127n, path: 2 },
      'By way of "Rule 144": on a transfer, the sender must have held what it moves for 6 months.',
    ],
    [
      { side: "sender", window: 1, limit: 0b1011n },
      "On a transfer, the sender must have held what it moves for 1 month, as far as it comes from an unspecified sale, the private placement or origin 3.",
    ],
  ],
  trancheClosedSince: [
    [
      { side: "sender", window: 12, limit: 2n, path: 1 },
      'By way of "Offshore resale": on a transfer, the sender must move only what was offered in a tranche that was closed at least 12 months ago, as far as it comes from the private placement.',
    ],
  ],
  notHalted: [[{ side: "token", limit: 0n }, "A transfer is allowed only while trading of the token is not halted."]],
  mostOutflow: [
    [{ side: "sender", limit: 5n, window: 1 }, "On a transfer, the sender must send at most 5 tokens within 1 day."],
  ],
  mostOutflowShare: [
    [
      { side: "sender", limit: 100n, window: 0x8003 },
      "On a transfer, the sender must send at most 1 % of the supply within 3 months.",
    ],
  ],
  mostOutflowShareOrVolume: [
    [
      { side: "sender", limit: 100n, window: 90, path: 2, liftedBy: 1 << 5 },
      'By way of "Rule 144": on a transfer, the sender must send at most, within 90 days, the greater of 1 % of the supply and the average weekly volume of trading as reported, unless it is recorded as not an affiliate.',
    ],
  ],
  mostInflow: [
    [
      { limit: 5n, window: 0x800c },
      "On a transfer, the receiver must acquire at most 5 tokens within 12 months, or what its own limit says, if one is attested.",
    ],
  ],
  mostPurchasers: [
    [
      { limit: 35n, window: 90, lanes: 2, otherBits: 1 << 24 },
      'On a transfer, the receiver must not become a purchaser if there would be more than 35 purchasers classified as "US, not accredited" within 90 days, where the sender has the role issuer.',
    ],
  ],
  mostVenueVolume: [
    [
      { side: "token", limit: 250n },
      "A transfer must not bring what moves through a venue in one day above 2.5 % of the average daily volume as reported.",
    ],
  ],
  mostGroupShare: [
    [
      { limit: 9n, window: 2500 },
      "On a transfer, the receiver must not bring what all investors hold together above 25 % of the supply, which counts as at least 9 tokens.",
    ],
    [
      { limit: 9n, window: 0x8000 + 2500, lanes: 8, countrySet: GROUP, liftedBy: 1, otherBits: 1 << 24 },
      'On a transfer, the receiver must not bring what investors classified as "US qualified purchaser", resident in the western states and not recorded as accredited investor hold together to 25 % of the supply without what those recorded as issuer hold, which counts as at least 9 tokens.',
    ],
  ],
  mostEmbeddedLeverage: [
    [
      { limit: 20_000n, window: 300, lanes: 2 },
      'On a transfer, the receiver, if classified as "US, not accredited", must not acquire a product of more than 2x leverage, of which this one has 3x.',
    ],
  ],
  mostLeverage: [
    [
      { limit: 12_500n },
      "On a transfer, the receiver must be leveraged at most 1.25x over all venues, if it has margin accounts.",
    ],
  ],
  encumberedStays: [
    [
      { side: "sender", limit: 0n },
      "On a transfer, the sender must keep the units that are pledged or serve as collateral, if it has margin accounts.",
    ],
  ],
  plugIn: [
    [
      { side: "token", limit: 0xabcdn },
      "A transfer is allowed only if the contract 0x000000000000000000000000000000000000abcd allows it.",
    ],
  ],
  positionLimit: [
    [
      { side: "token", limit: 0xabcdn },
      "A transfer must not bring anybody's position further above its limit, as the position book 0x000000000000000000000000000000000000abcd keeps it.",
    ],
  ],
  leastPerMovement: [
    [{ side: "token", limit: 5n, path: 3 }, 'By way of "path 3": a transfer must move at least 5 tokens at once.'],
  ],
  mostPerMovement: [[{ side: "token", limit: 5n }, "A transfer must move at most 5 tokens at once."]],
};

describe("ruleInWords", () => {
  for (const kind of RULE_KIND_NAMES) {
    it(`default: ${kind}`, () => {
      for (const [some, expected] of CASES[kind]) expect(words(kind, some)).to.equal(expected);
    });
  }
});
