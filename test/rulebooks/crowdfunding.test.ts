import { expect } from "chai";
import type { Facts } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import { counts, NEW_RECEIVER } from "../sdk/program/build.js";
import { at, between, compiled, day, lot, lotsAfter, type Person, readings, refusals } from "./steady.js";

const program = compiled("crowdfunding");

const REGULAR: Person = { investor: 7, lane: "usNotAccredited", region: "texas", has: ["screened"] };
const NEIGHBOUR: Person = { ...REGULAR, investor: 8, region: "newYork" };
const ACCREDITED: Person = { ...NEIGHBOUR, investor: 9, lane: "usAccredited", has: ["screened", "accredited"] };
const FRENCH: Person = { investor: 10, lane: "nonUsNotAccredited", country: "FR", has: ["screened"] };
const COMPANY: Person = { investor: 1, lane: "uncounted", has: ["issuer"] };

const WHOLE = { amount: 200n };
const MINT = { amount: 200n, kind: "mint" } as const;
const OLD = [lot("2025-06-02", 200n)];

const given = (from: Person, to: Person, some: Partial<Facts> = {}): Facts =>
  between(from, to, {
    ...{ senderBalance: 200n, senderHolding: 200n, receiverBalance: 300n, receiverHolding: 300n, supply: 90_000n },
    ...{ totals: counts({ 1: 200, 2: 20 }), senderLots: OLD, groups: [0n, 0n, 0n] },
    ...some,
  });
const sale = (from: Person, to: Person, some: Partial<Facts> = {}, moved: Partial<Movement> = WHOLE) =>
  refusals(program, given(from, to, some), moved);

describe("the brewery under Regulation Crowdfunding", () => {
  it("default: refuses by law within the year, and by its own clauses otherwise", () => {
    const laws = program.origins.filter(({ binding }) => binding === "law");
    expect(laws.map(({ provision, citation }) => `${provision}: ${citation}`)).to.deep.equal([
      "us/sec/regulation-cf-501: 17 CFR 227.501",
    ]);
    expect(program.rules).to.have.length(18);
    expect(program.notEnforced.map(({ provision }) => provision)).to.deep.equal([
      ...["us/sec/regulation-cf-100", "us/sec/rule-12g-6", "us/sec/exchange-act-12g", "us/sec/securities-act-5"],
      ...["us/sec/securities-act-18b4", "us/ofac/embargo-iran"],
    ]);
  });

  it("bug: nothing is transferred by who is restricted or resides in a restricted territory, but a redemption", () => {
    const from: Person[] = [
      { ...REGULAR, is: ["restricted"] },
      { ...FRENCH, country: "IR" },
    ];
    const refused = ["forbiddenStates sender", "countryNotIn sender"];
    expect(from.map((one) => sale(one, NEIGHBOUR))).to.deep.equal(refused.map((reason) => [reason]));
    for (const one of from) expect(sale(one, COMPANY, {}, { amount: 200n, kind: "burn" })).to.deep.equal([]);
  });

  describe("the year of 17 CFR 227.501", () => {
    const senderLots = [lot("2026-06-30", 200n)];
    const within = { senderLots, time: at("2027-06-30T23:59:59Z") };

    it("default: refuses in its last second, and admits in the second in which it ends", () => {
      expect(sale(REGULAR, NEIGHBOUR, within)).to.deep.equal(["holdingPeriod sender"]);
      expect(sale(REGULAR, NEIGHBOUR, { senderLots, time: at("2027-07-01") })).to.deep.equal([]);
    });

    it("behavior: began on 29 February, it ends with the last day of February", () => {
      const leap = [lot("2028-02-29", 200n)];
      const last = { senderLots: leap, time: at("2029-02-28T23:59:59Z") };
      expect(sale(REGULAR, NEIGHBOUR, last)).to.deep.equal(["holdingPeriod sender"]);
      expect(sale(REGULAR, NEIGHBOUR, { ...last, time: at("2029-03-01") })).to.deep.equal([]);
    });

    it("behavior: does not bind a sale to the company, or to an accredited investor", () => {
      expect(sale(REGULAR, COMPANY, within)).to.deep.equal([]);
      expect(sale(REGULAR, ACCREDITED, within)).to.deep.equal([]);
      expect(sale(REGULAR, COMPANY, within, { ...WHOLE, kind: "burn" })).to.deep.equal([]);
    });

    it("behavior: binds a sale to who is counted as accredited and whose evidence has lapsed, or never was", () => {
      expect(sale(REGULAR, { ...ACCREDITED, lapsed: ["statuses"] }, within)).to.deep.equal(["holdingPeriod sender"]);
      expect(sale(REGULAR, { ...ACCREDITED, has: ["screened"] }, within)).to.deep.equal(["holdingPeriod sender"]);
    });

    it("behavior: runs on through every hand: an accredited buyer waits only for the rest of it", () => {
      for (const from of [REGULAR, ACCREDITED])
        expect(lotsAfter(program, given(from, { ...ACCREDITED, investor: 20 }, within), WHOLE)).to.deep.equal([
          { day: day("2026-06-30"), origin: 1, units: 200n },
        ]);
      expect(sale(ACCREDITED, NEIGHBOUR, within)).to.deep.equal(["holdingPeriod sender"]);
      expect(sale(ACCREDITED, NEIGHBOUR, { ...within, time: at("2027-07-01") })).to.deep.equal([]);
    });

    it("behavior: begins anew with what the company sells out of its inventory", () => {
      const time = at("2027-07-01T10:00:00Z");
      const sold = given(COMPANY, NEIGHBOUR, { time });
      expect(refusals(program, sold, WHOLE)).to.deep.equal([]);
      expect(lotsAfter(program, sold, WHOLE)).to.deep.equal([{ day: day("2027-07-01"), origin: 1, units: 200n }]);
    });

    it("behavior: does not bind what the transfer agent moves upon a death or a divorce", () => {
      expect(sale(REGULAR, NEIGHBOUR, within, { ...WHOLE, kind: "forced" })).to.deep.equal([]);
      expect(lotsAfter(program, given(REGULAR, NEIGHBOUR, within), { ...WHOLE, kind: "forced" })).to.deep.equal([
        { day: day("2026-06-30"), origin: 1, units: 200n },
      ]);
    });
  });

  it("behavior: small holders move all or nothing, save back to the company", () => {
    expect(sale(REGULAR, NEIGHBOUR, {}, { amount: 199n })).to.deep.equal(["wholeHoldingOnly sender"]);
    expect(sale(REGULAR, NEIGHBOUR)).to.deep.equal([]);
    expect(sale(REGULAR, COMPANY, {}, { amount: 1n })).to.deep.equal([]);
    expect(sale(ACCREDITED, NEIGHBOUR, {}, { amount: 1n })).to.deep.equal([]);
  });

  it("behavior: the fifth neighbour leaves by selling to another, or back to the company by redemption", () => {
    const five = { totals: counts({ 1: 4, 2: 1, 4: 9 }) };
    const british: Person = { ...FRENCH, country: "GB" };
    expect(sale(REGULAR, british, five)).to.deep.equal(["fewestHolders sender"]);
    expect(sale(REGULAR, NEIGHBOUR, { ...five, ...NEW_RECEIVER })).to.deep.equal([]);
    expect(sale(REGULAR, COMPANY, five, { ...WHOLE, kind: "burn" })).to.deep.equal([]);
    expect(sale(REGULAR, british, { totals: counts({ 1: 5, 2: 1 }) })).to.deep.equal([]);
  });

  it("behavior: at most two holders in a listed country, and five in all of them together", () => {
    const some = (here: number, together: number) => ({
      ...{ receiverCounts: counts({ 4: here }), groups: [0n, 0n, counts({ 4: together })], ...NEW_RECEIVER },
    });
    expect(sale(COMPANY, FRENCH, some(1, 4), MINT)).to.deep.equal([]);
    expect(sale(COMPANY, FRENCH, some(2, 4), MINT)).to.deep.equal(["mostHolders receiver"]);
    expect(sale(COMPANY, FRENCH, some(0, 5), MINT)).to.deep.equal(["mostHolders receiver"]);
    expect(sale(COMPANY, { ...FRENCH, country: "GB" }, some(9, 5), MINT)).to.deep.equal([]);
  });

  it("behavior: holders resell to no resident of a state that the memorandum leaves out; the company sells there", () => {
    const ohio: Person = { ...NEIGHBOUR, region: "ohio" };
    expect(sale(REGULAR, ohio)).to.deep.equal(["regionNotIn receiver"]);
    expect(sale(COMPANY, ohio)).to.deep.equal([]);
    expect(sale(COMPANY, ohio, {}, MINT)).to.deep.equal([]);
  });

  it("behavior: nobody holds more than 20,000 shares, or subscribes for fewer than 10 or more than 5,000 at once", () => {
    const rich = { receiverBalance: 19_800n, receiverHolding: 19_800n };
    expect(sale(REGULAR, NEIGHBOUR, rich)).to.deep.equal([]);
    expect(sale(COMPANY, ACCREDITED, rich, { ...MINT, amount: 201n })).to.deep.equal(["mostUnits receiver"]);
    for (const [amount, refused] of [
      [9n, ["leastPerMovement receiver"]],
      [10n, []],
      [5000n, []],
      [5001n, ["mostPerMovement receiver"]],
    ] as const)
      expect(sale(COMPANY, ACCREDITED, {}, { ...MINT, amount })).to.deep.equal(refused);
  });

  describe("what the company sells to one investor in twelve months", () => {
    const bought = (units: bigint, own?: bigint) => ({
      readings: readings(program, {
        mostInflow: { used: units, ...(own === undefined ? {} : { beside: own, toWeight: 1n }) },
      }),
    });
    const TOO_MUCH = ["mostInflow receiver"];

    it("default: 500 shares, at a mint and out of its inventory", () => {
      expect(sale(COMPANY, REGULAR, bought(300n), MINT)).to.deep.equal([]);
      expect(sale(COMPANY, REGULAR, bought(301n), MINT)).to.deep.equal(TOO_MUCH);
      expect(sale(COMPANY, REGULAR, bought(300n))).to.deep.equal([]);
      expect(sale(COMPANY, REGULAR, bought(301n))).to.deep.equal(TOO_MUCH);
    });

    it("behavior: what the platform certified stands in place of that, whether it is more or less", () => {
      expect(sale(COMPANY, REGULAR, bought(4_800n, 5_000n), MINT)).to.deep.equal([]);
      expect(sale(COMPANY, REGULAR, bought(4_801n, 5_000n), MINT)).to.deep.equal(TOO_MUCH);
      expect(sale(COMPANY, REGULAR, bought(0n, 199n), MINT)).to.deep.equal(TOO_MUCH);
      expect(sale(COMPANY, REGULAR, bought(0n, 200n), MINT)).to.deep.equal([]);
    });

    it("behavior: does not bind who gave evidence that it is accredited, nor a resale", () => {
      expect(sale(COMPANY, ACCREDITED, bought(5_000n), MINT)).to.deep.equal([]);
      expect(sale(COMPANY, { ...ACCREDITED, has: ["screened"] }, bought(500n), MINT)).to.deep.equal(TOO_MUCH);
      expect(sale(REGULAR, NEIGHBOUR, bought(5_000n))).to.deep.equal([]);
    });
  });
});
