import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { type Address } from "viem";
import { transfer, updateInvestor } from "../../sdk/change/index.js";
import { asMovement, type Attempt, expectAllowed, expectRefused, INSTRUMENT, make } from "../fixtures/attempt.js";
import { withWallet } from "../fixtures/ownWallets.js";
import { ordersOf } from "../fixtures/surfaces.js";
import { contractWallet, delegatedWallet, smartAccount } from "../fixtures/walletSorts.js";
import { DAY, FACTS, freshWalks, NOTICE, type Walk } from "../fixtures/walk.js";

describe("scenarios", () => {
  const fresh = freshWalks();

  /** Alice and bob hold 100 units each. */
  async function held(): Promise<Walk> {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    return w;
  }

  async function recover(w: Walk, lost: string, replacement: string): Promise<void> {
    await ordersOf(w, w.agent).announceRecovery(lost, replacement, INSTRUMENT);
    await w.networkHelpers.time.increase(NOTICE);
    await ordersOf(w, w.agent).recover(lost);
  }

  it("recovery during a lock-up: the recovery passes, and the lock stays", async () => {
    const w = await held();
    const until = (await w.now()) + 100n * DAY;
    await w.enforce([{ kind: "notBefore", side: "sender", limit: until }]);
    const sale = (from: Walk["alice"]): Attempt => ({ kind: "transfer", from, to: w.bob, amount: 100n });
    const tooEarly = async (from: Walk["alice"]) => {
      const { first } = await w.engine.check(asMovement(w, sale(from)));
      expect([first.reason, first.limit]).to.deep.equal([
        w.reasons.interface.getError("MovementTooEarly")!.selector,
        until,
      ]);
      await expect(make(w, sale(from))).to.be.revertedWithCustomError(w.reasons, "MovementTooEarly");
    };
    await tooEarly(w.alice);
    await recover(w, w.alice.address, w.alice2.address);
    expect(await w.token.balanceOf(w.alice2.address)).to.equal(100n);
    await tooEarly(w.alice2);
    await w.networkHelpers.time.increaseTo(until);
    await expectAllowed(w, sale(w.alice2));
  });

  it("a recovery of a wallet whose units an order has frozen: the freeze waits at the new wallet, and the order takes them there", async () => {
    const w = await held();
    await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 100n);
    await recover(w, w.alice.address, w.alice2.address);
    const refusal = { reason: "UnitsNotFree", subject: w.alice2, measured: 1n, limit: 0n };
    await expectRefused(w, { kind: "transfer", from: w.alice2, to: w.bob, amount: 1n }, refusal);
    await expectAllowed(w, { kind: "forced", from: w.alice2, to: w.bob, amount: 100n });
  });

  it("an expired credential that must still exit: it sells, redeems and bequeaths, and acquires nothing", async () => {
    const w = await held();
    await w.enforce([
      { kind: "evidenceFresh", limit: 0n },
      { kind: "evidenceFresh", limit: 1n },
    ]);
    const now = await w.now();
    const facts = { ...FACTS.alice, kycUntil: now - 1n, statusUntil: now - 1n };
    const wallet = w.alice.address as Address;
    await w.send(w.registrar, updateInvestor({ engine: w.at.engine, registry: w.registry, wallet, facts }));
    const acquires = { kind: "transfer", from: w.bob, to: w.alice, amount: 1n } as const;
    expect((await w.engine.check(asMovement(w, acquires))).first.limit).to.equal(now - 1n);
    await expect(make(w, acquires)).to.be.revertedWithCustomError(w.reasons, "EvidenceExpired");
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 30n });
    await recover(w, w.alice2.address, w.alice.address);
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 30n });
    await expectAllowed(w, { kind: "burn", from: w.alice, amount: 30n });
    await expectAllowed(w, { kind: "transmission", from: w.alice, to: w.carol, amount: 30n });
    await expectAllowed(w, { kind: "forced", from: w.alice, to: w.bob, amount: 10n });
    expect(await w.engine.isHolder(w.at.token, 1n)).to.be.false;
  });

  it("moving held units between one's own wallets: the pledge does not walk, the other units do", async () => {
    const w = await held();
    await ordersOf(w, w.alice).hold(w.bob.address, 70n, ZeroHash);
    const between = (amount: bigint): Attempt => ({ kind: "transfer", from: w.alice, to: w.alice2, amount });
    const refusal = { reason: "UnitsNotFree", subject: w.alice, measured: 31n, limit: 30n };
    await expectRefused(w, between(31n), refusal);
    await expectRefused(w, { ...between(31n), kind: "forced" }, refusal);
    await expectRefused(w, { ...between(31n), kind: "transmission" }, refusal);
    await expectAllowed(w, between(30n));
    await ordersOf(w, w.bob).releaseHold(1n);
    await expectAllowed(w, between(70n));
  });

  it("a pledge to an accomplice before an order comes: the order names the hold first", async () => {
    const w = await held();
    await ordersOf(w, w.alice).hold(w.carol.address, 100n, ZeroHash);
    const order = { kind: "forced", from: w.alice, to: w.bob, amount: 100n } as const;
    await expectRefused(w, order, { reason: "UnitsNotFree", subject: w.alice, measured: 100n, limit: 0n });
    const orders = ordersOf(w, w.agent);
    const release = orders.interface.encodeFunctionData("releaseHoldByOrder", [1n, INSTRUMENT]);
    await ordersOf(w, w.agent2).fileOrder(release);
    await orders.releaseHoldByOrder(1n, INSTRUMENT);
    await expectAllowed(w, order);
  });

  it("one person with a key, a contract, a smart account and a delegated account has one limit, and recovers from each to the next", async () => {
    const w = await fresh();
    const sorts = [contractWallet, smartAccount, delegatedWallet];
    const own = [];
    for (const open of sorts) own.push(await withWallet(w, open));
    await w.enforce([{ kind: "mostUnits", limit: 400n }]);
    const wallets = [w.alice.address, ...own.map(({ address }) => address)];
    for (const address of wallets) await make(w, { kind: "mint", to: { address } as Walk["alice"], amount: 100n });
    for (const to of [...wallets, w.alice2.address]) {
      const asked = { kind: 1, token: w.at.token, spender: ZeroAddress, from: ZeroAddress, to, amount: 1n };
      const { first } = await w.engine.check(asked);
      expect([first.subject, first.measured, first.limit], to).to.deep.equal([1n, 401n, 400n]);
    }
    for (const { act } of own) {
      await act(transfer({ token: w.at.token, to: w.bob.address as Address, amount: 10n }));
    }
    expect(await w.token.balanceOf(w.bob.address)).to.equal(30n);
    for (const [index, lost] of wallets.entries()) {
      const next = [...wallets, w.alice2.address][index + 1]!;
      await recover(w, lost, next);
      expect(await w.token.balanceOf(lost), lost).to.equal(0n);
    }
    expect(await w.token.balanceOf(w.alice2.address)).to.equal(370n);
    expect(await w.engine.tokensOf(w.registry, w.alice2.address)).to.equal(1n);
    expect(await w.engine.isHolder(w.at.token, 1n)).to.be.true;
  });
});
