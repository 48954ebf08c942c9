import { holding, inRole, TWISTS, withParty } from "../draw.js";
import type { Party, Story } from "../story.js";
import type { Offering } from "./offering.js";

/** 2025-11-20: the first closing is open. */
const DAY = 20_412;

const investor = (lane: string, units: bigint, ...has: readonly string[]): Party => ({
  ...{ lane, country: "US", region: "california", has: ["screened", "notAffiliate", ...has], is: [] },
  ...{ identityUntil: DAY + 500, statusesUntil: DAY + 500, holding: units },
  lots: units === 0n ? [] : [{ day: DAY - 600, origin: 1, units }],
});

const BASE: Story = {
  ...{ kind: "transfer", from: investor("usAccredited", 200_000n), to: investor("usAccredited", 5_000n, "accredited") },
  ...{ amount: 20_000n, day: DAY, seconds: 43_200, supply: 10_000_000n, closed: {}, halted: false },
  ...{ holders: { usNotAccredited: 20, usAccredited: 40, usQualifiedPurchaser: 3, uncounted: 2 }, holdersThere: {} },
  ...{ holdersTogether: {}, owners: 30, lookedThrough: 1, sent: 0n, bought: 0n, purchasers: 0, isPurchaser: false },
  ...{ grouped: 0n, excluded: 0n, weekly: 0n, daily: 0n, throughVenues: 0n },
};
const NOT_ACCREDITED = investor("usNotAccredited", 0n);
const LEAD = investor("usQualifiedPurchaser", 300_000n, "accredited");

/** Unix seconds: the end of the first closing, at five in New York; the end of the lead investors' lock-up; and the ninetieth day of the class. */
const [FIRST_CLOSING, LOCK_UP, NINETIETH] = [1_767_218_400, 1_940_644_800, 1_749_355_200] as const;
const time = ({ day, seconds }: Story): number => day * 86_400 + seconds;
const near = (story: Story, second: number): Story => ({
  ...{ ...story, day: Math.floor(second / 86_400), seconds: second % 86_400 },
});

export const startup: Offering = {
  name: "startup-506b",
  bases: [
    BASE,
    { ...BASE, kind: "mint" },
    { ...BASE, kind: "mint", to: NOT_ACCREDITED },
    withParty({ ...BASE, to: NOT_ACCREDITED }, "from", { lane: "uncounted", has: ["issuer"] }),
  ],
  twists: [
    ...TWISTS,
    ...inRole(),
    (story) => withParty(story, "from", { has: ["screened"] }),
    (story) => withParty(story, "to", { has: ["notAffiliate", "accredited"] }),
    (story, random) => ({ ...story, amount: 1_000n + BigInt(random.int(3) - 1) }),
    (story, random) => ({ ...story, amount: 50_000n + BigInt(random.int(3) - 1) }),
    // An affiliate's one per cent.
    (story, random) => ({
      ...withParty(story, "from", { has: ["screened"] }),
      sent: story.supply / 100n - story.amount + BigInt(random.int(3) - 1),
    }),
    (story, random) => ({ ...story, to: NOT_ACCREDITED, purchasers: 34 + random.int(2), isPurchaser: random.oneIn(3) }),
    (story) => ({ ...story, to: NOT_ACCREDITED, purchasers: 35 }),
    (story) => ({ ...story, to: LEAD, purchasers: 6 }),
    (story, random) => ({ ...story, to: LEAD, purchasers: 5 + random.int(2), isPurchaser: random.oneIn(3) }),
    (story, random) => ({
      ...story,
      to: NOT_ACCREDITED,
      holders: { ...BASE.holders, usNotAccredited: 33 + random.int(3) },
    }),
    (story, random) => ({
      ...story,
      to: NOT_ACCREDITED,
      holders: { ...BASE.holders, usNotAccredited: 497 + random.int(3) },
    }),
    (story, random) => ({
      ...withParty(story, "to", holding({ ...story.to, lane: "uncounted" }, 0n)),
      holders: { ...BASE.holders, uncounted: 2 + random.int(2) },
    }),
    (story, random) => ({ ...withParty(story, "to", holding(story.to, 0n)), owners: 184 + random.int(3) }),
    (story, random) => ({
      ...withParty(story, "to", holding(story.to, 0n)),
      holders: { ...BASE.holders, usAccredited: 1_973 + random.int(2) },
    }),
    (story, random) => near(story, FIRST_CLOSING + random.int(3) - 1),
    (story, random) => near({ ...story, from: LEAD }, LOCK_UP + random.int(3) - 1),
    (story, random) => near(story, NINETIETH + random.int(3) - 1),
    (story) => near(story, NINETIETH - 20_000),
  ],
  terms: {
    product: "equity",
    origins: { 1: "506" },
    facts: {
      ...{ "product.registered": false, "product.restricted": true, "issuer.disqualified": false },
      ...{ "issuer.filesReports": false, "issuer.everShell": false, "issuer.bankOrHoldingCompany": false },
      ...{ "issuer.totalAssets": "50000000", "offering.generalSolicitation": false },
      ...{ "counterparty.sophisticated": true, "counterparty.receivedInformation502b": true },
      ...{ "activity.generalSolicitation": false, "activity.unsoldAllotment": false, "activity.conditionsOf4a7": true },
      ...{ "actor.disqualified": false, "product.classOutstandingSince": "2025-03-10" },
    },
    factsOf: (story) => ({
      "counterparty.countsAsPurchaser": story.to.lane === "usNotAccredited",
      "counterparty.leadInvestor": story.to.lane === "usQualifiedPurchaser",
      "actor.leadInvestor": story.from.lane === "usQualifiedPurchaser",
      "actor.soldInThreeMonths": String(story.sent + story.amount),
      "offering.open": time(story) < FIRST_CLOSING,
      "offering.leadLockUpOver": time(story) >= LOCK_UP,
    }),
    purchase: ({ to: { lane } }) => ({
      ...{ "entry.countsAsPurchaser": lane === "usNotAccredited", "entry.exemption": "506b" },
      "entry.leadInvestor": lane === "usQualifiedPurchaser",
    }),
  },
  sales: { 0: "us/sec/rule-506b", 1: "us/sec/rule-506b" },
  ways: { "rule-144": "us/sec/rule-144", "section-4a7": "us/sec/securities-act-4a7" },
};
