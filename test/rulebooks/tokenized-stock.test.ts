import { expect } from "chai";
import type { Facts } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import { between, compiled, type Person, readings, refusals } from "./steady.js";

const program = compiled("tokenized-stock");

const HOLDER: Person = { investor: 7, lane: "usNotAccredited", has: ["screened", "notAffiliate"] };
const BUYER: Person = { ...HOLDER, investor: 8 };
const DIRECTOR: Person = { ...HOLDER, investor: 9, has: ["screened"] };
const POOL: Person = { investor: 2, lane: "uncounted", has: ["venue"] };
const COMPANY: Person = { investor: 1, lane: "uncounted", has: ["issuer"] };

const SOLD = { amount: 5_000n };
const sale = (from: Person, to: Person, some: Partial<Facts> = {}, moved: Partial<Movement> = SOLD) =>
  refusals(
    program,
    between(from, to, {
      ...{
        senderBalance: 2_000_000n,
        senderHolding: 2_000_000n,
        supply: 10_000_000n,
        dailyVolume: 8_000_000n,
        ...some,
      },
    }),
    moved,
  );

describe("a listed stock, tokenised, in a pool", () => {
  it("default: refuses by the order of the Commission, and by the venue's own rules otherwise", () => {
    const laws = program.origins.filter(({ binding }) => binding === "law");
    expect(laws.map(({ citation }) => citation)).to.deep.equal([
      "Order 34-106402 (17 September 2026), II.H",
      "Order 34-106402 (17 September 2026), II.F",
    ]);
    expect(sale(HOLDER, BUYER)).to.deep.equal([]);
    expect(sale(HOLDER, { ...BUYER, has: [] })).to.deep.equal(["requiredStatuses receiver"]);
  });

  it("behavior: nothing is traded while the primary market stands still; who wants to leave redeems", () => {
    expect(sale(HOLDER, BUYER, { halted: true })).to.deep.equal(["notHalted token"]);
    expect(sale(HOLDER, POOL, { halted: true })).to.deep.equal(["notHalted token"]);
    expect(sale(HOLDER, BUYER, { halted: true }, { ...SOLD, kind: "burn" })).to.deep.equal([]);
  });

  it("behavior: a quarter of a percent of the average daily volume passes through the pool in a day, to the unit", () => {
    const passed = (used: bigint, some: Partial<Facts> = {}) => ({
      ...some,
      readings: readings(program, { mostVenueVolume: { used, toWeight: 1n } }),
    });
    expect(sale(HOLDER, POOL, passed(15_000n))).to.deep.equal([]);
    expect(sale(HOLDER, POOL, passed(15_001n))).to.deep.equal(["mostVenueVolume token"]);
    expect(sale(POOL, BUYER, passed(15_001n))).to.deep.equal(["mostVenueVolume token"]);
    // Rounded down: 0.25 % of 8,000,399 are 20,000.9975 units.
    expect(sale(HOLDER, POOL, passed(15_001n, { dailyVolume: 8_000_399n }))).to.deep.equal(["mostVenueVolume token"]);
    expect(sale(HOLDER, POOL, passed(15_001n, { dailyVolume: 8_000_400n }))).to.deep.equal([]);
    // No volume is reported, or it is stale.
    expect(sale(HOLDER, POOL, passed(0n, { dailyVolume: 0n }))).to.deep.equal(["mostVenueVolume token"]);
    expect(sale(HOLDER, BUYER, { dailyVolume: 0n })).to.deep.equal([]);
  });

  it("behavior: an affiliate sells in three months the greater of 1 % and the weekly volume; others pay no heed", () => {
    const sold = (used: bigint, weeklyVolume = 0n) => ({
      weeklyVolume,
      readings: readings(program, { mostOutflowShareOrVolume: { used } }),
    });
    const refused = ["mostOutflowShareOrVolume sender"];
    expect(sale(DIRECTOR, BUYER, sold(95_000n))).to.deep.equal([]);
    expect(sale(DIRECTOR, BUYER, sold(95_001n))).to.deep.equal(refused);
    expect(sale(DIRECTOR, BUYER, sold(95_001n, 100_001n))).to.deep.equal([]);
    expect(sale(DIRECTOR, BUYER, sold(95_002n, 100_001n))).to.deep.equal(refused);
    expect(sale(DIRECTOR, COMPANY, sold(95_002n))).to.deep.equal([]);
    expect(sale(HOLDER, BUYER, sold(9_000_000n))).to.deep.equal([]);
  });

  it("behavior: a participant sends 50,000 in a day, and redeems as much as it likes", () => {
    const sent = (used: bigint) => ({ readings: readings(program, { mostOutflow: { used } }) });
    expect(sale(HOLDER, BUYER, sent(45_000n))).to.deep.equal([]);
    expect(sale(HOLDER, BUYER, sent(45_001n))).to.deep.equal(["mostOutflow sender"]);
    expect(sale(HOLDER, BUYER, sent(50_000n), { ...SOLD, kind: "burn" })).to.deep.equal([]);
    expect(sale(POOL, BUYER, sent(90_000n))).to.deep.equal([]);
  });
});
