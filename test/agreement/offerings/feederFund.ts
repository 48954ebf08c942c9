import { inRole, TWISTS, withParty } from "../draw.js";
import type { Party, Story } from "../story.js";
import type { Offering } from "./offering.js";

/** 2026-11-20 */
const DAY = 20_777;
const PURCHASER = ["qualifiedPurchaser", "screened"];

const investor = (units: bigint, ...has: readonly string[]): Party => ({
  ...{ lane: "usQualifiedPurchaser", country: "US", has: [...PURCHASER, ...has], is: [] },
  ...{ identityUntil: DAY + 100, statusesUntil: DAY + 100, holding: units, lots: [] },
});

const BASE: Story = {
  ...{ kind: "transfer", from: investor(1_000n, "notBenefitPlan"), to: investor(500n), amount: 200n },
  ...{ day: DAY, seconds: 43_200, supply: 100_000n, closed: {}, halted: false, grouped: 20_000n, excluded: 10_000n },
  ...{ holders: { usQualifiedPurchaser: 40 }, holdersThere: { usQualifiedPurchaser: 40 }, holdersTogether: {} },
  ...{ owners: 0, lookedThrough: 0, sent: 0n, bought: 0n, purchasers: 0, isPurchaser: false },
  ...{ weekly: 0n, daily: 0n, throughVenues: 0n },
};

const ASIDE = ["controller", "issuer"];
const isAside = ({ has }: Party) => ASIDE.some((status) => has.includes(status));
const isPlan = (party: Party) => !isAside(party) && !party.has.includes("notBenefitPlan");

/** What a kind of holder has after the movement, if it had so much before. */
function after(before: bigint, { kind, from, to, amount }: Story, is: (party: Party) => boolean): bigint {
  const left = kind !== "mint" && is(from) ? amount : 0n;
  return before - left + (kind !== "burn" && is(to) ? amount : 0n);
}

/** So that the plans would hold 24 % of what is counted after the movement, and so many units more. */
function atTheLimit(story: Story, by: bigint): Story {
  const { kind, supply, amount, excluded } = story;
  const outstanding = kind === "mint" ? supply + amount : kind === "burn" ? supply - amount : supply;
  const most = ((outstanding - after(excluded, story, isAside)) * 24n) / 100n;
  return { ...story, grouped: most + by - after(0n, story, isPlan) };
}

export const feederFund: Offering = {
  name: "feeder-fund",
  bases: [BASE, { ...BASE, kind: "mint" }, withParty(BASE, "to", { has: [...PURCHASER, "controller"] })],
  twists: [
    ...TWISTS,
    ...inRole(),
    (story, random) => atTheLimit(story, BigInt(random.int(3) - 1)),
    (story, random) => atTheLimit({ ...story, supply: 100_037n }, BigInt(random.int(3) - 1)),
    (story) => withParty(story, "to", { has: ["screened", "knowledgeableEmployee"] }),
    (story) => withParty(story, "to", { has: ["qualifiedPurchaser", "notBenefitPlan"] }),
  ],
  terms: {
    product: "fundInterest",
    origins: {},
    facts: {
      ...{ "product.registered": false, "issuer.reliesOn3c7": true, "issuer.publicOffering": false },
      "counterparty.receivedFromQualifiedPurchaser": false,
    },
    factsOf: (story) => ({
      "counterparty.shownToBeNoPlan": story.to.has.includes("notBenefitPlan"),
      "product.unitsOfBenefitPlansAfter": String(after(story.grouped, story, isPlan)),
      "product.unitsLeftAsideAfter": String(after(story.excluded, story, isAside)),
    }),
  },
  sales: {},
  ways: {},
};
