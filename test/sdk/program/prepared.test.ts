import { expect } from "chai";
import fc from "fast-check";
import { ParameterInvalidError } from "../../../sdk/errors/index.js";
import { MOST_UNITS, type MovementKind } from "../../../sdk/kinds/index.js";
import {
  evaluate,
  evaluateAll,
  evaluateFirst,
  type Order,
  packLot,
  prepareProgram,
  prepareWallet,
  type ProgramParts,
} from "../../../sdk/program/index.js";
import { has, numberOf } from "../../../sdk/program/amounts.js";
import { plainFacts, situationOfOrder } from "../../../sdk/program/orders.js";
import { anyProgram } from "./arbitrary.js";
import { DE, facts, FR, movement, NOW, parts, RECEIVER, record, rule, SENDER, SPENDER, US, ZERO } from "./build.js";

const TODAY = Number(NOW / 86_400n);
const KINDS = ["transfer", "mint", "burn", "forced", "transmission", "licensed", "recovery", "settlement"] as const;

/** Few different values, near what `anyProgram` names, so that limits are met, and rules bind and are lifted. */
const oneWallet = fc.record({
  record: fc
    .record({
      investor: fc.constantFrom(0, 7, 7, 8, 9),
      country: fc.constantFrom(US, FR, DE),
      region: fc.constantFrom(0, 1, 2),
      lane: fc.integer({ min: 0, max: 3 }),
      tokensHeld: fc.constantFrom(0, 1, 255),
      statuses: fc.constantFrom(0, 1, 0xff00_0001, 0xffff_ffff),
      states: fc.constantFrom(0, 0, 0, 1, 2, 4),
      kycUntil: fc.constantFrom(NOW, NOW + 1n),
      statusUntil: fc.constantFrom(NOW, NOW + 1n),
    })
    .map(record),
  state: fc.constantFrom(0n, 0n, 5n, 1n << 224n, (3n << 112n) | 2n),
  balance: fc.constantFrom(0n, 1n, 10n, 100n, MOST_UNITS),
  more: fc.constantFrom(0n, 0n, 1n, 50n),
  counts: fc.constantFrom(0n, 1n << 64n, 3n),
  lots: fc.array(
    fc
      .record({
        day: fc.constantFrom(TODAY - 800, TODAY - 366, TODAY - 1),
        origin: fc.integer({ min: 0, max: 2 }),
        units: fc.constantFrom(1n, 10n, 90n),
      })
      .map(packLot),
    { maxLength: 3 },
  ),
  owners: fc.constantFrom(0n, 2n),
});

const token = fc.record({
  time: fc.constantFrom(NOW - 1n, NOW, NOW + 1n),
  paused: fc.constantFrom(false, false, false, true),
  importing: fc.constantFrom(0n, 0n, 0n, 1n),
  halted: fc.constantFrom(false, false, true),
  supply: fc.constantFrom(0n, 1000n, MOST_UNITS - 10n, MOST_UNITS),
  totals: fc.constantFrom(0n, 5n, 3n << 32n),
  groups: fc.constantFrom([], [1n, 2n]),
  tranches: fc.constantFrom(0n, BigInt(TODAY - 400), (BigInt(TODAY - 30) << 32n) | BigInt(TODAY - 400)),
  owners: fc.constantFrom(0n, 4n),
  lookedThrough: fc.constantFrom(0n, 1n),
  weeklyVolume: fc.constantFrom(0n, 50n),
  dailyVolume: fc.constantFrom(0n, 50n),
});

const reading = fc.record({
  used: fc.constantFrom(0n, 1n, 100n),
  beside: fc.constantFrom(0n, 50n),
  fromWeight: fc.constantFrom(0n, 1n),
  toWeight: fc.constantFrom(0n, 1n),
  fromBeside: fc.constantFrom(0n, 1n),
  toBeside: fc.constantFrom(0n, 1n),
});

const question = fc.record({
  kind: fc.constantFrom<MovementKind>("transfer", "transfer", "transfer", ...KINDS),
  from: fc.integer({ min: 0, max: 3 }),
  to: fc.integer({ min: 0, max: 3 }),
  by: fc.constantFrom(undefined, undefined, SPENDER, SENDER, ZERO),
  spender: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  amount: fc.constantFrom(0n, 1n, 2n, 9n, 10n, 11n, 99n, 100n, 101n, MOST_UNITS, MOST_UNITS + 1n),
  allowance: fc.constantFrom(undefined, 10n, MOST_UNITS + 1n),
  readings: fc.option(fc.array(reading, { maxLength: 4 }), { nil: undefined }),
  plugIns: fc.option(fc.constant([{ allowed: true, measured: 0n, limit: 0n }]), { nil: undefined }),
  positions: fc.constantFrom(
    undefined,
    { allowed: true, subject: 0n, measured: 0n, limit: 0n },
    { allowed: false, subject: 9n, measured: 11n, limit: 10n },
  ),
});

let known = 0;

describe("evaluateFirst and evaluateAll", () => {
  it("default: say of prepared wallets what evaluate says of the same facts", () => {
    fc.assert(
      fc.property(
        anyProgram,
        token,
        fc.array(oneWallet, { minLength: 4, maxLength: 4 }),
        fc.array(question, { minLength: 1, maxLength: 40 }),
        (program, shared, wallets, questions) => {
          const prepared = prepareProgram(program, shared);
          const ready = wallets.map(({ more, ...some }) =>
            prepareWallet(prepared, { ...some, holding: some.balance + more, holds: some.balance + more > 0n }),
          );
          for (const { kind, from, to, by, spender, amount, ...means } of questions) {
            const moved = movement({
              ...{ kind, amount, spender: by },
              ...{
                from: kind === "mint" ? ZERO : SENDER,
                to: kind === "burn" ? ZERO : from === to ? SENDER : RECEIVER,
              },
            });
            const order: Order = {
              ...{ movement: moved, ...means, spender: spender === undefined ? undefined : ready[spender] },
              ...{ sender: ready[from] ?? null, receiver: ready[to] ?? null },
            };
            const decision = evaluate(program, situationOfOrder(prepared, order).facts, moved);
            const found = decision.allowed ? [] : [decision.first, ...decision.rest];
            expect(evaluateAll(prepared, order)).to.deep.equal(found);
            expect(evaluateFirst(prepared, order)).to.deep.equal(found[0] ?? null);
            const parties = [ready[from]?.transferOut, ready[from]?.burnOut, ready[to]?.transferIn, ready[to]?.mintIn];
            known += parties.filter((passing) => passing && has(passing.bounds, 1, numberOf(amount), false)).length;
          }
        },
      ),
      { numRuns: 400 },
    );
    // Otherwise nothing was asked of what is known beforehand.
    expect(known).to.be.greaterThan(100);
  });

  it("behavior: the facts of an order are those that the engine would give", () => {
    const known = { ...facts(), positions: { allowed: false, subject: 7n, measured: 2n, limit: 1n } };
    const prepared = prepareProgram(parts([]), known);
    const order: Order = {
      movement: movement(),
      sender: prepareWallet(prepared, {
        ...{ record: known.sender, state: known.senderState, balance: known.senderBalance },
        ...{ holding: known.senderHolding, holds: known.senderHolds, counts: known.senderCounts },
        ...{ lots: known.senderLots, owners: known.senderOwners },
      }),
      receiver: prepareWallet(prepared, {
        ...{ record: known.receiver, state: known.receiverState, balance: known.receiverBalance },
        ...{ holding: known.receiverHolding, holds: known.receiverHolds, counts: known.receiverCounts },
        lots: known.receiverLots,
      }),
      ...{ allowance: known.allowance, readings: known.readings, plugIns: known.plugIns, positions: known.positions },
    };
    expect(plainFacts(situationOfOrder(prepared, order).facts)).to.deep.equal(known);
  });

  it("behavior: a limit on holdings is met to the unit", () => {
    const program: ProgramParts = parts([rule({ kind: "mostUnits", movements: 1, limit: 100n })]);
    const prepared = prepareProgram(program, facts());
    const sender = prepareWallet(prepared, { record: record(), balance: 1000n });
    const receiver = prepareWallet(prepared, { record: record({ investor: 8n }), balance: 40n });
    const say = (amount: bigint) => evaluateFirst(prepared, { movement: movement({ amount }), sender, receiver })?.kind;
    expect([59n, 60n, 61n].map(say)).to.deep.equal([undefined, undefined, "mostUnits"]);
  });

  it("behavior: a rule that turns on who is opposite is asked of whom it binds alone", () => {
    const program = parts([rule({ kind: "mostUnits", movements: 1, limit: 100n, otherLanes: 1 << 3 })]);
    const prepared = prepareProgram(program, facts());
    const receiver = prepareWallet(prepared, { record: record({ investor: 8n }), balance: 40n });
    const say = (lane: number, amount: bigint) => {
      const sender = prepareWallet(prepared, { record: record({ lane }), balance: 1000n });
      return evaluateFirst(prepared, { movement: movement({ amount }), sender, receiver })?.kind;
    };
    expect([say(3, 60n), say(3, 61n), say(4, 61n)]).to.deep.equal([undefined, "mostUnits", undefined]);
  });

  it("behavior: the last units of a holder who must stay are refused", () => {
    const program = parts([rule({ kind: "fewestHolders", side: "sender", movements: 1, limit: 5n })]);
    const prepared = prepareProgram(program, facts({ totals: 5n }));
    const sender = prepareWallet(prepared, { record: record({ lane: 0 }), balance: 10n });
    const receiver = prepareWallet(prepared, { record: record({ investor: 8n, lane: 0 }), balance: 40n });
    const say = (amount: bigint) => evaluateFirst(prepared, { movement: movement({ amount }), sender, receiver });
    expect([say(9n)?.kind, say(10n)?.kind]).to.deep.equal([undefined, "fewestHolders"]);
  });

  it("error: ParameterInvalidError: a party is missing, or was prepared for another moment", () => {
    const prepared = prepareProgram(parts([]), facts());
    const later = prepareProgram(parts([]), facts({ time: NOW + 1n }));
    const one = prepareWallet(prepared, { record: record(), balance: 1000n });
    const other = prepareWallet(later, { record: record({ investor: 8n }) });
    for (const ask of [evaluateFirst, evaluateAll]) {
      expect(() => ask(prepared, { movement: movement(), sender: one, receiver: null })).to.throw(
        ParameterInvalidError,
        "receiver",
      );
      expect(() => ask(prepared, { movement: movement(), sender: one, receiver: other })).to.throw(
        ParameterInvalidError,
        "another program or moment",
      );
    }
  });
});
