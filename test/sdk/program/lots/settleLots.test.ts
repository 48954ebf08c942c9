import { expect } from "chai";
import { bookkeeping, type Facts, type LotTerms } from "../../../../sdk/program/index.js";
import { packLot } from "../../../../sdk/program/lots/lot.js";
import { settleLots } from "../../../../sdk/program/lots/settleLots.js";
import { situationOf } from "../../../../sdk/program/situation.js";
import type { Movement } from "../../../../sdk/verdict/index.js";
import { facts, movement, NOW, parts, record } from "../build.js";

const DAY = 86_400n;
const TODAY = Number(NOW / DAY);
const NOT_AFFILIATE = 1 << 5;
const ISSUER = 1 << 24;
const TERMS: LotTerms = { origins: [0, 0, 1, 4, 0, 6, 0, 0], clockRunsOn: false, clockKeptBy: NOT_AFFILIATE };

const lot = (day: number, origin: number, units: number) => packLot({ day, origin, units: BigInt(units) });
const OLD = lot(TODAY - 500, 1, 60);
const YOUNG = lot(TODAY - 100, 2, 40);

/** The sender has 60 old and 40 younger units; 70 move to somebody of lane 3. */
function settled(
  some: { readonly statuses?: number; readonly move?: Partial<Movement>; readonly facts?: Partial<Facts> } = {},
  terms: LotTerms | undefined = TERMS,
) {
  const sender = record({ statuses: some.statuses ?? 0 });
  const given = facts({ sender, senderLots: [OLD, YOUNG], receiverLots: [], ...some.facts });
  return settleLots(situationOf(given, movement({ amount: 70n, ...some.move })), terms);
}

describe("settleLots", () => {
  it("default: who is no affiliate passes lots on, an affiliate starts the day anew", () => {
    const left = [lot(TODAY - 100, 2, 30)];
    expect(settled({ statuses: NOT_AFFILIATE })).to.deep.equal({
      senderLots: left,
      receiverLots: [OLD, lot(TODAY - 100, 2, 10)],
      begun: null,
    });
    expect(settled()).to.deep.equal({
      senderLots: left,
      receiverLots: [lot(TODAY, 1, 60), lot(TODAY, 2, 10)],
      begun: null,
    });
    expect(settled({}, { ...TERMS, clockRunsOn: true, clockKeptBy: 0 }).receiverLots).to.deep.equal([
      OLD,
      lot(TODAY - 100, 2, 10),
    ]);
  });

  it("behavior: the issuer begins a lot of the receiver's lane, at a mint and out of its inventory", () => {
    for (const some of [
      { statuses: ISSUER | NOT_AFFILIATE },
      { move: { kind: "mint" } as const },
      { statuses: ISSUER, move: { kind: "transmission" } as const },
      { statuses: ISSUER, move: { kind: "forced" } as const },
    ]) {
      expect(settled(some))
        .to.include({ begun: 4 })
        .and.to.deep.include({ receiverLots: [lot(TODAY, 4, 70)] });
    }
    expect(settled({ move: { kind: "mint" } }, { ...TERMS, origins: [] })).to.include({ begun: 0 });
  });

  it("behavior: an order keeps lots, a burn takes the oldest", () => {
    expect(settled({ move: { kind: "forced" } })).to.deep.include({
      receiverLots: [OLD, lot(TODAY - 100, 2, 10)],
      begun: null,
    });
    expect(settled({ move: { kind: "burn" } })).to.deep.equal({
      senderLots: [lot(TODAY - 100, 2, 30)],
      receiverLots: [],
      begun: null,
    });
  });

  it("behavior: at midnight, UTC, it is another day", () => {
    for (const [time, day] of [
      [DAY * BigInt(TODAY + 1) - 1n, TODAY],
      [DAY * BigInt(TODAY + 1), TODAY + 1],
    ] as const) {
      expect(settled({ facts: { time }, move: { kind: "mint" } }).receiverLots).to.deep.equal([lot(day, 4, 70)]);
    }
  });

  describe("bookkeeping", () => {
    const program = { ...parts([]), lots: TERMS };
    const tranches = (20_000n << 128n) | (20_001n << 32n);
    const given = facts({ senderLots: [OLD, YOUNG], receiverLots: [], tranches });

    it("behavior: a sale by the issuer reopens its tranche alone", () => {
      const after = bookkeeping(program, given, movement({ kind: "mint", amount: 7n }), true);
      expect(after.tranches).to.equal(20_001n << 32n);
      expect(bookkeeping(program, given, movement({ amount: 7n }), true).tranches).to.equal(tranches);
    });

    it("behavior: nothing changes where no lots are kept, nothing moves, or one moves to oneself", () => {
      const same = { senderLots: [OLD, YOUNG], receiverLots: [], tranches };
      expect(bookkeeping(program, given, movement({ kind: "mint", amount: 7n }), false)).to.deep.include(same);
      expect(bookkeeping(program, given, movement({ amount: 0n }), true)).to.deep.include(same);
      const within = { ...given, receiver: given.sender };
      expect(bookkeeping(program, within, movement({ amount: 7n }), true)).to.deep.include(same);
    });
  });
});
