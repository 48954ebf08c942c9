import { expect } from "chai";
import type { Facts } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import { counts, NEW_RECEIVER, SPENDER } from "../sdk/program/build.js";
import { at, between, compiled, day, lot, lotsAfter, person, type Person, readings, refusals } from "./steady.js";

const program = compiled("startup-506b");

const HAS = ["screened", "notAffiliate"];
const FRIEND: Person = { investor: 7, lane: "usNotAccredited", region: "texas", has: HAS };
const ANGEL: Person = { investor: 8, lane: "usAccredited", region: "newYork", has: HAS };
/** Gave evidence of accredited status, which a sale by the company does not ask for. */
const VERIFIED: Person = { ...ANGEL, investor: 9, has: [...HAS, "accredited"] };
const LEAD: Person = { investor: 10, lane: "usQualifiedPurchaser", region: "california", has: HAS };
const COMPANY: Person = { investor: 1, lane: "uncounted", has: ["issuer"] };
const NOMINEE: Person = { investor: 2, lane: "uncounted", has: [...HAS, "custodian"] };
const AFFILIATE: Person = { ...ANGEL, has: ["screened"] };

const YOUNG = [lot("2026-12-01", 100_000n)];
const OLD = [lot("2025-03-10", 100_000n)];
/** The path of section 4(a)(7) is closed to who gave no evidence. */
const NOT_VERIFIED = "requiredStatuses receiver (path 2)";
const TOO_YOUNG = "holdingPeriod sender (path 1)";
const SOLD = { amount: 5000n };
const MINT = { ...SOLD, kind: "mint" } as const;

const given = (from: Person, to: Person, some: Partial<Facts> = {}): Facts =>
  between(from, to, {
    ...{ senderBalance: 100_000n, senderHolding: 100_000n, receiverBalance: 5000n, receiverHolding: 5000n },
    ...{ supply: 1_000_000n, totals: counts({ 1: 3, 2: 9, 3: 2, 7: 1 }), senderLots: OLD },
    ...some,
  });
const sale = (from: Person, to: Person, some: Partial<Facts> = {}, moved: Partial<Movement> = SOLD) =>
  refusals(program, given(from, to, some), moved);

describe("the startup under rule 506(b)", () => {
  it("default: what it enforces, by which clause", () => {
    expect(program.pathNames).to.deep.equal([
      "Rule 144: shares held for a year, by who is no affiliate",
      "Section 4(a)(7): to an accredited investor",
    ]);
    expect(program.rules).to.have.length(25);
    expect(new Set(program.origins.map(({ binding }) => binding))).to.deep.equal(new Set(["policy"]));
    expect(program.notEnforced.map(({ provision }) => provision)).to.deep.equal([
      ...["us/sec/securities-act-5", "us/sec/rule-144a", "us/sec/securities-act-4a1-half"],
      "us/sec/securities-act-18b4",
    ]);
    const rest = program.duties.map(({ provision }) => provision);
    expect(rest).to.include.members(["us/sec/rule-502c", "us/sec/rule-506d", "us/sec/rule-503", "us/sec/rule-144i"]);
  });

  describe("sales by the company", () => {
    it("default: asks nobody to verify that it is accredited", () => {
      for (const to of [ANGEL, VERIFIED, LEAD, NOMINEE]) expect(sale(COMPANY, to, {}, MINT)).to.deep.equal([]);
      expect(sale(COMPANY, ANGEL, { senderLots: YOUNG })).to.deep.equal([]);
    });

    it("behavior: admits the thirty-fifth holder who is not accredited, and not the one after", () => {
      const time = at("2025-12-01");
      const some = (holders: number) => ({ time, totals: counts({ 1: holders, 2: 40 }), ...NEW_RECEIVER });
      expect(sale(COMPANY, FRIEND, some(34), MINT)).to.deep.equal([]);
      expect(sale(COMPANY, FRIEND, some(35), MINT)).to.deep.equal(["mostHolders receiver"]);
      expect(sale(COMPANY, ANGEL, some(35), MINT)).to.deep.equal([]);
      // Who takes the place of another leaves their number as it is.
      const full = { ...some(35), time: at("2027-01-01"), senderBalance: 5000n, senderHolding: 5000n };
      expect(sale(FRIEND, { ...FRIEND, investor: 20 }, full)).to.deep.equal([]);
      expect(sale(ANGEL, FRIEND, full)).to.deep.equal(["mostHolders receiver"]);
    });

    it("behavior: sells to a thirty-fifth purchaser within 90 days, and to no further one but who bought before", () => {
      const time = at("2025-12-01");
      const bought = (used: bigint, isNew: boolean) => ({
        time,
        readings: readings(program, { mostPurchasers: { used, toWeight: isNew ? 1n : 0n } }),
      });
      const TOO_MANY = ["mostPurchasers receiver"];
      expect(sale(COMPANY, FRIEND, bought(34n, true), MINT)).to.deep.equal([]);
      expect(sale(COMPANY, FRIEND, bought(35n, true), MINT)).to.deep.equal(TOO_MANY);
      expect(sale(COMPANY, FRIEND, bought(35n, true))).to.deep.equal(TOO_MANY);
      expect(sale(COMPANY, FRIEND, bought(35n, false), MINT)).to.deep.equal([]);
      // Neither an accredited investor nor who buys from a holder is a purchaser in this sense.
      expect(sale(COMPANY, ANGEL, bought(35n, true), MINT)).to.deep.equal([]);
      expect(sale(ANGEL, FRIEND, bought(35n, true), { ...SOLD })).not.to.include(TOO_MANY[0]);
    });

    it("behavior: sells to who is not accredited until the first closing ends, to the second", () => {
      expect(sale(COMPANY, FRIEND, { time: at("2025-12-31T16:59:59-05:00") }, MINT)).to.deep.equal([]);
      expect(sale(COMPANY, FRIEND, { time: at("2025-12-31T17:00:00-05:00") }, MINT)).to.deep.equal([
        "notAfter receiver",
      ]);
    });

    it("behavior: sells only into states in which a notice is filed, out of its inventory too", () => {
      const florida: Person = { ...ANGEL, region: "florida" };
      const { region: _, ...nowhere } = ANGEL;
      for (const to of [florida, nowhere]) {
        expect(sale(COMPANY, to, {}, MINT)).to.deep.equal(["regionIn receiver"]);
        expect(sale(COMPANY, to)).to.deep.equal(["regionIn receiver"]);
        expect(sale(ANGEL, { ...to, investor: 30 })).to.deep.equal([]);
      }
    });

    it("behavior: sells at least 1,000 shares", () => {
      expect(sale(COMPANY, ANGEL, {}, { ...MINT, amount: 1000n })).to.deep.equal([]);
      expect(sale(COMPANY, ANGEL, {}, { ...MINT, amount: 999n })).to.deep.equal(["leastPerMovement receiver"]);
    });

    it("behavior: sells to nobody abroad", () => {
      const abroad: Person = { investor: 40, lane: "nonUsAccredited", country: "FR", has: HAS };
      expect(sale(COMPANY, abroad, {}, MINT)).to.deep.equal(["laneInSet receiver"]);
    });
  });

  describe("resales", () => {
    it("default: by rule 144 from the second in which a year ends, and not in the one before", () => {
      const senderLots = [lot("2026-03-02", 100_000n)];
      expect(sale(ANGEL, FRIEND, { senderLots, time: at("2027-03-02T23:59:59Z") })).to.deep.equal([
        TOO_YOUNG,
        NOT_VERIFIED,
      ]);
      expect(sale(ANGEL, FRIEND, { senderLots, time: at("2027-03-03") })).to.deep.equal([]);
    });

    it("behavior: by section 4(a)(7) to an accredited investor at once, while the evidence of it is fresh", () => {
      expect(sale(ANGEL, VERIFIED, { senderLots: YOUNG })).to.deep.equal([]);
      expect(sale(ANGEL, { ...VERIFIED, lapsed: ["statuses"] }, { senderLots: YOUNG })).to.deep.equal([
        TOO_YOUNG,
        "evidenceFresh receiver (path 2)",
      ]);
      expect(sale(ANGEL, { ...ANGEL, investor: 30 }, { senderLots: YOUNG })).to.deep.equal([TOO_YOUNG, NOT_VERIFIED]);
    });

    it("behavior: by section 4(a)(7) not before the class is outstanding for 90 days", () => {
      const senderLots = [lot("2025-03-10", 100_000n)];
      const early = { senderLots, time: at("2025-06-07T23:59:59-04:00") };
      expect(sale(ANGEL, VERIFIED, early)).to.deep.equal([TOO_YOUNG, "notBefore token (path 2)"]);
      expect(sale(ANGEL, VERIFIED, { senderLots, time: at("2025-06-08T00:00:00-04:00") })).to.deep.equal([]);
      expect(day("2025-06-08") - day("2025-03-10")).to.equal(90);
    });

    it("behavior: an affiliate sells under section 4(a)(7) only, and its buyer waits anew", () => {
      expect(sale(AFFILIATE, { ...FRIEND, investor: 30 })).to.deep.equal([TOO_YOUNG, NOT_VERIFIED]);
      expect(sale(AFFILIATE, FRIEND, { time: at("2035-06-01") })).to.deep.equal([TOO_YOUNG, NOT_VERIFIED]);
      expect(sale(AFFILIATE, VERIFIED)).to.deep.equal([]);
      const time = at("2027-05-05T15:00:00Z");
      const bought = (from: Person) => lotsAfter(program, given(from, VERIFIED, { time }), SOLD);
      expect(bought(AFFILIATE)).to.deep.equal([{ day: day("2027-05-05"), origin: 1, units: 5000n }]);
      expect(bought({ ...ANGEL, investor: 30 })).to.deep.equal([{ day: day("2025-03-10"), origin: 1, units: 5000n }]);
    });

    it("behavior: six lead investors buy of the company in any thirty days", () => {
      const bought = (used: bigint) => ({ readings: readings(program, { mostPurchasers: { used, toWeight: 1n } }) });
      expect(sale(COMPANY, LEAD, bought(5n), MINT)).to.deep.equal([]);
      expect(sale(COMPANY, LEAD, bought(6n), MINT)).to.deep.equal(["mostPurchasers receiver"]);
    });

    it("behavior: an affiliate sells at most 1 % of the shares in three months, but back to the company", () => {
      const sold = (used: bigint) => ({ readings: readings(program, { mostOutflowShare: { used } }) });
      const moved = { amount: 4_000n };
      expect(sale(AFFILIATE, VERIFIED, sold(6_000n), moved)).to.deep.equal([]);
      expect(sale(AFFILIATE, VERIFIED, sold(6_001n), moved)).to.deep.equal(["mostOutflowShare sender"]);
      expect(sale(AFFILIATE, COMPANY, sold(6_001n), moved)).to.deep.equal([]);
      expect(sale(AFFILIATE, COMPANY, sold(6_001n), { ...moved, kind: "burn" })).to.deep.equal([]);
      expect(sale(ANGEL, VERIFIED, sold(600_000n), moved)).to.deep.equal([]);
    });

    it("behavior: back to the company at any time, also of a lead investor and in a block", () => {
      const block = { amount: 60_000n };
      expect(sale(LEAD, COMPANY, { senderLots: YOUNG }, block)).to.deep.equal([]);
      expect(sale(LEAD, VERIFIED, { time: at("2031-06-30T23:59:59-04:00") })).to.deep.equal(["notBefore sender"]);
      expect(sale(LEAD, VERIFIED, { time: at("2031-07-01T00:00:00-04:00") })).to.deep.equal([]);
      expect(sale(ANGEL, VERIFIED, {}, { amount: 50_000n })).to.deep.equal([]);
      expect(sale(ANGEL, VERIFIED, {}, { amount: 50_001n })).to.deep.equal(["mostPerMovement sender"]);
    });

    it("bug: not by who is restricted, of its own shares either, but a redemption", () => {
      const restricted: Person = { ...ANGEL, is: ["restricted"] };
      expect(sale(restricted, VERIFIED)).to.deep.equal(["forbiddenStates sender"]);
      expect(sale(restricted, COMPANY, {}, { ...SOLD, kind: "burn" })).to.deep.equal([]);
    });

    it("behavior: through a broker who is in the register", () => {
      const broker: Person = { investor: 50, lane: "uncounted", has: ["venue"] };
      const by = { ...SOLD, spender: SPENDER };
      const allowance = 10_000n;
      expect(sale(ANGEL, VERIFIED, { allowance }, by)).to.deep.equal(["spenderRegistered spender"]);
      expect(sale(ANGEL, VERIFIED, { allowance, spender: person(broker) }, by)).to.deep.equal([]);
      const restricted = person({ ...broker, is: ["restricted"] });
      expect(sale(ANGEL, VERIFIED, { allowance, spender: restricted }, by)).to.deep.equal(["forbiddenStates spender"]);
    });
  });

  describe("its own caps", () => {
    it("default: three nominees, the company's own account among them", () => {
      const three = { totals: counts({ 2: 9, 7: 3 }), ...NEW_RECEIVER };
      expect(sale(COMPANY, NOMINEE, three, MINT)).to.deep.equal(["mostHolders receiver"]);
      expect(sale(COMPANY, NOMINEE, { ...three, totals: counts({ 2: 9, 7: 2 }) }, MINT)).to.deep.equal([]);
    });

    it("behavior: 250 owners, those behind a nominee in its place", () => {
      const full = { totals: counts({ 2: 99, 7: 2 }), owners: counts({ 1: 150 }), lookedThrough: counts({ 7: 1 }) };
      expect(sale(COMPANY, ANGEL, { ...full, ...NEW_RECEIVER }, MINT)).to.deep.equal(["mostHolders receiver"]);
      const one = { ...full, owners: counts({ 1: 149 }) };
      expect(sale(COMPANY, ANGEL, { ...one, ...NEW_RECEIVER }, MINT)).to.deep.equal([]);
      expect(sale(COMPANY, ANGEL, full, MINT)).to.deep.equal([]);
    });
  });
});
