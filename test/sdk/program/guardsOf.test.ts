import { expect } from "chai";
import fc from "fast-check";
import {
  BOUNDS_WORD,
  fieldMax,
  GUARD_WORD,
  HEADER_WORD,
  MOVEMENTS,
  readField,
  RECORD_WORD,
  type Rule,
  type RuleKind,
  unpackWord,
} from "../../../sdk/kinds/index.js";
import { assembleProgram, evaluate, type Facts, type ProgramParts } from "../../../sdk/program/index.js";
import { packRule } from "../../../sdk/program/encodeRule.js";
import { guardsOf } from "../../../sdk/program/guardsOf.js";
import { isRuleBefore } from "../../../sdk/program/findProgramFault.js";
import type { Movement } from "../../../sdk/verdict/index.js";
import { facts, movement, NOW, parts, record, rule, TRANSFER } from "./build.js";

const MOST = fieldMax(BOUNDS_WORD.most);
const NEVER = fieldMax(GUARD_WORD.until);

const sorted = (rules: readonly Rule[]) =>
  rules.map((one) => packRule(one, 0)).sort((a, b) => (isRuleBefore(a, b) ? -1 : 1));
const of = (...rules: readonly Rule[]) => guardsOf(sorted(rules));

/** Of the index: the guard's number. */
const entry = (index: bigint, kind: keyof typeof MOVEMENTS, side: 0 | 1, lane: number) =>
  Number((index >> BigInt(64 * MOVEMENTS[kind] + 32 * side + 4 * lane)) & 15n);
const spenderEntry = (index: bigint) => Number((index >> 192n) & 15n);

type Read = { readonly [F in keyof typeof GUARD_WORD]: bigint } & {
  readonly holding: readonly bigint[];
  readonly amount: readonly bigint[];
};
const guard = (words: readonly bigint[], number: number): Read => {
  const [party = 0n, holding = 0n, amount = 0n] = words.slice(3 * number - 2);
  const bounds = (word: bigint) => [readField(word, BOUNDS_WORD.least), readField(word, BOUNDS_WORD.most)];
  return { ...unpackWord(GUARD_WORD, party), holding: bounds(holding), amount: bounds(amount) };
};
const BLANK: Read = {
  ...{ sets: 0n, identity: 0n, evidence: 0n, known: 0n, running: 0n, statuses: 0n, states: 0n },
  ...{ from: 0n, until: NEVER, holding: [0n, MOST], amount: [0n, MOST] },
};

/** The guard of one receiver in a transfer. */
const ofReceiver = (rules: readonly Rule[], lane = 3): Read => {
  const { words } = of(...rules);
  return guard(words, entry(words[0] ?? 0n, "transfer", 1, lane));
};

describe("guardsOf", () => {
  it("default: what the rules ask together", () => {
    const { header, words } = of(
      rule({ kind: "requiredStatuses", limit: 0b10n }),
      rule({ kind: "requiredStatuses", limit: 0b1000n }),
      rule({ kind: "evidenceFresh", limit: 1n }),
      rule({ kind: "mostUnits", limit: 700n }),
    );
    expect(unpackWord(HEADER_WORD, header)).to.deep.include({ guards: 7n, restFrom: 0n, booksFrom: 0n, restTo: 0n });
    expect(words).to.have.length(7);
    const [index = 0n] = words;
    for (let lane = 0; lane < 8; lane++) {
      expect(entry(index, "transfer", 0, lane)).to.equal(1);
      expect(entry(index, "transfer", 1, lane)).to.equal(2);
      expect(entry(index, "mint", 1, lane)).to.equal(2);
      expect(entry(index, "burn", 0, lane)).to.equal(1);
    }
    expect(guard(words, 1)).to.deep.equal(BLANK);
    expect(guard(words, 2)).to.deep.equal({ ...BLANK, statuses: 0b1010n, evidence: 1n, holding: [0n, 700n] });
  });

  const CASES: readonly (readonly [RuleKind, Partial<Rule>, Partial<Read>])[] = [
    ["forbiddenStates", { limit: 6n }, { states: 6n }],
    ["requiredStatuses", { limit: 2n ** 31n }, { statuses: 2n ** 31n }],
    ["laneInSet", { limit: 8n }, {}],
    ["countryIn", { limit: 31n }, { sets: 0b1111_1001n }],
    ["countryNotIn", { limit: 1n }, { sets: 0b0000_1011n }],
    ["regionIn", { limit: 0n }, { sets: 0b0000_0101n }],
    ["regionNotIn", { limit: 2n }, { sets: 0b0001_0111n }],
    ["evidenceFresh", { limit: 0n }, { identity: 1n }],
    ["mostUnits", { limit: 0n }, { holding: [0n, 0n] }],
    ["mostShare", { window: 333, limit: 1001n }, { holding: [0n, 33n] }],
    ["leastHolding", { limit: 5n }, { holding: [5n, MOST] }],
    ["notBefore", { side: "token", limit: NOW }, { from: NOW }],
    ["notAfter", { limit: NOW }, { until: NOW }],
    ["notHalted", { side: "token", limit: 0n }, { running: 1n }],
    ["leastPerMovement", { side: "token", limit: 4n }, { amount: [4n, MOST] }],
    ["mostPerMovement", { limit: 9n }, { amount: [0n, 9n] }],
    ["mostEmbeddedLeverage", { window: 200, limit: 20_000n }, {}],
    ["mostLeverage", { limit: 1n }, { states: 4n }],
  ];
  for (const [kind, some, expected] of CASES)
    it(`behavior: what ${kind} asks of a receiver`, () => {
      expect(ofReceiver([rule({ kind, movements: TRANSFER, ...some })])).to.deep.equal({ ...BLANK, ...expected });
    });

  it("behavior: wholeHoldingOnly leaves a sender nothing; a spender's rules have one guard, of no lane", () => {
    const { words } = of(
      rule({ kind: "wholeHoldingOnly", side: "sender", movements: TRANSFER, limit: 0n }),
      rule({ kind: "spenderRegistered", side: "spender", movements: TRANSFER, limit: 0n }),
      rule({ kind: "forbiddenStates", side: "spender", movements: TRANSFER, limit: 2n }),
    );
    const [index = 0n] = words;
    expect(guard(words, entry(index, "transfer", 0, 0)).holding).to.deep.equal([0n, 0n]);
    expect(guard(words, spenderEntry(index))).to.deep.equal({ ...BLANK, known: 1n, states: 2n });
  });

  it("behavior: encumberedStays asks of a sender not to be leveraged; a product that is leveraged too highly leaves no guard", () => {
    const { words } = of(rule({ kind: "encumberedStays", side: "sender", movements: TRANSFER, limit: 0n }));
    const [index = 0n] = words;
    expect(guard(words, entry(index, "transfer", 0, 0))).to.deep.equal({ ...BLANK, states: 4n });
    const own = of(
      rule({ kind: "mostEmbeddedLeverage", lanes: 0b1000, window: 201, limit: 20_000n, movements: TRANSFER }),
    );
    const [entries = 0n] = own.words;
    expect([3, 4].map((lane) => entry(entries, "transfer", 1, lane))).to.deep.equal([0, 1]);
  });

  it("behavior: the tighter of two limits, whichever comes first", () => {
    const tighter = ofReceiver([
      ...[700n, 600n].map((limit) => rule({ kind: "mostUnits", limit })),
      ...[4n, 5n].map((limit) => rule({ kind: "leastHolding", limit })),
      ...[NOW, NOW + 1n].map((limit) => rule({ kind: "notBefore", side: "token", limit })),
      ...[NOW + 9n, NOW + 8n].map((limit) => rule({ kind: "notAfter", side: "token", limit })),
    ]);
    expect(tighter).to.deep.equal({ ...BLANK, holding: [5n, 600n], from: NOW + 1n, until: NOW + 8n });
  });

  it("behavior: lanes that a rule does not bind have other guards; a lane that is not admitted has none", () => {
    const { words } = of(
      rule({ kind: "laneInSet", movements: TRANSFER, limit: 0b0100_1000n }),
      rule({ kind: "mostUnits", movements: TRANSFER, lanes: 0b1000, limit: 7n }),
    );
    const [index = 0n] = words;
    expect([0, 1, 2, 4, 5, 7].map((lane) => entry(index, "transfer", 1, lane))).to.deep.equal([0, 0, 0, 0, 0, 0]);
    expect(guard(words, entry(index, "transfer", 1, 3)).holding).to.deep.equal([0n, 7n]);
    expect(guard(words, entry(index, "transfer", 1, 6))).to.deep.equal(BLANK);
    expect(entry(index, "mint", 1, 0)).to.equal(entry(index, "transfer", 1, 6));
  });

  it("behavior: what lifts or narrows a rule otherwise is left out: the guard asks for no less", () => {
    const narrowed = rule({ kind: "requiredStatuses", limit: 1n, liftedBy: 2, otherBits: 1 << 24, otherLanes: 4 });
    expect(ofReceiver([narrowed]).statuses).to.equal(1n);
  });

  it("behavior: twelve sets fit; with a thirteenth there is no guard", () => {
    const sets = Array.from({ length: 13 }, (_, i) => rule({ kind: "countryNotIn", limit: BigInt(i) }));
    expect(ofReceiver(sets.slice(0, 12)).sets >> 88n).to.equal(0b0101_1011n);
    const { words } = of(...sets);
    expect(entry(words[0] ?? 0n, "transfer", 1, 3)).to.equal(0);
    expect(entry(words[0] ?? 0n, "transfer", 0, 3)).to.equal(1);
  });

  it("behavior: fifteen guards; whoever comes later has none", () => {
    const perLane = (movements: number) =>
      Array.from({ length: 8 }, (_, lane) =>
        rule({ kind: "mostUnits", movements, lanes: 1 << lane, limit: BigInt(10 * movements + lane) }),
      );
    const { words } = of(...perLane(1), ...perLane(2));
    expect(words).to.have.length(1 + 3 * 15);
    const lanes = [0, 1, 2, 3, 4, 5, 6, 7];
    expect(lanes.map((lane) => entry(words[0] ?? 0n, "transfer", 1, lane))).to.deep.equal([2, 3, 4, 5, 6, 7, 8, 9]);
    expect(lanes.map((lane) => entry(words[0] ?? 0n, "mint", 1, lane))).to.deep.equal([10, 11, 12, 13, 14, 15, 0, 0]);
    expect(lanes.map((lane) => entry(words[0] ?? 0n, "burn", 1, lane))).to.deep.equal([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it("behavior: rules of other paths, and programs without a guarded rule", () => {
    expect(of(rule({ kind: "mostUnits", path: 1 }))).to.deep.equal({ header: 0n, words: [] });
    expect(of(rule({ kind: "mostHolders" }))).to.deep.equal({ header: 0n, words: [] });
    expect(of()).to.deep.equal({ header: 0n, words: [] });
    const both = [rule({ kind: "mostUnits", limit: 7n }), rule({ kind: "mostUnits", limit: 6n, path: 1 })];
    expect(ofReceiver(both)).to.deep.equal({ ...BLANK, holding: [0n, 7n] });
  });

  const units = rule({ kind: "mostUnits" });
  const holders = rule({ kind: "mostHolders" });
  const lots = rule({ kind: "holdingPeriod", side: "sender", window: 1 });
  const amount = rule({ kind: "mostPerMovement" });
  const REST: readonly (readonly [string, readonly Rule[], readonly [number, number, number]])[] = [
    ["nothing", [units, amount], [0, 0, 0]],
    ["one that counts holders", [units, holders, amount], [1, 2, 2]],
    ["two that do", [units, holders, { ...holders, limit: 9n }], [1, 3, 3]],
    ["one on lots", [units, lots, amount], [1, 1, 2]],
    ["one that counts, one on lots", [holders, rule({ kind: "notBefore" }), lots, amount], [0, 2, 3]],
    ["nothing of a rule on positions", [units, amount, rule({ kind: "positionLimit", side: "token" })], [0, 0, 0]],
    ["one on lots; another contract is asked apart", [units, lots, rule({ kind: "plugIn", side: "token" })], [1, 1, 2]],
  ];
  for (const [what, rules, [restFrom, booksFrom, restTo]] of REST)
    it(`behavior: where the guards hold, what is left is ${what}`, () => {
      const { restFrom: first, booksFrom: books, restTo: end } = unpackWord(HEADER_WORD, of(...rules).header);
      expect([first, books, end].map(Number)).to.deep.equal([restFrom, booksFrom, restTo]);
    });

  it("behavior: of rules that nothing lifts, guards hold exactly where none refuses", () => {
    let held = 0;
    fc.assert(
      fc.property(fc.array(anyGuarded, { minLength: 1, maxLength: 6 }), anyFacts, fc.nat(40), (rules, some, units) => {
        const program = assembleProgram(parts(rules, SETS));
        const [given, asked] = [facts(some), movement({ amount: BigInt(units + 1) })];
        const holds = doHold(program, given, asked);
        if (holds) held++;
        expect(holds).to.equal(evaluate(program, given, asked).allowed);
      }),
      { numRuns: 500 },
    );
    expect(held).to.be.within(50, 450);
  });
});

const SETS = [[250], [276], [1], [2]];

/** Around the facts below, so that both answers are frequent. */
const anyGuarded: fc.Arbitrary<Rule> = fc
  .tuple(fc.constantFrom("sender" as const, "receiver" as const), fc.nat(3), fc.constantFrom(0, 8, 16, 24), fc.nat(11))
  .map(([side, n, lanes, what]) => {
    const near = BigInt(n);
    const some = { side, lanes, movements: TRANSFER };
    const all: readonly Rule[] = [
      rule({ kind: "forbiddenStates", ...some, limit: 2n << (near & 1n) }),
      rule({ kind: "requiredStatuses", ...some, side: "receiver", limit: 1n << (near & 1n) }),
      rule({ kind: "laneInSet", ...some, side: "receiver", limit: n === 0 ? 8n : 24n }),
      rule({ kind: n < 2 ? "countryIn" : "countryNotIn", ...some, limit: near & 1n }),
      rule({ kind: n < 2 ? "regionIn" : "regionNotIn", ...some, limit: 2n + (near & 1n) }),
      rule({ kind: "evidenceFresh", ...some, side: "receiver", limit: near & 1n }),
      rule({ kind: "mostUnits", ...some, side: "receiver", limit: 520n + near }),
      rule({ kind: "leastHolding", ...some, limit: side === "sender" ? 980n + near : 515n + near }),
      rule({ kind: "notBefore", ...some, limit: NOW - 1n + near }),
      rule({ kind: "notAfter", ...some, limit: NOW + near }),
      rule({ kind: "leastPerMovement", ...some, limit: 10n + near }),
      rule({ kind: "mostPerMovement", ...some, limit: 30n + near }),
    ];
    return all[what] as Rule;
  });

const anyParty = fc
  .record({ lane: fc.constantFrom(3, 4), states: fc.constantFrom(0, 0, 2, 4), statuses: fc.constantFrom(3, 3, 1) })
  .chain((some) =>
    fc.record({
      ...{ lane: fc.constant(some.lane), states: fc.constant(some.states), statuses: fc.constant(some.statuses) },
      ...{ country: fc.constantFrom(250, 276), region: fc.constantFrom(1, 2) },
      ...{ kycUntil: fc.constantFrom(NOW, NOW + 1n), statusUntil: fc.constantFrom(NOW, NOW + 1n) },
    }),
  );

const anyFacts: fc.Arbitrary<Partial<Facts>> = fc.tuple(anyParty, anyParty).map(([sender, receiver]) => ({
  sender: record(sender),
  receiver: record({ investor: 8n, ...receiver }),
}));

/** As `Guards.sol` does, of a transfer by the holder. */
function doHold(program: ProgramParts, given: Facts, asked: Movement): boolean {
  const { words } = guardsOf(program.rules.map((one) => packRule(one, 0)));
  return ([0, 1] as const).every((side) => {
    const word = side === 0 ? given.sender : given.receiver;
    const party = unpackWord(RECORD_WORD, word);
    const after = side === 0 ? given.senderHolding - asked.amount : given.receiverHolding + asked.amount;
    const number = entry(words[0] ?? 0n, "transfer", side, Number(party.lane));
    if (number === 0) return false;
    const one = guard(words, number);
    const within = ([least = 0n, most = 0n]: readonly bigint[], units: bigint) =>
      units <= most && (units === 0n || units >= least);
    const inSets = Array.from({ length: 12 }, (_, i) => Number((one.sets >> BigInt(8 * i)) & 255n)).every((set) => {
      const is = Number(set & 4 ? party.region : party.country);
      return set === 0 || program.countrySets[set >> 3]?.includes(is) === ((set & 2) === 0);
    });
    return (
      (party.statuses & one.statuses) === one.statuses &&
      (party.states & one.states) === 0n &&
      (one.identity === 0n || given.time < party.kycUntil) &&
      (one.evidence === 0n || given.time < party.statusUntil) &&
      (one.known === 0n || party.investor !== 0n) &&
      given.time >= one.from &&
      given.time < one.until &&
      within(one.holding, after) &&
      within(one.amount, asked.amount) &&
      inSets
    );
  });
}
