import { expect } from "chai";
import { BUILT_IN_RULE, MOST_UNITS, packWord, REASONS, SEEDING_WORD } from "../../../sdk/kinds/index.js";
import { evaluate, type Facts, type ProgramParts } from "../../../sdk/program/index.js";
import type { Decision, Movement } from "../../../sdk/verdict/index.js";
import {
  facts,
  movement,
  NEW_RECEIVER,
  parts,
  RECEIVER,
  record,
  rule,
  SENDER,
  SPENDER,
  TOKEN,
  walletState,
  ZERO,
} from "./build.js";

const EMPTY: ProgramParts = { ...parts([]), provisions: [] };

/** Kind, party, subject, measured and limit of every finding. */
const told = (decision: Decision) =>
  decision.allowed
    ? []
    : [decision.first, ...decision.rest].map(({ kind, party, subject, measured, limit }) => [
        kind,
        party,
        `0x${subject.toString(16).padStart(40, "0")}`,
        measured,
        limit,
      ]);

const kinds = (decision: Decision) => told(decision).map(([kind]) => kind);

const ask = (someFacts: Partial<Facts>, some: Partial<Movement> = {}, program: ProgramParts | null = EMPTY) =>
  evaluate(program, facts(someFacts), movement(some));

const FROZEN = walletState({ whole: 1 });
const BLOCKED = { sender: record({ states: 1 }), receiver: record({ investor: 8, states: 1 }) };

describe("evaluate: built-in reasons", () => {
  it("default", () => {
    const decision = ask({ paused: true });
    expect(decision).to.deep.equal({
      allowed: false,
      first: {
        rule: BUILT_IN_RULE,
        kind: "tokenPaused",
        party: "token",
        subject: BigInt(TOKEN),
        measured: 1n,
        limit: 0n,
        unit: "flag",
        provision: null,
      },
      rest: [],
    });
  });

  it("behavior: nothing stands against a plain movement", () => {
    for (const kind of ["transfer", "forced"] as const) expect(ask({}, { kind }).allowed).to.equal(true);
    expect(ask({ sender: 0n }, { kind: "mint", from: ZERO }).allowed).to.equal(true);
    expect(ask({ receiver: 0n }, { kind: "burn", to: ZERO }).allowed).to.equal(true);
  });

  for (const [kind, number] of [
    ["transmission", 4n],
    ["recovery", 5n],
    ["settlement", 6n],
  ] as const) {
    it(`behavior: ${kind} is not supported, and nothing else is said`, () => {
      expect(told(ask({ paused: true, sender: 0n }, { kind }, null))).to.deep.equal([
        ["kindUnsupported", "token", TOKEN, number, 3n],
      ]);
    });
  }

  it("behavior: without a program nothing else is said", () => {
    expect(told(ask({ paused: true, sender: 0n }, {}, null))).to.deep.equal([
      ["programMissing", "token", TOKEN, 0n, 0n],
    ]);
  });

  describe("allowanceTooLow", () => {
    const spent = (allowance: bigint, some: Partial<Movement> = {}) =>
      told(ask({ allowance }, { spender: SPENDER, ...some }));

    it("behavior: at the amount it suffices", () => {
      expect(spent(99n)).to.deep.equal([["allowanceTooLow", "spender", SPENDER, 99n, 100n]]);
      expect(spent(100n)).to.deep.equal([]);
      expect(spent(101n)).to.deep.equal([]);
    });

    it("behavior: the holder itself needs one too, if it calls transferFrom", () => {
      expect(spent(0n, { spender: SENDER })).to.deep.equal([["allowanceTooLow", "spender", SENDER, 0n, 100n]]);
    });

    it("behavior: only transfers by a spender need one", () => {
      expect(spent(0n, { spender: ZERO })).to.deep.equal([]);
      expect(spent(0n, { kind: "forced" })).to.deep.equal([]);
      expect(spent(0n, { kind: "mint" })).to.deep.equal([]);
      expect(spent(0n, { amount: 0n })).to.deep.equal([]);
    });
  });

  it("behavior: an import stops all movements, forced ones too, and nothing after it is said", () => {
    const importing = packWord(SEEDING_WORD, { seeded: 99n, supply: 100n });
    const all = { importing, paused: true, sender: 0n, receiver: 0n };
    for (const kind of ["transfer", "mint", "burn", "forced"] as const) {
      expect(told(ask(all, { kind }))).to.deep.equal([["tokenImporting", "token", TOKEN, 99n, 100n]]);
      expect(kinds(ask({ importing }, { kind, amount: 0n, to: SENDER }))).to.deep.equal(["tokenImporting"]);
    }
    expect(kinds(ask(all, {}, null)), "without a program").to.deep.equal(["programMissing"]);
    expect(kinds(ask(all, { spender: SPENDER }))).to.deep.equal(["allowanceTooLow", "tokenImporting"]);
  });

  it("behavior: a pause stops all but forced movements", () => {
    for (const kind of ["transfer", "mint", "burn"] as const)
      expect(kinds(ask({ paused: true }, { kind }))).to.deep.equal(["tokenPaused"]);
    expect(ask({ paused: true }, { kind: "forced" }).allowed).to.equal(true);
  });

  describe("walletUnknown", () => {
    const sender = ["walletUnknown", "sender", SENDER, 0n, 1n];
    const receiver = ["walletUnknown", "receiver", RECEIVER, 0n, 1n];

    it("behavior: both wallets are listed, then nothing", () => {
      expect(told(ask({ sender: 0n, receiver: 0n, senderBalance: 0n }))).to.deep.equal([sender, receiver]);
      expect(told(ask({ sender: 0n, senderBalance: 0n }))).to.deep.equal([sender]);
      expect(told(ask({ receiver: 0n, senderBalance: 0n }))).to.deep.equal([receiver]);
    });

    it("behavior: only wallets that the kind has", () => {
      expect(told(ask({ sender: 0n, receiver: 0n }, { kind: "mint" }))).to.deep.equal([receiver]);
      expect(told(ask({ sender: 0n, receiver: 0n }, { kind: "burn" }))).to.deep.equal([sender]);
      expect(told(ask({ sender: 0n, receiver: 0n }, { kind: "forced" }))).to.deep.equal([sender, receiver]);
    });

    it("behavior: a record without an investor number is none", () => {
      expect(told(ask({ sender: record({ investor: 0 }) }))).to.deep.equal([sender]);
    });
  });

  it("behavior: a blocked investor neither gives nor gets, by order neither", () => {
    const sender = ["investorBlocked", "sender", SENDER, 1n, 0n];
    const receiver = ["investorBlocked", "receiver", RECEIVER, 1n, 0n];
    expect(told(ask(BLOCKED))).to.deep.equal([sender, receiver]);
    expect(told(ask(BLOCKED, { kind: "forced" }))).to.deep.equal([sender, receiver]);
    expect(told(ask(BLOCKED, { kind: "mint" }))).to.deep.equal([receiver]);
    expect(told(ask(BLOCKED, { kind: "burn" }))).to.deep.equal([sender]);
    expect(ask({ sender: record({ states: 6 }) }).allowed).to.equal(true);
  });

  it("behavior: amounts stay below 2 ** 112", () => {
    const rich = { senderBalance: MOST_UNITS + 1n, supply: MOST_UNITS };
    expect(ask(rich, { amount: MOST_UNITS }).allowed).to.equal(true);
    expect(told(ask({ ...rich, senderState: FROZEN }, { amount: MOST_UNITS + 1n }))).to.deep.equal([
      ["amountAboveCapacity", "token", TOKEN, MOST_UNITS + 1n, MOST_UNITS],
    ]);
  });

  it("behavior: the supply stays below 2 ** 112", () => {
    const mint = (supply: bigint) => told(ask({ supply, receiverState: FROZEN }, { kind: "mint" }));
    const full = MOST_UNITS - 99n;
    expect(mint(full)).to.deep.equal([["supplyAboveCapacity", "token", TOKEN, MOST_UNITS + 1n, MOST_UNITS]]);
    expect(kinds(ask({ supply: full - 1n }, { kind: "mint" }))).to.deep.equal([]);
    expect(kinds(ask({ supply: full }))).to.deep.equal([]);
  });

  describe("tokensAboveCapacity", () => {
    const full = { ...NEW_RECEIVER, receiver: record({ investor: 8, tokensHeld: 255 }) };

    it("behavior: a wallet holds at most 255 tokens", () => {
      expect(told(ask(full))).to.deep.equal([["tokensAboveCapacity", "receiver", RECEIVER, 256n, 255n]]);
      expect(kinds(ask({ ...full, receiver: record({ investor: 8, tokensHeld: 254 }) }))).to.deep.equal([]);
      expect(kinds(ask(full, { kind: "forced" }))).to.deep.equal(["tokensAboveCapacity"]);
      expect(kinds(ask(full, { kind: "mint" }))).to.deep.equal(["tokensAboveCapacity"]);
    });

    it("behavior: only if this token is new to it", () => {
      expect(kinds(ask({ ...full, receiverBalance: 1n }))).to.deep.equal([]);
      expect(kinds(ask(full, { amount: 0n }))).to.deep.equal([]);
      expect(kinds(ask(full, { kind: "burn" }))).to.deep.equal([]);
    });

    it("behavior: a movement to the wallet itself brings none", () => {
      const own = { ...full, sender: full.receiver, senderBalance: 0n };
      expect(kinds(ask(own, { to: SENDER }))).to.deep.equal(["unitsNotFree"]);
      expect(kinds(ask(own, { kind: "mint", from: RECEIVER }))).to.deep.equal(["tokensAboveCapacity"]);
    });
  });

  it("behavior: frozen wallets neither give nor get, but by order", () => {
    const frozen = { senderState: FROZEN, receiverState: FROZEN };
    const sender = ["walletFrozen", "sender", SENDER, 1n, 0n];
    const receiver = ["walletFrozen", "receiver", RECEIVER, 1n, 0n];
    expect(told(ask(frozen))).to.deep.equal([sender, receiver]);
    expect(told(ask(frozen, { amount: 0n }))).to.deep.equal([sender, receiver]);
    expect(told(ask(frozen, { kind: "mint" }))).to.deep.equal([receiver]);
    expect(told(ask(frozen, { kind: "burn" }))).to.deep.equal([sender]);
    expect(ask(frozen, { kind: "forced" }).allowed).to.equal(true);
  });

  describe("unitsNotFree", () => {
    const limit = (state: Parameters<typeof walletState>[0], some: Partial<Movement> = {}) =>
      told(ask({ senderState: walletState(state) }, some)).map((one) => one.slice(2));

    it("behavior: the balance itself may leave", () => {
      expect(ask({}, { amount: 999n }).allowed).to.equal(true);
      expect(ask({}, { amount: 1000n }).allowed).to.equal(true);
      expect(told(ask({}, { amount: 1001n }))).to.deep.equal([["unitsNotFree", "sender", SENDER, 1001n, 1000n]]);
      expect(kinds(ask({}, { amount: 1001n, kind: "burn" }))).to.deep.equal(["unitsNotFree"]);
      expect(kinds(ask({}, { amount: 1001n, kind: "mint" }))).to.deep.equal([]);
      expect(kinds(ask({}, { amount: 1001n, to: SENDER }))).to.deep.equal(["unitsNotFree"]);
    });

    it("behavior: frozen and held units stay", () => {
      expect(limit({ frozen: 600, held: 300 })).to.deep.equal([]);
      expect(limit({ frozen: 600, held: 301 })).to.deep.equal([[SENDER, 100n, 99n]]);
      expect(limit({ frozen: 5000, held: 300 })).to.deep.equal([[SENDER, 100n, 0n]]);
      expect(limit({ frozen: 5000 }, { amount: 0n })).to.deep.equal([]);
    });

    it("behavior: an order takes frozen units, but none that are held", () => {
      expect(limit({ frozen: 1000, held: 900 }, { kind: "forced" })).to.deep.equal([]);
      expect(limit({ frozen: 1000, held: 901 }, { kind: "forced" })).to.deep.equal([[SENDER, 100n, 99n]]);
    });
  });

  it("behavior: reasons come in their order, and before every rule", () => {
    const program = parts([rule({ kind: "leastPerMovement", side: "token", limit: 10_000n })]);
    const bad = {
      ...BLOCKED,
      ...NEW_RECEIVER,
      paused: true,
      receiver: record({ investor: 8, states: 1, tokensHeld: 255 }),
      senderState: walletState({ whole: 1, frozen: 1000 }),
      receiverState: FROZEN,
    };
    const decision = ask(bad, { spender: SPENDER }, program);
    expect(kinds(decision)).to.deep.equal([
      "allowanceTooLow",
      "tokenPaused",
      "investorBlocked",
      "investorBlocked",
      "tokensAboveCapacity",
      "walletFrozen",
      "walletFrozen",
      "unitsNotFree",
      "leastPerMovement",
    ]);
    if (decision.allowed) throw new RangeError();
    for (const { kind, unit } of [decision.first, ...decision.rest.slice(0, -1)])
      expect(unit).to.equal(REASONS[kind as keyof typeof REASONS].unit);
  });

  it("args: most", () => {
    const bad = { ...BLOCKED, paused: true, senderState: FROZEN };
    const first = (most: number) => evaluate(EMPTY, facts(bad), movement({ spender: SPENDER }), { most });
    const all = kinds(first(Infinity));
    expect(all).to.have.length(5);
    for (let most = 1; most <= all.length; most++) expect(kinds(first(most))).to.deep.equal(all.slice(0, most));
    const unknown = evaluate(EMPTY, facts({ sender: 0n, receiver: 0n }), movement(), { most: 1 });
    expect(told(unknown)).to.deep.equal([["walletUnknown", "sender", SENDER, 0n, 1n]]);
  });
});
