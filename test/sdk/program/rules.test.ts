import { expect } from "chai";
import { RULE_KINDS, type Rule } from "../../../sdk/kinds/index.js";
import { evaluate, type Facts } from "../../../sdk/program/index.js";
import type { Finding, Movement } from "../../../sdk/verdict/index.js";
import { counts, DE, facts, FR, movement, NEW_RECEIVER, NOW, parts, PROVISION, record, rule, US } from "./build.js";

const SETS = [[FR, DE]];

/** The finding of a program of one rule, or null where it is allowed. */
function judged(one: Rule, someFacts: Partial<Facts> = {}, some: Partial<Movement> = {}): Finding | null {
  const decision = evaluate(parts([one], SETS), facts(someFacts), movement(some));
  return decision.allowed ? null : decision.first;
}

/** Measured and limit. */
const numbers = (finding: Finding | null) => finding && [finding.measured, finding.limit];

const receiver = (some: Parameters<typeof record>[0]) => ({ receiver: record({ investor: 8, ...some }) });

describe("evaluate: rules", () => {
  it("default", () => {
    expect(judged(rule({ kind: "mostUnits", limit: 599n }))).to.deep.equal({
      rule: 0,
      kind: "mostUnits",
      party: "receiver",
      subject: 8n,
      measured: 600n,
      limit: 599n,
      unit: "units",
      provision: PROVISION,
    });
  });

  it("behavior: forbiddenStates", () => {
    const one = rule({ kind: "forbiddenStates", limit: 0b0110n });
    const own = (states: number) => numbers(judged(one, receiver({ states })));
    expect(own(0)).to.equal(null);
    expect(own(0b1_0000)).to.equal(null);
    expect(own(0b0010)).to.deep.equal([0b0010n, 0n]);
    expect(own(0b1_0110)).to.deep.equal([0b0110n, 0n]);
    const high = rule({ kind: "forbiddenStates", limit: 0x80n, side: "sender" });
    expect(judged(high, { sender: record({ states: 0x80 }) })).to.include({ party: "sender", subject: 7n });
  });

  it("behavior: requiredStatuses", () => {
    const one = rule({ kind: "requiredStatuses", limit: 0x8000_0003n });
    const own = (statuses: number) => numbers(judged(one, receiver({ statuses })));
    expect(own(0x8000_0003)).to.equal(null);
    expect(own(0xffff_ffff)).to.equal(null);
    expect(own(0x8000_0002)).to.deep.equal([0x8000_0002n, 0x8000_0003n]);
    expect(own(0x8000_0001)).to.deep.equal([0x8000_0001n, 0x8000_0003n]);
    expect(own(0x0000_0003)).to.deep.equal([3n, 0x8000_0003n]);
    expect(own(0x0000_0004)).to.deep.equal([0n, 0x8000_0003n]);
  });

  it("behavior: laneInSet", () => {
    const one = rule({ kind: "laneInSet", limit: 0b1000_1000n });
    const own = (lane: number) => numbers(judged(one, receiver({ lane })));
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(own)).to.deep.equal([
      [0n, 0b1000_1000n],
      [1n, 0b1000_1000n],
      [2n, 0b1000_1000n],
      null,
      [4n, 0b1000_1000n],
      [5n, 0b1000_1000n],
      [6n, 0b1000_1000n],
      null,
    ]);
  });

  it("behavior: countryIn and countryNotIn", () => {
    const inSet = rule({ kind: "countryIn", limit: 0n });
    const notIn = rule({ kind: "countryNotIn", limit: 0n });
    for (const country of [FR, DE]) {
      expect(judged(inSet, receiver({ country }))).to.equal(null);
      expect(numbers(judged(notIn, receiver({ country })))).to.deep.equal([BigInt(country), 0n]);
    }
    for (const country of [0, FR - 1, FR + 1, DE - 1, DE + 1, US, 1023]) {
      expect(numbers(judged(inSet, receiver({ country })))).to.deep.equal([BigInt(country), 0n]);
      expect(judged(notIn, receiver({ country }))).to.equal(null);
    }
    const sender = { sender: record({ country: FR }) };
    expect(judged({ ...inSet, side: "sender" }, sender)).to.equal(null);
    expect(judged({ ...notIn, side: "sender" }, sender)).to.include({ party: "sender", subject: 7n });
  });

  it("behavior: evidenceFresh is fresh while now < until", () => {
    const identity = rule({ kind: "evidenceFresh", limit: 0n });
    const statuses = rule({ kind: "evidenceFresh", limit: 1n });
    const until = (kycUntil: bigint, statusUntil: bigint) => receiver({ kycUntil, statusUntil });
    expect(numbers(judged(identity, until(NOW - 1n, NOW + 9n)))).to.deep.equal([NOW, NOW - 1n]);
    expect(numbers(judged(identity, until(NOW, NOW + 9n)))).to.deep.equal([NOW, NOW]);
    expect(judged(identity, until(NOW + 1n, 0n))).to.equal(null);
    expect(numbers(judged(statuses, until(NOW + 9n, NOW - 1n)))).to.deep.equal([NOW, NOW - 1n]);
    expect(numbers(judged(statuses, until(NOW + 9n, NOW)))).to.deep.equal([NOW, NOW]);
    expect(judged(statuses, until(0n, NOW + 1n))).to.equal(null);
  });

  it("behavior: mostUnits counts the investor's holding, not the wallet's balance", () => {
    const most = (limit: bigint) => numbers(judged(rule({ kind: "mostUnits", limit }), { receiverBalance: 0n }));
    expect(most(599n)).to.deep.equal([600n, 599n]);
    expect(most(600n)).to.equal(null);
    expect(most(601n)).to.equal(null);
  });

  describe("mostShare", () => {
    const share = (window: number, floor: bigint) => rule({ kind: "mostShare", window, limit: floor });

    it("behavior: of the supply after the movement, rounded down", () => {
      const at = (supply: bigint) => numbers(judged(share(600, 1n), { supply }));
      expect(at(9_999n)).to.deep.equal([600n, 599n]);
      expect(at(10_000n)).to.equal(null);
      expect(at(10_016n)).to.equal(null);
    });

    it("behavior: a mint adds to the supply", () => {
      const at = (supply: bigint) => numbers(judged(share(600, 1n), { supply }, { kind: "mint" }));
      expect(at(9_899n)).to.deep.equal([600n, 599n]);
      expect(at(9_900n)).to.equal(null);
    });

    it("behavior: the floor stands in for a smaller supply", () => {
      const at = (floor: bigint) => numbers(judged(share(600, floor), { supply: 0n }));
      expect(at(9_999n)).to.deep.equal([600n, 599n]);
      expect(at(10_000n)).to.equal(null);
      expect(at(10_001n)).to.equal(null);
    });
  });

  describe("leastHolding", () => {
    const least = rule({ kind: "leastHolding", limit: 600n });

    it("behavior: of the receiver", () => {
      const at = (receiverHolding: bigint) => numbers(judged(least, { receiverHolding }));
      expect(at(499n)).to.deep.equal([599n, 600n]);
      expect(at(500n)).to.equal(null);
      expect(at(501n)).to.equal(null);
    });

    it("behavior: of the sender, who may also keep nothing", () => {
      const at = (senderHolding: bigint) => numbers(judged({ ...least, side: "sender" }, { senderHolding }));
      expect(at(699n)).to.deep.equal([599n, 600n]);
      expect(at(700n)).to.equal(null);
      expect(at(101n)).to.deep.equal([1n, 600n]);
      expect(at(100n)).to.equal(null);
    });

    it("behavior: a holding does not fall below nothing", () => {
      expect(numbers(judged({ ...least, side: "sender" }, { senderHolding: 50n }))).to.equal(null);
    });
  });

  describe("mostHolders", () => {
    const most = (limit: bigint, some: Partial<Rule> = {}) => rule({ kind: "mostHolders", limit, ...some });
    const PER_COUNTRY = { modes: 2 };
    /** The receiver holds nothing yet; three holders in lane 3, two in lane 1. */
    const NEW = { ...NEW_RECEIVER, totals: counts({ 1: 2, 3: 3 }) };
    const EXIT = { amount: 1000n };

    it("behavior: one more holder is counted", () => {
      expect(numbers(judged(most(5n), NEW))).to.deep.equal([6n, 5n]);
      expect(judged(most(6n), NEW)).to.equal(null);
      expect(judged(most(7n), NEW)).to.equal(null);
    });

    it("behavior: a holder that gets more passes above the limit", () => {
      expect(judged(most(0n), { totals: counts({ 3: 3 }) })).to.equal(null);
    });

    it("behavior: who has the holder bit is counted already", () => {
      expect(judged(most(0n), { ...NEW, receiverHolds: true })).to.equal(null);
    });

    it("behavior: a wallet with a balance makes no holder", () => {
      expect(judged(most(0n), { ...NEW, receiverBalance: 1n })).to.equal(null);
    });

    it("behavior: a whole exit into the same cell passes", () => {
      expect(judged(most(0n), NEW, EXIT)).to.equal(null);
      expect(numbers(judged(most(0n), NEW, { amount: 999n }))).to.deep.equal([6n, 0n]);
    });

    it("behavior: an exit is whole over all wallets, and of a counted holder", () => {
      expect(numbers(judged(most(0n), { ...NEW, senderHolding: 1001n }, EXIT))).to.deep.equal([6n, 0n]);
      expect(numbers(judged(most(0n), { ...NEW, senderHolds: false }, EXIT))).to.deep.equal([6n, 0n]);
    });

    it("behavior: lanes of the rule alone are counted, also for who leaves", () => {
      const lane3 = { lanes: 0b1000 };
      expect(numbers(judged(most(3n, lane3), NEW))).to.deep.equal([4n, 3n]);
      expect(judged(most(4n, lane3), NEW)).to.equal(null);
      expect(judged(most(0n, lane3), NEW, EXIT)).to.equal(null);
      const fromLane1 = { ...NEW, sender: record({ lane: 1 }) };
      expect(numbers(judged(most(3n, lane3), fromLane1, EXIT))).to.deep.equal([4n, 3n]);
      expect(judged(most(0n, { lanes: 0b0010 }), fromLane1)).to.equal(null);
    });

    it("behavior: per country, of the receiver's, and who leaves another makes no room", () => {
      const abroad = { ...NEW, receiver: record({ investor: 8, country: FR }), receiverCounts: counts({ 0: 1, 3: 1 }) };
      expect(numbers(judged(most(2n, PER_COUNTRY), abroad))).to.deep.equal([3n, 2n]);
      expect(judged(most(3n, PER_COUNTRY), abroad)).to.equal(null);
      expect(numbers(judged(most(2n, PER_COUNTRY), abroad, EXIT))).to.deep.equal([3n, 2n]);
      expect(judged(most(0n), abroad, EXIT)).to.equal(null);
      expect(judged(most(0n, PER_COUNTRY), { ...NEW, receiverCounts: counts({ 3: 9 }) }, EXIT)).to.equal(null);
      expect(numbers(judged(most(1n, { ...PER_COUNTRY, lanes: 0b1000 }), abroad))).to.deep.equal([2n, 1n]);
    });

    it("behavior: a mint counts, a burn does not", () => {
      expect(numbers(judged(most(5n), NEW, { kind: "mint" }))).to.deep.equal([6n, 5n]);
      expect(judged(most(0n), NEW, { kind: "burn", ...EXIT })).to.equal(null);
    });

    it("behavior: 32 bits of holders in each of eight lanes are summed exactly", () => {
      const full = 2 ** 32 - 1;
      const all = counts({ 0: full, 1: full, 2: full, 3: full, 4: full, 5: full, 6: full, 7: full });
      expect(numbers(judged(most(5n), { ...NEW, totals: all }))).to.deep.equal([8n * BigInt(full) + 1n, 5n]);
    });
  });

  it("behavior: notBefore and notAfter", () => {
    for (const side of RULE_KINDS.notBefore.sides) {
      const before = (limit: bigint) => numbers(judged(rule({ kind: "notBefore", side, limit })));
      expect(before(NOW + 1n)).to.deep.equal([NOW, NOW + 1n]);
      expect(before(NOW)).to.equal(null);
      expect(before(NOW - 1n)).to.equal(null);
      const after = (limit: bigint) => numbers(judged(rule({ kind: "notAfter", side, limit })));
      expect(after(NOW + 1n)).to.equal(null);
      expect(after(NOW)).to.deep.equal([NOW, NOW]);
      expect(after(NOW - 1n)).to.deep.equal([NOW, NOW - 1n]);
    }
  });

  it("behavior: leastPerMovement and mostPerMovement", () => {
    for (const side of RULE_KINDS.leastPerMovement.sides) {
      const least = (limit: bigint) => numbers(judged(rule({ kind: "leastPerMovement", side, limit })));
      expect(least(99n)).to.equal(null);
      expect(least(100n)).to.equal(null);
      expect(least(101n)).to.deep.equal([100n, 101n]);
      const most = (limit: bigint) => numbers(judged(rule({ kind: "mostPerMovement", side, limit })));
      expect(most(99n)).to.deep.equal([100n, 99n]);
      expect(most(100n)).to.equal(null);
      expect(most(101n)).to.equal(null);
    }
  });

  it("behavior: a rule on the movement itself has no subject", () => {
    expect(judged(rule({ kind: "notBefore", side: "token", limit: NOW + 1n }))).to.include({
      party: "token",
      subject: 0n,
    });
  });
});
