import { expect } from "chai";
import { type Facts, type ProgramParts } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import { counts } from "../sdk/program/build.js";
import { at, between, closed, compiled, day, lot, lotsAfter, type Person, refusals } from "./steady.js";

const program = compiled("private-fund");
const [RULE_506C, REGULATION_S] = [1, 2];

const HAS = ["qualifiedPurchaser", "screened", "notAffiliate"];
const AMERICAN: Person = { investor: 7, lane: "usQualifiedPurchaser", has: HAS };
const BUYER: Person = { ...AMERICAN, investor: 8 };
const QIB: Person = { ...BUYER, has: [...HAS, "qib"] };
const ABROAD: Person = { investor: 9, lane: "nonUsQualifiedPurchaser", country: "LU", has: [...HAS, "certifiedNonUS"] };
const FUND: Person = { investor: 1, lane: "uncounted", has: ["issuer"] };
const DEALER: Person = { investor: 2, lane: "uncounted", has: [...HAS, "accredited", "dealer"] };
const CUSTODIAN: Person = { investor: 3, lane: "uncounted", has: [...HAS, "custodian"] };
/** Nobody has shown that it is no affiliate. */
const AFFILIATE: Person = { ...AMERICAN, has: ["qualifiedPurchaser", "screened"] };

/** Closed to who is no qualified institutional buyer. */
const NO_QIB = "requiredStatuses receiver (path 2)";
const TOO_YOUNG = "holdingPeriod sender (path 1)";
const BARRED = "trancheClosedSince sender";
const SALE = { amount: 200_000n };

type Case = { readonly from: Person; readonly to: Person; readonly lots: readonly bigint[] } & Partial<Facts>;
const given = ({ from, to, lots, ...some }: Case): Facts =>
  between(from, to, {
    ...{ senderBalance: 1_000_000n, senderHolding: 1_000_000n, receiverBalance: 500_000n, receiverHolding: 500_000n },
    ...{ supply: 100_000_000n, totals: counts({ 3: 12, 6: 6 }), senderLots: lots },
    ...some,
  });
const sale = (one: Case, parts: ProgramParts = program, some: Partial<Movement> = SALE) =>
  refusals(parts, given(one), some);

describe("resales of the private fund", () => {
  describe("rule 144", () => {
    const lots = [lot("2027-06-30", 1_000_000n)];
    const refused = [TOO_YOUNG, NO_QIB];

    it("default: refuses in the last second of the year, and admits in the second in which it ends", () => {
      const one = { from: AMERICAN, to: BUYER, lots };
      expect(sale({ ...one, time: at("2028-06-30T23:59:59Z") })).to.deep.equal(refused);
      expect(sale({ ...one, time: at("2028-07-01") })).to.deep.equal([]);
    });

    it("behavior: ends a year that began on 29 February with the last day of February", () => {
      const one = { from: AMERICAN, to: BUYER, lots: [lot("2028-02-29", 1_000_000n)] };
      expect(sale({ ...one, time: at("2029-02-28T23:59:59Z") })).to.deep.equal(refused);
      expect(sale({ ...one, time: at("2029-03-01") })).to.deep.equal([]);
    });

    it("behavior: would end a month that began on 31 January with the last day of February", () => {
      const rules = program.rules.map((rule) => (rule.window === 12 ? { ...rule, window: 1 } : rule));
      const one = { from: AMERICAN, to: BUYER, lots: [lot("2027-01-31", 1_000_000n)] };
      expect(sale({ ...one, time: at("2027-02-28T23:59:59Z") }, { ...program, rules })).to.deep.equal(refused);
      expect(sale({ ...one, time: at("2027-03-01") }, { ...program, rules })).to.deep.equal([]);
    });

    it("behavior: sells the oldest units first, and refuses one unit of the young ones", () => {
      const mixed = [lot("2025-01-10", 200_000n), lot("2026-12-01", 800_000n)];
      const one = { from: AMERICAN, to: BUYER, lots: mixed };
      expect(sale(one)).to.deep.equal([]);
      expect(sale(one, program, { amount: 200_001n })).to.deep.equal(refused);
    });

    it("behavior: keeps the clock when somebody sells who is no affiliate, whoever buys", () => {
      for (const to of [BUYER, ABROAD, AFFILIATE])
        expect(lotsAfter(program, given({ from: AMERICAN, to: { ...to, investor: 20 }, lots }), SALE)).to.deep.equal([
          { day: day("2027-06-30"), origin: RULE_506C, units: 200_000n },
        ]);
    });

    it("bug: is closed to an affiliate however long it has held, and a sale by one starts the clock anew", () => {
      const one = { from: AFFILIATE, to: BUYER, lots: [lot("2024-01-10", 1_000_000n)] };
      expect(sale({ ...one, time: at("2034-01-11") })).to.deep.equal(refused);
      expect(sale({ ...one, time: at("2034-09-30T20:59:59Z") })).to.deep.equal(refused);
      const toQib = given({ ...one, to: QIB, time: at("2028-05-05T15:00:00Z") });
      expect(refusals(program, toQib, SALE)).to.deep.equal([]);
      expect(lotsAfter(program, toQib, SALE)).to.deep.equal([
        { day: day("2028-05-05"), origin: RULE_506C, units: 200_000n },
      ]);
    });

    it("behavior: binds neither what the fund sells, nor what it takes back, nor a redemption", () => {
      const young = [lot("2027-01-01", 1_000_000n)];
      const accredited = { ...BUYER, has: [...HAS, "accredited"] };
      for (const from of [FUND, DEALER]) expect(sale({ from, to: accredited, lots: young })).to.deep.equal([]);
      for (const from of [AMERICAN, AFFILIATE, ABROAD]) {
        expect(sale({ from, to: FUND, lots: young })).to.deep.equal([]);
        expect(sale({ from, to: FUND, lots: young }, program, { ...SALE, kind: "burn" })).to.deep.equal([]);
      }
      expect(sale({ from: FUND, to: accredited, lots: [] }, program, { ...SALE, kind: "mint" })).to.deep.equal([]);
    });

    it("behavior: what the fund takes back and sells again is a new sale", () => {
      const to = { ...BUYER, has: [...HAS, "accredited"] };
      const again = given({ from: FUND, to, lots: [lot("2025-01-10", 1_000_000n)], time: at("2028-05-05") });
      expect(lotsAfter(program, again, SALE)[0]).to.include({ day: day("2028-05-05"), origin: RULE_506C });
    });
  });

  describe("rule 144A", () => {
    const lots = [lot("2026-12-31", 1_000_000n)];

    it("default: admits a qualified institutional buyer at once", () => {
      expect(sale({ from: AMERICAN, to: QIB, lots })).to.deep.equal([]);
      expect(sale({ from: AFFILIATE, to: QIB, lots })).to.deep.equal([]);
    });

    it("behavior: refuses one whose evidence has lapsed, and everybody else", () => {
      const lapsed: Person = { ...QIB, lapsed: ["statuses"] };
      expect(sale({ from: AMERICAN, to: lapsed, lots })).to.deep.equal([
        ...["evidenceFresh receiver", TOO_YOUNG, "evidenceFresh receiver (path 2)"],
      ]);
      expect(sale({ from: AMERICAN, to: CUSTODIAN, lots })).to.deep.equal([TOO_YOUNG, NO_QIB]);
    });

    it("behavior: does not reach over the compliance period", () => {
      const offshore = [lot("2026-12-31", 1_000_000n, REGULATION_S)];
      expect(sale({ from: ABROAD, to: QIB, lots: offshore })).to.deep.equal([BARRED]);
    });
  });

  describe("offshore tranches", () => {
    const lots = [lot("2025-03-10", 1_000_000n, REGULATION_S)];
    const one = { from: ABROAD, to: BUYER, lots };

    it("default: no US person and no intermediary buys of a tranche that is open, however old the units are", () => {
      for (const to of [BUYER, QIB, DEALER, CUSTODIAN]) expect(sale({ ...one, to })).to.deep.equal([BARRED]);
      expect(sale({ ...one, to: FUND })).to.deep.equal([]);
    });

    it("behavior: not in the last second of the year after its certified end, but in the next", () => {
      const tranches = closed(REGULATION_S, "2026-02-28");
      expect(sale({ ...one, tranches, time: at("2027-02-28T23:59:59Z") })).to.deep.equal([BARRED]);
      expect(sale({ ...one, tranches, time: at("2027-03-01") })).to.deep.equal([]);
    });

    it("bug: a dealer sells on what it was sold, and no units that were sold abroad, while the period runs", () => {
      const to = { ...BUYER, has: [...HAS, "accredited"] };
      for (const from of [DEALER, { ...ABROAD, has: [...ABROAD.has!, "dealer"] }]) {
        expect(sale({ ...one, from, to })).to.deep.equal([BARRED]);
        expect(sale({ ...one, from, to: ABROAD })).to.deep.equal([]);
        expect(sale({ ...one, from, to, lots: [lot("2025-03-10", 1_000_000n, 0)] })).to.deep.equal([]);
        const tranches = closed(REGULATION_S, "2026-02-28");
        expect(sale({ ...one, from, to, tranches, time: at("2027-03-01") })).to.deep.equal([]);
      }
    });

    it("behavior: a US buyer still needs a path afterwards", () => {
      const young = { ...one, lots: [lot("2027-02-10", 1_000_000n, REGULATION_S)] };
      const over = { tranches: closed(REGULATION_S, "2026-02-28"), time: at("2027-03-01") };
      expect(sale({ ...young, ...over })).to.deep.equal([TOO_YOUNG, NO_QIB]);
      expect(sale({ ...young, ...over, to: QIB })).to.deep.equal([]);
    });

    it("behavior: follows the units, not who holds them", () => {
      const bought = [lot("2025-03-10", 1_000_000n, RULE_506C)];
      expect(sale({ ...one, lots: bought })).to.deep.equal([]);
      expect(sale({ ...one, from: AMERICAN })).to.deep.equal([BARRED]);
      expect(sale({ ...one, to: { ...ABROAD, investor: 10 } })).to.deep.equal([]);
    });

    it("behavior: bars units of which nobody said how they were sold", () => {
      const unspecified = [lot("2025-03-10", 1_000_000n, 0)];
      const tranches = closed(REGULATION_S, "2025-06-30");
      expect(sale({ ...one, lots: unspecified, tranches })).to.deep.equal([BARRED]);
      expect(sale({ ...one, from: CUSTODIAN, lots: unspecified, tranches })).to.deep.equal([BARRED]);
      expect(sale({ ...one, lots: unspecified, tranches: closed(0, "2025-06-30") })).to.deep.equal([]);
    });

    it("behavior: between holders abroad too a unit waits for a year: rule 904 is not available unverified", () => {
      const young = {
        from: ABROAD,
        to: { ...ABROAD, investor: 10 },
        lots: [lot("2026-12-01", 1_000_000n, REGULATION_S)],
      };
      expect(sale(young)).to.deep.equal([TOO_YOUNG, NO_QIB]);
    });

    it("behavior: the fund's sale says how the units were sold, by the buyer's lane", () => {
      const sold = (to: Person) =>
        lotsAfter(program, given({ from: FUND, to, lots: [] }), { ...SALE, kind: "mint" })[0];
      expect(sold(BUYER)?.origin).to.equal(RULE_506C);
      expect(sold(ABROAD)?.origin).to.equal(REGULATION_S);
      expect(sold(CUSTODIAN)?.origin).to.equal(0);
    });
  });
});
