import { type Offering } from "./offering.js";
import { holding, inRole, ofOrigin, TWISTS, withParty } from "../draw.js";
import type { Party, Story } from "../story.js";

/** 2026-11-20 */
const DAY = 20_777;
const PURCHASER = ["qualifiedPurchaser", "screened", "notAffiliate", "accredited", "notBenefitPlan"];

const investor = (units: bigint): Party => ({
  ...{ lane: "usQualifiedPurchaser", country: "US", has: PURCHASER, is: [] },
  ...{ identityUntil: DAY + 100, statusesUntil: DAY + 100, holding: units },
  lots: [{ day: DAY - 800, origin: 1, units }],
});

const BASE: Story = {
  ...{ kind: "transfer", from: investor(1_000_000n), to: investor(500_000n), amount: 250_000n },
  ...{ day: DAY, seconds: 43_200, supply: 150_000_000n, closed: {}, halted: false },
  ...{ holders: { usQualifiedPurchaser: 40, nonUsQualifiedPurchaser: 9, uncounted: 2 } },
  ...{ holdersThere: { usQualifiedPurchaser: 40 }, holdersTogether: {}, owners: 0, lookedThrough: 0 },
  ...{ sent: 0n, bought: 0n, purchasers: 0, isPurchaser: false, grouped: 0n, excluded: 0n },
  ...{ weekly: 0n, daily: 0n, throughVenues: 0n },
};

const SALE: Story = { ...BASE, kind: "mint" };
const FROM_INVENTORY: Story = withParty(BASE, "from", { lane: "uncounted", has: ["issuer"] });
const ABROAD: Story = withParty(SALE, "to", {
  ...{ lane: "nonUsQualifiedPurchaser", country: "FR" },
  has: ["qualifiedPurchaser", "screened", "certifiedNonUS"],
});

/** As the notice to investors lists them. */
const OFFERED = "AE AU CA CH DE FR GB HK IE IT JP KR LU NL NO SE SG".split(" ");

/** Unix seconds: the initial closing, the end of the offering and the dissolution, at five in the afternoon in New York. */
const [CLOSING, ISSUED_UNTIL, DISSOLVED] = [1_727_730_000, 1_948_568_400, 2_043_262_800] as const;
const time = ({ day, seconds }: Story): number => day * 86_400 + seconds;
const near =
  (second: number) =>
  (story: Story, by: number): Story => ({
    ...story,
    day: Math.floor((second + by) / 86_400),
    seconds: (second + by) % 86_400,
  });

export const privateFund: Offering = {
  name: "private-fund",
  bases: [BASE, SALE, FROM_INVENTORY, ABROAD],
  twists: [
    ...TWISTS,
    ...inRole("dealer"),
    (story, random) => ({ ...story, amount: 10_000n + BigInt(random.int(3) - 1) }),
    (story, random) => ({ ...story, amount: 50_000n + BigInt(random.int(3) - 1) }),
    (story, random) => ({ ...story, amount: story.from.holding - 100_000n + BigInt(random.int(3) - 1) }),
    (story, random) => withParty(story, "to", holding(story.to, 100_000n - story.amount + BigInt(random.int(3) - 1))),
    // Five per cent of two hundred million, or of a larger supply.
    (story, random) =>
      withParty(story, "to", holding(story.to, 10_000_000n - story.amount + BigInt(random.int(3) - 1))),
    (story, random) => {
      const supply = 300_000_019n;
      const most = supply / 20n;
      return withParty({ ...story, supply }, "to", holding(story.to, most - story.amount + BigInt(random.int(3) - 1)));
    },
    (story) => withParty(story, "to", { has: story.to.has.filter((status) => status !== "accredited") }),
    (story) => withParty(story, "to", { has: ["screened", "knowledgeableEmployee"] }),
    (story) => withParty(story, "from", { has: ["qualifiedPurchaser"] }),
    // Sold abroad, and on its way home.
    (story, random) => ({
      ...withParty(story, "from", ofOrigin(story.from, 2)),
      closed: random.pick([{}, { 2: DAY - 300 }, { 2: story.day - 365 }]),
    }),
    (story, random) => {
      const nonUs = { lane: "nonUsQualifiedPurchaser", country: random.pick(["FR", "SG", "BR"]) };
      const has = random.oneIn(3) ? story.to.has : [...story.to.has, "certifiedNonUS"];
      return withParty(story, "to", { ...nonUs, has });
    },
    (story, random) => {
      const count = 1_987 + random.int(2);
      const to = random.oneIn(3) ? {} : holding(story.to, 0n);
      return withParty(
        { ...story, holders: { usQualifiedPurchaser: count, nonUsQualifiedPurchaser: 9, uncounted: 2 } },
        "to",
        to,
      );
    },
    (story, random) => near(CLOSING)(story, random.int(3) - 1),
    (story, random) => near(ISSUED_UNTIL)(story, random.int(3) - 1),
    (story, random) => near(DISSOLVED)(story, random.int(3) - 1),
  ],
  terms: {
    product: "fundInterest",
    origins: { 1: "506", 2: "regS" },
    facts: {
      ...{ "product.registered": false, "product.restricted": true, "issuer.disqualified": false },
      ...{ "issuer.reliesOn3c7": true, "issuer.publicOffering": false, "issuer.filesReports": false },
      ...{ "issuer.everShell": false, "issuer.bankOrHoldingCompany": false, "issuer.totalAssets": "50000000" },
      ...{ "counterparty.receivedFromQualifiedPurchaser": false, "counterparty.distributor": false },
      ...{ "counterparty.agreesToResellUnderRules": true, "offering.regSCategory": "3equity" },
      ...{ "offering.offeringRestrictions": true, "offering.legendsAndStopTransfer": true },
      ...{ "activity.offshore": true, "activity.directedSellingEfforts": false, "activity.buyerAware144A": true },
      ...{ "product.listedClassFungible": false, "activity.issuersForm144AInformation": true },
      "offering.jurisdictions": OFFERED,
    },
    factsOf: (story) => ({
      "counterparty.verifiedAccredited": story.to.has.includes("accredited"),
      "offering.initialClosingHeld": time(story) >= CLOSING,
      "offering.open": time(story) < ISSUED_UNTIL,
      "issuer.dissolved": time(story) >= DISSOLVED,
    }),
  },
  // Intermediaries are sold to under rule 506(c), and what they hold has no origin of its own.
  sales: { 0: "us/sec/rule-506c", 1: "us/sec/rule-506c", 2: "us/sec/reg-s-903-category-3" },
  ways: { "rule-144": "us/sec/rule-144", "rule-144a": "us/sec/rule-144a" },
};
