import { packsOf } from "../../sdk/cli/packsOf.js";
import { readRulebook } from "../../sdk/cli/readFiles.js";
import { MOVEMENTS, type Rule, RULE_KINDS, type RuleKind } from "../../sdk/kinds/index.js";
import { compile } from "../../sdk/program/index.js";

const { transfer, mint, burn } = MOVEMENTS;

/** Of a US qualified purchaser, as the private fund's scheme has it. */
export const QUALIFIED = { country: 840, lane: 3, statuses: 0b1000_0011 } as const;
export const LONG_FRESH = 4_000_000_000n;

const rule = (kind: RuleKind, some: Partial<Rule>): Rule => ({
  kind,
  side: "receiver",
  movements: (1 << transfer) | (1 << mint),
  path: 0,
  provision: 0,
  modes: 0,
  lanes: 0,
  countrySet: null,
  liftedBy: 0,
  otherLanes: 0,
  otherCountrySet: null,
  otherBits: 0,
  window: 0,
  limit: 1n,
  ...some,
});

const HOLDERS = 0b0111_1110; // lanes 1 to 6
const sender = { side: "sender", movements: (1 << transfer) | (1 << burn) } as const;
const anybody = { side: "token", movements: 1 << transfer } as const;

/** One rule of each kind that binds the movements of the bench and lets them pass. */
const PASSING: Readonly<Partial<Record<RuleKind, Partial<Rule>>>> = {
  forbiddenStates: { limit: 2n },
  requiredStatuses: { limit: 2n },
  laneInSet: { limit: 0b1100_1000n },
  countryIn: { limit: 0n },
  countryNotIn: { limit: 1n },
  evidenceFresh: { limit: 0n },
  regionIn: { limit: 2n },
  regionNotIn: { limit: 1n },
  spenderRegistered: { side: "spender", movements: 1 << transfer, limit: 0n },
  mostUnits: { limit: 10n ** 12n },
  mostShare: { window: 500, limit: 10n ** 9n, lanes: HOLDERS },
  leastHolding: { ...sender, limit: 1000n, lanes: HOLDERS },
  // Of lane 1, which nobody has: who has it would keep nothing.
  wholeHoldingOnly: { ...sender, limit: 0n, lanes: 1 << 1 },
  mostHolders: { limit: 1999n, lanes: HOLDERS },
  fewestHolders: { ...sender, limit: 1n },
  notBefore: { ...anybody, limit: 1n },
  notAfter: { ...anybody, limit: 4_000_000_000n },
  notHalted: { ...anybody, limit: 0n },
  holdingPeriod: { ...sender, window: 12, limit: 0b100_0000n },
  trancheClosedSince: { ...sender, window: 12, limit: 0b100_0000n },
  mostOutflow: { ...sender, window: 90, limit: 10n ** 12n },
  mostOutflowShare: { ...sender, window: 90, limit: 9_000n },
  mostOutflowShareOrVolume: { ...sender, window: 90, limit: 9_000n },
  mostInflow: { window: 365, limit: 10n ** 12n },
  mostPurchasers: { window: 90, limit: 1_000n },
  mostVenueVolume: { ...anybody, limit: 1_000n },
  mostEmbeddedLeverage: { window: 100, limit: 20_000n },
  // Of nobody leveraged: who is pays for the question, too.
  mostLeverage: { limit: 20_000n },
  encumberedStays: { ...sender, limit: 0n },
  leastPerMovement: { ...anybody, limit: 1n },
  mostPerMovement: { ...anybody, limit: 10n ** 12n },
};

/** The United States, and Iran; nobody of the bench has a region. */
export const KIND_SETS = [[840], [364], [0]];

/** As no rule of the list is, so that both can stand in one program. */
export const kindRule = (kind: RuleKind): Rule =>
  rule(kind, kind === "laneInSet" ? { limit: 0b1100_1001n } : (PASSING[kind] ?? {}));

/** Rules that all bind a steady transfer between two US qualified purchasers, and pass. */
export const bindingRules: readonly Rule[] = [
  rule("requiredStatuses", { limit: 3n }),
  rule("evidenceFresh", { limit: 1n }),
  rule("mostShare", { ...PASSING.mostShare, window: 501 }),
  rule("leastHolding", { limit: 1000n, lanes: HOLDERS }),
  rule("forbiddenStates", { limit: 6n }),
  rule("laneInSet", { ...PASSING.laneInSet }),
  rule("leastHolding", { ...sender, limit: 1001n, lanes: HOLDERS }),
  rule("leastPerMovement", { ...anybody, limit: 10n }),
  rule("requiredStatuses", { limit: 128n }),
  rule("evidenceFresh", { limit: 0n }),
  rule("forbiddenStates", { ...sender, limit: 2n }),
  rule("notBefore", { ...anybody, limit: 1000n }),
  rule("notAfter", { ...anybody, limit: 4_100_000_000n }),
  rule("mostUnits", { limit: 10n ** 11n, lanes: HOLDERS }),
  rule("mostPerMovement", { ...anybody, limit: 10n ** 11n }),
  rule("requiredStatuses", { limit: 1n, lanes: HOLDERS }),
  rule("forbiddenStates", { limit: 4n }),
  rule("forbiddenStates", { ...sender, limit: 4n }),
  rule("leastPerMovement", { side: "receiver", lanes: HOLDERS, limit: 10n }),
  rule("mostPerMovement", { side: "receiver", lanes: HOLDERS, limit: 10n ** 11n }),
  rule("notBefore", { ...sender, lanes: HOLDERS, limit: 1000n }),
  rule("notAfter", { side: "receiver", lanes: HOLDERS, limit: 4_100_000_000n }),
  rule("laneInSet", { limit: 0b0100_1000n, countrySet: null, lanes: HOLDERS }),
  rule("mostShare", { window: 1000, limit: 10n ** 9n }),
];

/** So many rules that all bind a steady transfer and pass, of six kinds in turn. */
export const manyRules = (count: number): readonly Rule[] =>
  Array.from({ length: count }, (_, i) => {
    const n = BigInt(Math.floor(i / 6));
    const kinds: readonly Rule[] = [
      rule("mostUnits", { limit: 10n ** 11n + n }),
      rule("leastHolding", { ...sender, limit: 1000n + n, lanes: HOLDERS }),
      rule("mostPerMovement", { ...anybody, limit: 10n ** 11n + n }),
      rule("notBefore", { ...anybody, limit: 1000n + n }),
      rule("forbiddenStates", { limit: 2n + 4n * (n % 64n) }),
      rule("mostShare", { window: 500, limit: 10n ** 9n + n, lanes: HOLDERS }),
    ];
    return kinds[i % 6] as Rule;
  });

/** As many country sets as a program may have, none with the United States, and a rule for each: more than a guard holds. */
export const MANY_SETS: readonly (readonly number[])[] = Array.from({ length: 32 }, (_, i) => [i, 900 + i]);
export const setRules: readonly Rule[] = MANY_SETS.map((_, i) => rule("countryNotIn", { limit: BigInt(i) }));

const FUND = "rulebooks/examples/private-fund/rulebook.json";

const fund = readRulebook(FUND);
const shipped = compile(fund, { asOf: BigInt(Math.floor(Date.now() / 1000)), packs: packsOf([fund], []) });

/** The private fund's program as shipped, but for its ways to resell: those judge lots, which are measured beside. */
export const privateFund = {
  rules: shipped.rules.filter(({ kind, path }) => path === 0 && RULE_KINDS[kind].judgedOn !== "lots"),
  countrySets: shipped.countrySets,
};
