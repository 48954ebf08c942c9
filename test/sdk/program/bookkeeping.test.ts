import { expect } from "chai";
import { bookkeeping, decodeRecord, type Facts } from "../../../sdk/program/index.js";
import type { Movement } from "../../../sdk/verdict/index.js";
import { MOST_UNITS } from "../../../sdk/kinds/index.js";
import { counts, facts, FR, movement, NEW_RECEIVER, parts, record, SENDER, walletState } from "./build.js";

/** What changed, of what `bookkeeping` gives. */
function changed(someFacts: Partial<Facts>, some: Partial<Movement> = {}) {
  const before = facts(someFacts);
  const after = bookkeeping(parts([]), before, movement(some), false);
  return Object.fromEntries(
    Object.entries(after)
      .filter(([name, value]) => String(value) !== String(before[name as keyof Facts]))
      .map(([name, value]) => [
        name,
        name === "sender" || name === "receiver" ? decodeRecord(value as bigint).tokensHeld : value,
      ]),
  );
}

const EXIT = { amount: 1000n };
const two = counts({ 3: 2 });
const three = counts({ 3: 3 });
const one = counts({ 3: 1 });

describe("bookkeeping", () => {
  it("default", () => {
    expect(changed({})).to.deep.equal({});
  });

  it("behavior: a new holder is counted, in its country and in all", () => {
    expect(changed(NEW_RECEIVER)).to.deep.equal({
      receiver: 2,
      receiverHolds: true,
      senderCounts: three,
      receiverCounts: three,
      totals: three,
    });
    const abroad = { ...NEW_RECEIVER, receiver: record({ investor: 8, country: FR, lane: 5 }), receiverCounts: 0n };
    expect(changed(abroad)).to.deep.equal({
      receiver: 2,
      receiverHolds: true,
      receiverCounts: counts({ 5: 1 }),
      totals: counts({ 3: 2, 5: 1 }),
    });
  });

  it("behavior: a holder that leaves is counted no more", () => {
    expect(changed({}, EXIT)).to.deep.equal({
      sender: 0,
      senderHolds: false,
      senderCounts: one,
      receiverCounts: one,
      totals: one,
    });
    expect(changed({}, { ...EXIT, kind: "burn" })).to.deep.equal({
      sender: 0,
      senderHolds: false,
      senderCounts: one,
      totals: one,
    });
  });

  it("behavior: owners who stood behind a holder that leaves are counted no more, nor is it looked through", () => {
    const stated = { senderOwners: counts({ 3: 5 }), owners: counts({ 3: 9 }), lookedThrough: two };
    const after = bookkeeping(parts([]), facts(stated), movement({ ...EXIT, kind: "burn" }), false);
    expect(after).to.deep.include({ senderOwners: 0n, owners: counts({ 3: 4 }), lookedThrough: one });
  });

  it("behavior: one leaves as another comes", () => {
    expect(changed(NEW_RECEIVER, EXIT)).to.deep.equal({
      sender: 0,
      receiver: 2,
      senderHolds: false,
      receiverHolds: true,
    });
  });

  it("behavior: with other wallets an investor stays a holder", () => {
    expect(changed({ senderHolding: 1001n }, EXIT)).to.deep.equal({ sender: 0 });
    const several = { receiver: record({ investor: 8n, wallets: 2n }), receiverBalance: 0n };
    expect(changed(several)).to.deep.equal({ receiver: 2 });
  });

  it("behavior: a wallet of a holder with one wallet that is told to fill, or of no holder that is told to empty, stays", () => {
    expect(changed({ receiverBalance: 0n })).to.deep.equal({});
    expect(changed({ senderHolds: false }, EXIT)).to.deep.equal({});
  });

  it("behavior: between two wallets of one person only the wallets change", () => {
    const two = record({ wallets: 2n });
    const own = { sender: two, receiver: two, receiverBalance: 0n, receiverHolding: 1000n };
    expect(changed(own, EXIT)).to.deep.equal({ sender: 0, receiver: 2 });
  });

  it("behavior: a wallet that gives to itself changes nothing", () => {
    const own = { receiver: record(), receiverBalance: 1000n, receiverHolding: 1000n };
    expect(changed(own, { ...EXIT, to: SENDER })).to.deep.equal({});
  });

  it("behavior: nothing moves, nothing changes", () => {
    expect(changed({ ...NEW_RECEIVER, senderBalance: 0n, senderHolding: 0n }, { amount: 0n })).to.deep.equal({});
  });

  it("behavior: a mint makes holders, an order moves them too", () => {
    const minted = { receiver: 2, receiverHolds: true, receiverCounts: three, totals: three };
    expect(changed({ ...NEW_RECEIVER, sender: 0n }, { kind: "mint" })).to.deep.equal(minted);
    expect(changed(NEW_RECEIVER, { kind: "forced" })).to.deep.equal({ ...minted, senderCounts: three });
  });

  it("behavior: an order takes free units first, then frozen ones, and no held ones", () => {
    const left = (frozen: number, held: number, amount: bigint, kind: Movement["kind"] = "forced") =>
      changed({ senderState: walletState({ frozen, held, whole: 1 }) }, { kind, amount });
    const state = (frozen: number, held: number) => ({ senderState: walletState({ frozen, held, whole: 1 }) });
    expect(left(600, 300, 100n)).to.deep.equal({});
    expect(left(600, 300, 101n)).to.deep.equal(state(599, 300));
    expect(left(600, 300, 700n)).to.deep.equal(state(0, 300));
    expect(left(700, 300, 1n)).to.deep.equal(state(699, 300));
    expect(left(5000, 300, 10n), "more is frozen than is there").to.deep.equal(state(4990, 300));
    expect(left(700, 300, 1n, "licensed")).to.deep.equal(state(699, 300));
    expect(left(700, 300, 0n)).to.deep.equal({});
    for (const kind of ["transfer", "burn", "transmission"] as const)
      expect(left(700, 300, 1n, kind)).to.deep.equal({});
  });

  it("behavior: a recovery brings frozen and held units to the other wallet, and the bar stays", () => {
    const two = record({ wallets: 2 });
    const lost = { sender: two, receiver: two, receiverHolding: 1500n, senderHolding: 1500n };
    const recovery = { kind: "recovery", amount: 1000n } as const;
    const states = (own: Parameters<typeof walletState>[0], other: Parameters<typeof walletState>[0]) => ({
      ...{ senderState: walletState(own), receiverState: walletState(other) },
    });
    const before = states({ whole: 1, frozen: 600, held: 300 }, { frozen: 5, held: 7 });
    expect(changed({ ...lost, ...before }, recovery)).to.deep.equal({
      sender: 0,
      ...states({ whole: 1 }, { frozen: 605, held: 307 }),
    });
    const full = states({ whole: 1, frozen: 1n }, { frozen: MOST_UNITS });
    expect(changed({ ...lost, ...full }, recovery)).to.deep.equal({
      sender: 0,
      senderState: walletState({ whole: 1 }),
    });
  });

  it("behavior: other lanes stay as they are", () => {
    const full = counts({ 0: 9, 2: 2 ** 32 - 1, 3: 2, 4: 7, 7: 2 ** 32 - 1 });
    const { totals } = bookkeeping(parts([]), facts({ totals: full }), movement(EXIT), false);
    expect(totals).to.equal(full - two + one);
  });
});
