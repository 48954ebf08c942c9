import { expect } from "chai";
import { bookkeeping, decodeRecord, type Facts } from "../../../sdk/program/index.js";
import type { Movement } from "../../../sdk/verdict/index.js";
import { counts, facts, FR, movement, NEW_RECEIVER, parts, record, SENDER } from "./build.js";

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

  it("behavior: other lanes stay as they are", () => {
    const full = counts({ 0: 9, 2: 2 ** 32 - 1, 3: 2, 4: 7, 7: 2 ** 32 - 1 });
    const { totals } = bookkeeping(parts([]), facts({ totals: full }), movement(EXIT), false);
    expect(totals).to.equal(full - two + one);
  });
});
