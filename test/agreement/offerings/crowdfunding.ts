import { holding, inRole, TWISTS, withParty } from "../draw.js";
import { isSaleByIssuer, type Party, type Story } from "../story.js";
import type { Offering } from "./offering.js";

/** 2026-11-20 */
const DAY = 20_777;
const LISTED = ["DE", "FR", "IE", "IT", "LU", "NL", "SE"];

const investor = (lane: string, units: bigint, ...has: readonly string[]): Party => ({
  ...{ lane, country: "US", region: "california", has: ["screened", ...has], is: [] },
  ...{ identityUntil: DAY + 100, statusesUntil: DAY + 100, holding: units },
  lots: units === 0n ? [] : [{ day: DAY - 600, origin: 1, units }],
});

const BASE: Story = {
  ...{ kind: "transfer", from: investor("usAccredited", 2_000n), to: investor("usNotAccredited", 100n), amount: 200n },
  ...{ day: DAY, seconds: 43_200, supply: 500_000n, closed: {}, halted: false },
  ...{ holders: { usNotAccredited: 60, usAccredited: 9, nonUsNotAccredited: 6, uncounted: 1 } },
  ...{ holdersThere: { usNotAccredited: 60 }, holdersTogether: {}, owners: 0, lookedThrough: 0 },
  ...{ sent: 0n, bought: 0n, purchasers: 0, isPurchaser: false, grouped: 0n, excluded: 0n },
  ...{ weekly: 0n, daily: 0n, throughVenues: 0n },
};
const ABROAD = { ...investor("nonUsNotAccredited", 0n), country: "FR", region: undefined };

export const crowdfunding: Offering = {
  name: "crowdfunding",
  bases: [
    BASE,
    { ...BASE, kind: "mint" },
    { ...BASE, kind: "mint", to: ABROAD },
    withParty(BASE, "from", { lane: "uncounted", has: ["issuer"] }),
  ],
  twists: [
    ...TWISTS,
    ...inRole(),
    (story) => withParty(story, "from", { lane: "usNotAccredited" }),
    (story) => withParty(story, "to", { lane: "unclassified" }),
    (story, random) =>
      withParty(story, "to", { lane: "usAccredited", region: random.pick(["ohio", "nevada", undefined]) }),
    (story, random) => ({ ...story, amount: 10n + BigInt(random.int(3) - 1) }),
    (story, random) =>
      withParty({ ...story, amount: 5_000n + BigInt(random.int(3) - 1) }, "from", holding(story.from, 9_000n)),
    (story, random) => ({ ...story, bought: 500n - story.amount + BigInt(random.int(3) - 1) }),
    (story, random) => withParty(story, "to", holding(story.to, 20_000n - story.amount + BigInt(random.int(3) - 1))),
    // Two in each of the listed countries, and five in all of them.
    (story, random) => ({ ...story, to: ABROAD, ...abroad(random.int(3), 3) }),
    (story, random) => ({ ...story, to: ABROAD, ...abroad(1, 3 + random.int(3)) }),
    // A community of five: the sender leaves.
    ...[2, 3].map((community) => (story: Story) => ({
      ...{ ...story, amount: story.from.holding, holdersThere: {} },
      holders: { usNotAccredited: community, usAccredited: 3, uncounted: 1 },
    })),
  ],
  terms: {
    product: "equity",
    origins: { 1: "regCF" },
    listed: LISTED,
    facts: {
      ...{ "product.registered": false, "counterparty.believedAccredited": false },
      ...{ "counterparty.familyOrTrustOrEvent": false, "counterparty.boughtElsewhere": "1000000" },
      "counterparty.mayInvest": "0",
    },
    factsOf: ({ bought, amount }) => ({ "counterparty.boughtOfTheCompany": String(bought + amount) }),
  },
  sales: {},
  ways: {},
  // What the company sells out of its inventory it issues anew.
  concerns: (story, provision) => provision !== "us/sec/regulation-cf-501" || !isSaleByIssuer(story),
};

const abroad = (there: number, together: number): Pick<Story, "holdersThere" | "holdersTogether"> => ({
  holdersThere: { nonUsNotAccredited: there },
  holdersTogether: { nonUsNotAccredited: Math.max(there, together) },
});
