import { expect } from "chai";
import { NEVER, type Rule } from "../../../sdk/kinds/index.js";
import { evaluate, type Facts, judgedRules } from "../../../sdk/program/index.js";
import { packLot } from "../../../sdk/program/lots/lot.js";
import type { Movement } from "../../../sdk/verdict/index.js";
import { counts, DE, facts, FR, movement, NEW_RECEIVER, NOW, parts, record, rule, SPENDER, US } from "./build.js";

const DAY = 86_400n;
/** 1 January 2027. */
const TODAY = Number(NOW / DAY);
const SETS = [[FR, DE]];
const lot = (day: number, origin: number, units: number) => packLot({ day, origin, units: BigInt(units) });
const at = (year: number, month: number, day: number) => BigInt(Date.UTC(year, month - 1, day) / 1000);

function judged(one: Rule, some: Partial<Facts> = {}, asked: Partial<Movement> = {}) {
  const decision = evaluate(parts([one], SETS), facts(some), movement(asked));
  return decision.allowed ? null : [decision.first.measured, decision.first.limit];
}

describe("evaluate: rules on lots", () => {
  const held = rule({ kind: "holdingPeriod", side: "sender", window: 6, limit: 127n });
  // 30 June 2026 and 1 July 2026: six months are over when 31 December, and 2 January, begin.
  const senderLots = [lot(TODAY - 185, 1, 60), lot(TODAY - 184, 2, 60)];

  it("behavior: holdingPeriod: the youngest unit that moves decides", () => {
    expect(judged(held, { senderLots }, { amount: 60n })).to.equal(null);
    expect(judged(held, { senderLots }, { amount: 61n })).to.deep.equal([NOW, at(2027, 1, 2)]);
    expect(judged(held, { senderLots, time: at(2027, 1, 2) }, { amount: 61n })).to.equal(null);
    expect(judged({ ...held, limit: 0b10n }, { senderLots }, { amount: 61n })).to.equal(null);
    expect(judged({ ...held, limit: 0b100n }, { senderLots }, { amount: 60n })).to.equal(null);
    expect(judged(held, { senderLots: [] })).to.equal(null);
  });

  it("behavior: trancheClosedSince: an open tranche bars for ever, a closed one for a time", () => {
    const closed = rule({ kind: "trancheClosedSince", side: "sender", window: 0, limit: 0b110n });
    const days = (first: number, second: number) => (BigInt(first) << 32n) | (BigInt(second) << 64n);
    const tranches = (first: number, second: number) => ({ senderLots, tranches: days(first, second) });
    expect(judged(closed, tranches(0, TODAY - 1), { amount: 1n })).to.deep.equal([NOW, NEVER]);
    expect(judged(closed, tranches(TODAY - 1, 0), { amount: 60n })).to.equal(null);
    expect(judged(closed, tranches(TODAY - 1, 0), { amount: 61n })).to.deep.equal([NOW, NEVER]);
    expect(judged(closed, tranches(TODAY, TODAY - 9), { amount: 61n })).to.deep.equal([NOW, NOW + DAY]);
    expect(judged(closed, { ...tranches(TODAY, TODAY), time: NOW + DAY }, { amount: 61n })).to.equal(null);
  });
});

describe("evaluate: further rules", () => {
  it("behavior: regionIn and regionNotIn", () => {
    const of = (region: number) => ({ receiver: record({ investor: 8, region }) });
    const inSet = rule({ kind: "regionIn", limit: 0n });
    expect([FR, DE].map((region) => judged(inSet, of(region)))).to.deep.equal([null, null]);
    expect(judged(inSet, of(0))).to.deep.equal([0n, 0n]);
    const notIn = rule({ kind: "regionNotIn", limit: 0n });
    expect(judged(notIn, of(FR))).to.deep.equal([BigInt(FR), 0n]);
    expect(judged(notIn, of(0))).to.equal(null);
  });

  it("behavior: rules on the spender judge who moves another's units, and nobody else", () => {
    const known = rule({ kind: "spenderRegistered", side: "spender", limit: 0n });
    const asked = { spender: SPENDER };
    const allowance = 1000n;
    expect(judged(known, { allowance, spender: 0n }, asked)).to.deep.equal([0n, 1n]);
    expect(judged(known, { allowance, spender: record({ investor: 9 }) }, asked)).to.equal(null);
    expect(judged(known, { spender: 0n })).to.equal(null);
    expect(judged(known, { allowance, spender: 0n }, { spender: movement().from })).to.equal(null);
    const required = rule({ kind: "requiredStatuses", side: "spender", limit: 1n << 25n, liftedBy: 1 });
    expect(judged(required, { allowance, spender: 0n }, asked)).to.deep.equal([0n, 1n << 25n]);
    expect(judged(required, { allowance, spender: record({ statuses: 1 << 25 }) }, asked)).to.equal(null);
    expect(judged(required, { allowance, spender: record({ statuses: 1 }) }, asked), "lifted").to.equal(null);
    expect(judged(required), "who moves its own lacks nothing").to.equal(null);
    const forbidden = rule({ kind: "forbiddenStates", side: "spender", limit: 2n });
    expect(judged(forbidden, { allowance, spender: record({ states: 2 }) }, asked)).to.deep.equal([2n, 0n]);
    expect(judged(forbidden, { allowance, spender: 0n }, asked)).to.equal(null);
  });

  it("behavior: wholeHoldingOnly, over all wallets", () => {
    const whole = rule({ kind: "wholeHoldingOnly", side: "sender", limit: 0n });
    expect(judged(whole, {}, { amount: 999n })).to.deep.equal([1n, 0n]);
    expect(judged(whole, {}, { amount: 1000n })).to.equal(null);
    expect(judged(whole, { senderHolding: 1001n }, { amount: 1000n })).to.deep.equal([1n, 0n]);
  });

  it("behavior: fewestHolders: the count falls, unless somebody takes the place", () => {
    const fewest = rule({ kind: "fewestHolders", side: "sender", limit: 2n });
    const exit = { amount: 1000n };
    expect(judged(fewest, {}, exit)).to.deep.equal([1n, 2n]);
    expect(judged(fewest, { totals: counts({ 3: 3 }) }, exit)).to.equal(null);
    expect(judged(fewest, {}, { amount: 999n })).to.equal(null);
    expect(judged(fewest, NEW_RECEIVER, exit)).to.equal(null);
    expect(judged({ ...fewest, modes: 2 }, { senderCounts: counts({ 3: 2 }) }, exit)).to.deep.equal([1n, 2n]);
    const abroad = { ...NEW_RECEIVER, receiver: record({ investor: 8, country: FR }) };
    expect(judged({ ...fewest, modes: 2 }, abroad, exit)).to.deep.equal([1n, 2n]);
  });

  it("behavior: a group is counted as one, beneficial owners instead of who holds for them", () => {
    const together = rule({
      ...{ kind: "mostHolders", limit: 1n, modes: 8 },
      countrySet: { set: 0, outside: false },
    });
    const german = { ...NEW_RECEIVER, receiver: record({ investor: 8, country: DE }) };
    expect(judged(together, { ...german, groups: [counts({ 3: 1 })] })).to.deep.equal([2n, 1n]);
    expect(judged(together, { ...german, groups: [0n] })).to.equal(null);
    const french = { ...german, sender: record({ country: FR }), groups: [counts({ 3: 1 })] };
    expect(judged(together, french, { amount: 1000n }), "one of the group leaves").to.equal(null);
    const american = { ...french, sender: record({ country: US }) };
    expect(judged(together, american, { amount: 1000n })).to.deep.equal([2n, 1n]);

    const beneficial = rule({ kind: "mostHolders", limit: 9n, modes: 4 });
    const looked = { ...NEW_RECEIVER, owners: counts({ 2: 8 }), lookedThrough: counts({ 3: 1 }) };
    expect(judged(beneficial, looked)).to.deep.equal([10n, 9n]);
    expect(judged({ ...beneficial, limit: 10n }, looked)).to.equal(null);
    const leaves = { ...looked, senderOwners: counts({ 2: 8 }) };
    expect(judged(beneficial, leaves, { amount: 1000n }), "its owners leave with it").to.equal(null);
    const ofLane3 = { ...beneficial, lanes: 8, limit: 1n };
    expect(judged(ofLane3, looked), "in lane 3 there is one, and one was looked through").to.deep.equal([2n, 1n]);
  });
});

describe("evaluate: paths", () => {
  const cap = (path: number, limit: number, some: Partial<Rule> = {}) =>
    rule({ kind: "mostPerMovement", side: "token", limit: BigInt(limit), path, ...some });
  const found = (rules: readonly Rule[], most?: number) => {
    const decision = evaluate(parts(rules, SETS), facts(), movement(), { most });
    return decision.allowed ? [] : [decision.first, ...decision.rest].map((one) => one.rule);
  };

  it("behavior: every rule of path 0, and every rule of at least one other", () => {
    expect(found([cap(0, 99), cap(0, 98)])).to.deep.equal([0, 1]);
    expect(found([cap(1, 99), cap(2, 100)])).to.deep.equal([]);
    expect(found([cap(1, 99), cap(2, 100), cap(2, 98), cap(15, 1)])).to.deep.equal([0, 2, 3]);
    expect(found([cap(0, 99), cap(1, 100), cap(2, 1)])).to.deep.equal([0]);
    expect(found([cap(0, 99), cap(1, 99), cap(2, 1)])).to.deep.equal([0, 1, 2]);
    expect(found([cap(1, 100)])).to.deep.equal([]);
    expect(found([cap(1, 99)])).to.deep.equal([0]);
  });

  it("behavior: a path that binds nothing is open", () => {
    expect(found([cap(1, 99), cap(2, 1, { movements: 2 })])).to.deep.equal([]);
    expect(found([cap(1, 99), cap(2, 1, { side: "receiver", lanes: 1 })])).to.deep.equal([]);
  });

  it("args: most", () => {
    expect(found([cap(0, 99), cap(1, 99), cap(2, 1)], 1)).to.deep.equal([0]);
    expect(found([cap(1, 99), cap(2, 1), cap(3, 1)], 1)).to.deep.equal([0]);
    expect(found([cap(1, 99), cap(2, 1), cap(3, 1)], 2)).to.deep.equal([0, 1]);
    expect(found([cap(1, 99), cap(2, 100), cap(3, 1)], 1)).to.deep.equal([]);
  });

  it("behavior: judgedRules names those of every path, and counting ones only where the count may change", () => {
    const fewest = rule({ kind: "fewestHolders", side: "sender", limit: 1n, path: 1 });
    const rules = [cap(0, 99), fewest, cap(2, 1), cap(3, 1, { movements: 2 })];
    expect(judgedRules(parts(rules), facts(), movement())).to.deep.equal([0, 2]);
    expect(judgedRules(parts(rules), facts(), movement({ amount: 1000n }))).to.deep.equal([0, 1, 2]);
    expect(judgedRules(parts(rules), facts(), movement({ kind: "forced" }))).to.deep.equal([]);
  });
});
