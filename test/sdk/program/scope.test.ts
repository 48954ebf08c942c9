import { expect } from "chai";
import type { Rule } from "../../../sdk/kinds/index.js";
import { evaluate, type Facts } from "../../../sdk/program/index.js";
import type { Movement } from "../../../sdk/verdict/index.js";
import { BURN, DE, facts, FR, MINT, movement, NOW, parts, record, rule, SENDER, TRANSFER, US } from "./build.js";

/** Whether a rule that always refuses binds the movement. */
function binds(some: Partial<Rule>, someFacts: Partial<Facts> = {}, asked: Partial<Movement> = {}): boolean {
  const one = rule({ kind: "mostPerMovement", limit: 1n, ...some });
  return !evaluate(parts([one], [[FR, DE]]), facts(someFacts), movement(asked)).allowed;
}

const SIDES = ["sender", "receiver"] as const;
const other = { sender: "receiver", receiver: "sender" } as const;
const investor = { sender: 7, receiver: 8 } as const;

describe("evaluate: scope", () => {
  it("behavior: the movements that the rule names", () => {
    for (const [kind, bit] of [
      ["transfer", TRANSFER],
      ["mint", MINT],
      ["burn", BURN],
    ] as const) {
      expect(binds({ side: "token", movements: bit }, {}, { kind })).to.equal(true);
      expect(binds({ side: "token", movements: 0x47 & ~bit }, {}, { kind })).to.equal(false);
    }
  });

  it("behavior: a party that the movement does not have is not judged", () => {
    expect(binds({ side: "sender" }, {}, { kind: "mint" })).to.equal(false);
    expect(binds({ side: "receiver" }, {}, { kind: "mint" })).to.equal(true);
    expect(binds({ side: "sender" }, {}, { kind: "burn" })).to.equal(true);
    expect(binds({ side: "receiver" }, {}, { kind: "burn" })).to.equal(false);
  });

  for (const side of SIDES) {
    const as = (some: Parameters<typeof record>[0]) => ({ [side]: record({ investor: investor[side], ...some }) });
    const against = (some: Parameters<typeof record>[0]) => ({
      [other[side]]: record({ investor: investor[other[side]], ...some }),
    });

    it(`behavior: lanes of the ${side}`, () => {
      expect(binds({ side, lanes: 0b1001_0000 }, as({ lane: 4 }))).to.equal(true);
      expect(binds({ side, lanes: 0b1001_0000 }, as({ lane: 7 }))).to.equal(true);
      expect(binds({ side, lanes: 0b1001_0000 }, as({ lane: 3 }))).to.equal(false);
      expect(binds({ side, lanes: 0 }, as({ lane: 0 }))).to.equal(true);
    });

    it(`behavior: countries of the ${side}`, () => {
      const inside = { side, countrySet: { set: 0, outside: false } };
      const outside = { side, countrySet: { set: 0, outside: true } };
      expect(binds(inside, as({ country: FR }))).to.equal(true);
      expect(binds(inside, as({ country: US }))).to.equal(false);
      expect(binds(outside, as({ country: FR }))).to.equal(false);
      expect(binds(outside, as({ country: US }))).to.equal(true);
    });

    it(`behavior: any of the statuses of the ${side} lifts it`, () => {
      const lifted = { side, liftedBy: 0x8000_0005 };
      expect(binds(lifted, as({ statuses: 0 }))).to.equal(true);
      expect(binds(lifted, as({ statuses: 0x0000_0002 }))).to.equal(true);
      expect(binds(lifted, as({ statuses: 0x0000_0004 }))).to.equal(false);
      expect(binds(lifted, as({ statuses: 0x8000_0000 }))).to.equal(false);
      expect(binds(lifted, against({ statuses: 0x8000_0005 }))).to.equal(true);
    });

    it(`behavior: lanes, countries and roles of whoever stands against the ${side}`, () => {
      expect(binds({ side, otherLanes: 0b10 }, against({ lane: 1 }))).to.equal(true);
      expect(binds({ side, otherLanes: 0b10 }, against({ lane: 2 }))).to.equal(false);
      expect(binds({ side, otherCountrySet: { set: 0, outside: false } }, against({ country: DE }))).to.equal(true);
      expect(binds({ side, otherCountrySet: { set: 0, outside: false } }, against({ country: US }))).to.equal(false);
      expect(binds({ side, otherCountrySet: { set: 0, outside: true } }, against({ country: DE }))).to.equal(false);
      expect(binds({ side, otherCountrySet: { set: 0, outside: true } }, against({ country: US }))).to.equal(true);
      const roles = { side, otherBits: 0x8100_0000 };
      expect(binds(roles, against({ statuses: 0x0100_0000 }))).to.equal(true);
      expect(binds(roles, against({ statuses: 0x8000_0000 }))).to.equal(true);
      expect(binds(roles, against({ statuses: 0x0200_0000 }))).to.equal(false);
      expect(binds(roles, as({ statuses: 0x8100_0000 }))).to.equal(false);
    });

    it(`behavior: the issuer itself stands against the ${side} of a mint or burn`, () => {
      const kind = side === "receiver" ? "mint" : "burn";
      const narrow = { side, otherLanes: 1, otherCountrySet: { set: 0, outside: false }, otherBits: 0x0100_0000 };
      expect(binds(narrow, {}, { kind })).to.equal(true);
      expect(binds(narrow)).to.equal(false);
    });
  }

  it("behavior: nothing is judged where nothing moves", () => {
    expect(binds({ kind: "leastPerMovement", limit: 5n }, {}, { amount: 0n })).to.equal(false);
    expect(binds({ kind: "leastPerMovement", limit: 5n }, {}, { amount: 1n })).to.equal(true);
  });

  it("behavior: nothing is judged between wallets of one person", () => {
    expect(binds({ side: "token" }, { receiver: record() })).to.equal(false);
    expect(binds({ side: "token" }, { receiver: record() }, { to: SENDER })).to.equal(false);
    expect(binds({ side: "token" }, { receiver: record() }, { kind: "mint" })).to.equal(true);
    expect(binds({ side: "token" }, { receiver: record() }, { kind: "burn" })).to.equal(true);
  });

  it("behavior: an order of a court or authority is not judged by rules", () => {
    expect(binds({ side: "token" }, {}, { kind: "forced" })).to.equal(false);
  });

  it("behavior: every rule that refuses is listed, in program order", () => {
    const rules = [
      rule({ kind: "mostUnits", limit: 5n }),
      rule({ kind: "mostUnits", limit: 6_000n }),
      rule({ kind: "mostPerMovement", side: "token", limit: 5n }),
    ];
    const all = evaluate(parts(rules), facts(), movement());
    expect(all.allowed ? [] : [all.first, ...all.rest].map(({ rule: index, kind }) => [index, kind])).to.deep.equal([
      [0, "mostUnits"],
      [2, "mostPerMovement"],
    ]);
    const first = evaluate(parts(rules), facts(), movement(), { most: 1 });
    expect(first.allowed ? null : [first.first.rule, first.rest.length]).to.deep.equal([0, 0]);
  });

  describe("args: otherLifts", () => {
    const lifts = (side: Rule["side"], otherBits = 0b101): Partial<Rule> => ({ side, otherBits, modes: 1 });
    const opposite = (side: "sender" | "receiver", some: Parameters<typeof record>[0]) => ({
      [other[side]]: record({ investor: investor[other[side]], ...some }),
    });

    it("behavior: binds opposite who has none of the statuses", () => {
      for (const side of SIDES) {
        expect(binds(lifts(side), opposite(side, { statuses: 0b1010 }))).to.equal(true);
        for (const statuses of [0b1, 0b100, 0b111])
          expect(binds(lifts(side), opposite(side, { statuses }))).to.equal(false);
      }
    });

    it("behavior: evidence of who acquires lifts while it is fresh, of who leaves for ever; a role always", () => {
      const stale = (side: "sender" | "receiver", statuses: number, statusUntil = NOW) =>
        binds(lifts(side, 0x0100_0001), opposite(side, { statuses, statusUntil }));
      // Judged on the sender, the other acquires.
      expect(stale("sender", 1)).to.equal(true);
      expect(stale("sender", 1, NOW + 1n)).to.equal(false);
      expect(stale("receiver", 1)).to.equal(false);
      expect(stale("sender", 0x0100_0000)).to.equal(false);
    });

    it("behavior: where there is no other, nothing lifts", () => {
      expect(binds(lifts("receiver"), {}, { kind: "mint" })).to.equal(true);
      expect(binds(lifts("sender"), {}, { kind: "burn" })).to.equal(true);
    });

    it("behavior: lanes and countries of the other still narrow", () => {
      const both = { ...lifts("receiver"), otherLanes: 1 << 2 };
      expect(binds(both, { sender: record({ lane: 2 }) })).to.equal(true);
      expect(binds(both, { sender: record({ lane: 3 }) })).to.equal(false);
      expect(binds(both, { sender: record({ lane: 2, statuses: 1 }) })).to.equal(false);
    });
  });
});
