import { inRole, TWISTS, withParty } from "../draw.js";
import type { Party, Story } from "../story.js";
import type { Offering } from "./offering.js";

/** 2026-11-20 */
const DAY = 20_777;

const participant = (units: bigint, ...has: readonly string[]): Party => ({
  ...{ lane: "usAccredited", country: "US", has: ["screened", ...has], is: [] },
  ...{ identityUntil: DAY + 100, statusesUntil: DAY + 100, holding: units, lots: [] },
});

const BASE: Story = {
  ...{ kind: "transfer", from: participant(400_000n, "notAffiliate"), to: participant(1_000n, "notAffiliate") },
  ...{ amount: 500n, day: DAY, seconds: 43_200, supply: 5_000_000n, closed: {}, halted: false },
  ...{ holders: { usAccredited: 40, uncounted: 2 }, holdersThere: { usAccredited: 40 }, holdersTogether: {} },
  ...{
    owners: 0,
    lookedThrough: 0,
    sent: 0n,
    bought: 0n,
    purchasers: 0,
    isPurchaser: false,
    grouped: 0n,
    excluded: 0n,
  },
  ...{ weekly: 0n, daily: 4_000_000n, throughVenues: 0n },
};
const isAffiliate = ({ from }: Story) =>
  ["notAffiliate", "issuer", "venue", "dealer"].every((one) => !from.has.includes(one));
const POOL: Partial<Party> = { lane: "uncounted", has: ["venue"] };
const VENUE = ({ kind, from, to }: Story) => kind === "transfer" && [from, to].some(({ has }) => has.includes("venue"));

const asAffiliate = (story: Story): Story => withParty(story, "from", { lane: "usAccredited", has: ["screened"] });

export const tokenizedStock: Offering = {
  name: "tokenized-stock",
  bases: [BASE, withParty(BASE, "to", POOL), withParty(BASE, "from", { ...POOL, holding: 100_000n })],
  twists: [
    ...TWISTS,
    ...inRole("dealer", "venue"),
    (story) => withParty(story, "from", { has: ["screened"] }),
    (story) => withParty(story, "to", { has: ["notAffiliate"] }),
    // A quarter of a per cent of the day's average, and the day's limit of the pool's own rules.
    (story, random) => ({ ...story, throughVenues: 10_000n - story.amount + BigInt(random.int(3) - 1) }),
    (story, random) => ({ ...story, sent: 50_000n - story.amount + BigInt(random.int(3) - 1) }),
    (story, random) => ({ ...story, amount: 50_000n + BigInt(random.int(3) - 1) }),
    // One per cent of the units, and the weekly volume if that is more.
    (story, random) => ({
      ...asAffiliate(story),
      supply: 1_000_000n,
      sent: 10_000n - story.amount + BigInt(random.int(3) - 1),
    }),
    (story, random) => ({
      ...{ ...asAffiliate(story), supply: 1_000_000n, weekly: 20_000n },
      sent: 20_000n - story.amount + BigInt(random.int(3) - 1),
    }),
    (story) => ({ ...story, daily: 0n }),
  ],
  terms: {
    product: "spotSecurityToken",
    origins: {},
    facts: { "product.registered": false, "product.tierOfStock": "1" },
    factsOf: (story) => {
      const passed = story.throughVenues + (VENUE(story) ? story.amount : 0n);
      return {
        "venue.type": VENUE(story) ? "tokenisedSecuritiesVenue" : "offExchange",
        "product.stoppedOnPrimary": story.halted,
        "product.averageWeeklyVolume": String(story.weekly),
        "actor.sentToday": String(story.sent + story.amount),
        // In percent: a day's volume of four million divides it exactly.
        ...(story.daily > 0n && { "venue.shareOfDailyVolume": String(Number(passed) / 40_000) }),
      };
    },
    furtherLedgers: ({ sent, amount, day }, text) => {
      const facts = { "entry.sale": true, "entry.ofTheClass": true, "actor.id": "sender" };
      return [
        {
          ...{ base: "units", basis: "economic", unit: "unit" },
          entries: [{ on: text(day - 1), party: "sender", quantity: String(sent), facts }],
          adds: { party: "sender", quantity: String(amount), facts },
        },
      ];
    },
  },
  sales: {},
  ways: {},
  // A definition says of everybody what it is to be within the volume; it matters to affiliates alone.
  concerns: (story, provision) => provision !== "us/sec/rule-144e" || isAffiliate(story),
};
