import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { type Address } from "viem";
import { bindWallet, unbindWallet, updateInvestor } from "../../sdk/change/index.js";
import { MOST_UNITS, STATES } from "../../sdk/kinds/index.js";
import { type Attempt, expectAllowed, expectRefused, filed, INSTRUMENT, make } from "../fixtures/attempt.js";
import { ordersOf } from "../fixtures/surfaces.js";
import { FACTS, freshWalks, NOTICE, type Walk } from "../fixtures/walk.js";

const PURPOSE = `0x${"5a".repeat(32)}`;

describe("holds", () => {
  const fresh = freshWalks();

  /** Alice holds 100 units, bob none. */
  async function held(): Promise<Walk> {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    return w;
  }

  const pledge = (w: Walk, units: bigint, pledgee = w.bob, holder = w.alice) =>
    ordersOf(w, holder).hold(pledgee.address, units, PURPOSE);
  const holdOf = async (w: Walk, id: bigint) => [...(await ordersOf(w, w.alice).holdOf(id))];
  const heldUnits = (w: Walk, account: { readonly address: string } = w.alice) =>
    ordersOf(w, w.alice).heldUnits(account.address);
  const NONE = [ZeroAddress, ZeroAddress, 0n, ZeroHash];

  const block = async (w: Walk, name: "alice" | "bob", blocked = true) => {
    const wallet = w[name].address as Address;
    const facts = { ...FACTS[name], states: blocked ? 1 << STATES.blocked : 0 };
    await w.send(w.registrar, updateInvestor({ engine: w.at.engine, registry: w.registry, wallet, facts }));
  };

  async function recover(w: Walk, lost: Walk["alice"], replacement: Walk["alice"]): Promise<void> {
    const agent = ordersOf(w, w.agent);
    await agent.announceRecovery(lost.address, replacement.address, INSTRUMENT);
    await w.networkHelpers.time.increase(NOTICE);
    await agent.recover(lost.address);
  }

  describe("hold", () => {
    it("default: binds units in favour of the pledgee", async () => {
      const w = await held();
      await expect(pledge(w, 60n))
        .to.emit(ordersOf(w, w.alice), "HoldPlaced")
        .withArgs(1n, w.alice.address, w.bob.address, 60n, PURPOSE)
        .to.emit(w.engine, "HeldUnitsSet")
        .withArgs(w.at.token, w.alice.address, 0n, 60n);
      expect(await holdOf(w, 1n)).to.deep.equal([w.alice.address, w.bob.address, 60n, PURPOSE]);
      expect([await heldUnits(w), await w.token.freeUnits(w.alice.address)]).to.deep.equal([60n, 40n]);
      await pledge(w, 40n, w.carol);
      expect([await heldUnits(w), await w.token.freeUnits(w.alice.address)]).to.deep.equal([100n, 0n]);
    });

    it("behavior: held units leave by nothing, not to another wallet of the same person either", async () => {
      const w = await held();
      await pledge(w, 60n);
      await w.token.connect(w.alice).approve(w.spender.address, 1000n);
      const refusal = { reason: "UnitsNotFree", subject: w.alice, measured: 41n, limit: 40n };
      const attempts: readonly Attempt[] = [
        { kind: "transfer", from: w.alice, to: w.bob, amount: 41n },
        { kind: "transfer", from: w.alice, to: w.alice2, amount: 41n },
        { kind: "transfer", spender: w.spender, from: w.alice, to: w.bob, amount: 41n },
        { kind: "burn", from: w.alice, amount: 41n },
        { kind: "forced", from: w.alice, to: w.bob, amount: 41n },
        { kind: "forced", from: w.alice, to: w.alice2, amount: 41n },
        { kind: "transmission", from: w.alice, to: w.bob, amount: 41n },
        { kind: "licensed", from: w.alice, to: w.bob, amount: 41n },
      ];
      for (const attempt of attempts) {
        await expectRefused(w, attempt, refusal);
        const snapshot = await w.networkHelpers.takeSnapshot();
        await expectAllowed(w, { ...attempt, amount: 40n });
        await snapshot.restore();
      }
    });

    it("behavior: frozen units are not pledged, pledged ones may be frozen besides, and an order takes the frozen ones", async () => {
      const w = await held();
      await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 30n);
      const refusal = { reason: "UnitsNotFree", measured: 71n, limit: 70n };
      await expect(pledge(w, 71n))
        .to.be.revertedWithCustomError(w.reasons, refusal.reason)
        .withArgs(0xffffn, w.alice.address, 71n, 70n);
      await pledge(w, 60n);
      await expectAllowed(w, { kind: "forced", from: w.alice, to: w.bob, amount: 20n });
      expect(await w.token.frozenUnits(w.alice.address), "10 were free").to.equal(20n);
      await expectAllowed(w, { kind: "forced", from: w.alice, to: w.bob, amount: 20n });
      expect([await w.token.frozenUnits(w.alice.address), await heldUnits(w)]).to.deep.equal([0n, 60n]);
      await expectRefused(
        w,
        { kind: "forced", from: w.alice, to: w.bob, amount: 1n },
        { reason: "UnitsNotFree", subject: w.alice, measured: 1n, limit: 0n },
      );
    });

    it("error: HoldEmpty, and as many units as are free and not one more", async () => {
      const w = await held();
      await expect(pledge(w, 0n)).to.be.revertedWithCustomError(ordersOf(w, w.alice), "HoldEmpty");
      await expect(pledge(w, 101n)).to.be.revertedWithCustomError(w.reasons, "UnitsNotFree");
      await expect(pledge(w, MOST_UNITS + 1n)).to.be.revertedWithCustomError(w.reasons, "AmountAboveCapacity");
      await expect(pledge(w, 2n ** 256n - 1n)).to.be.revertedWithCustomError(w.reasons, "AmountAboveCapacity");
      await pledge(w, 100n);
      await expect(pledge(w, 1n)).to.be.revertedWithCustomError(w.reasons, "UnitsNotFree");
    });

    it("error: PledgeeInvalid, in favour of oneself or another wallet of one's own", async () => {
      const w = await held();
      for (const pledgee of [w.alice, w.alice2]) {
        await expect(pledge(w, 1n, pledgee))
          .to.be.revertedWithCustomError(ordersOf(w, w.alice), "PledgeeInvalid")
          .withArgs(pledgee.address);
      }
    });

    it("behavior: not while paused, blocked on either side, frozen, or in favour of or by somebody unknown", async () => {
      const w = await held();
      const refused = (reason: string, pledgee = w.bob, holder = w.alice) =>
        expect(pledge(w, 1n, pledgee, holder), reason).to.be.revertedWithCustomError(w.reasons, reason);
      await refused("WalletUnknown", w.stranger);
      await refused("WalletUnknown", w.bob, w.stranger);
      await refused("UnitsNotFree", w.alice, w.bob);
      for (const name of ["alice", "bob"] as const) {
        await block(w, name);
        await refused("InvestorBlocked");
        await block(w, name, false);
        await w.token.connect(w.agent).setWalletFrozen(w[name].address, true);
        await refused("WalletFrozen");
        await w.token.connect(w.agent).setWalletFrozen(w[name].address, false);
      }
      await w.token.connect(w.guardian).pause();
      await refused("TokenPaused");
    });

    it("behavior: nobody but an admitted token, for itself, sets what is held", async () => {
      const w = await held();
      await pledge(w, 60n);
      for (const caller of [w.alice, w.agent, w.admin, w.registrar]) {
        await expect(w.engine.connect(caller).setHeldUnits(w.alice.address, 0n))
          .to.be.revertedWithCustomError(w.engine, "TokenUnknown")
          .withArgs(caller.address);
      }
      const hostile = await w.ethers.deployContract("HostileToken", [w.at.engine]);
      const at = await hostile.getAddress();
      await w.engine.connect(w.admin).admit(w.registry, at, w.at.manager, NOTICE);
      await hostile.setHeldUnits(w.alice.address, 0n);
      await hostile.setHeldUnits(w.bob.address, MOST_UNITS);
      expect([await heldUnits(w), await heldUnits(w, w.bob)]).to.deep.equal([60n, 0n]);
      await expect(hostile.setHeldUnits(w.bob.address, MOST_UNITS + 1n))
        .to.be.revertedWithCustomError(w.engine, "UnitsAboveCapacity")
        .withArgs(MOST_UNITS + 1n, MOST_UNITS);
    });
  });

  describe("releaseHold", () => {
    it("default: the pledgee frees the units, once", async () => {
      const w = await held();
      await pledge(w, 60n);
      await pledge(w, 10n);
      const bob = ordersOf(w, w.bob);
      await expect(bob.releaseHold(1n))
        .to.emit(bob, "HoldReleased")
        .withArgs(1n, w.alice.address, w.bob.address, 60n, ZeroHash);
      expect([await heldUnits(w), await holdOf(w, 1n)]).to.deep.equal([10n, NONE]);
      for (const id of [0n, 1n, 3n]) {
        await expect(bob.releaseHold(id)).to.be.revertedWithCustomError(bob, "HoldUnknown").withArgs(id);
      }
    });

    it("error: PledgeeOnly, for holder, transfer agent, another pledgee and another wallet of the pledgee", async () => {
      const w = await held();
      await pledge(w, 60n);
      await pledge(w, 10n, w.carol);
      const wallet = w.stranger.address as Address;
      const known = w.bob.address as Address;
      await w.send(w.registrar, bindWallet({ engine: w.at.engine, registry: w.registry, known, wallet }));
      for (const caller of [w.alice, w.agent, w.carol, w.stranger]) {
        await expect(ordersOf(w, caller).releaseHold(1n))
          .to.be.revertedWithCustomError(ordersOf(w, caller), "PledgeeOnly")
          .withArgs(1n, w.bob.address);
      }
    });

    it("error: WalletUnknown for a pledgee whose wallet was unbound: a block would not show", async () => {
      const w = await held();
      await pledge(w, 60n);
      const wallet = w.bob.address as Address;
      await w.send(w.registrar, unbindWallet({ engine: w.at.engine, registry: w.registry, wallet }));
      await expect(ordersOf(w, w.bob).releaseHold(1n))
        .to.be.revertedWithCustomError(w.reasons, "WalletUnknown")
        .withArgs(0xffffn, w.bob.address, 0n, 1n);
    });

    it("behavior: not while holder or pledgee is blocked, and not by a pledgee whose wallet is frozen", async () => {
      const w = await held();
      await pledge(w, 60n);
      const release = () => ordersOf(w, w.bob).releaseHold(1n);
      const byOrder = () => filed(w, "releaseHoldByOrder", [1n, INSTRUMENT]);
      for (const name of ["alice", "bob"] as const) {
        await block(w, name);
        for (const attempt of [release, byOrder]) {
          await expect(attempt())
            .to.be.revertedWithCustomError(w.reasons, "InvestorBlocked")
            .withArgs(0xffffn, w[name].address, 1n, 0n);
        }
        await block(w, name, false);
      }
      await w.token.connect(w.agent).setWalletFrozen(w.bob.address, true);
      await expect(release())
        .to.be.revertedWithCustomError(w.reasons, "WalletFrozen")
        .withArgs(0xffffn, w.bob.address, 1n, 0n);
      await byOrder();
    });

    it("behavior: while the token is paused, the pledgee may still give the pledge up", async () => {
      const w = await held();
      await pledge(w, 60n);
      await w.token.connect(w.guardian).pause();
      await ordersOf(w, w.bob).releaseHold(1n);
      expect(await heldUnits(w)).to.equal(0n);
    });
  });

  describe("releaseHoldByOrder", () => {
    it("default: two transfer agents free the units, by a document", async () => {
      const w = await held();
      await pledge(w, 60n);
      await expect(filed(w, "releaseHoldByOrder", [1n, INSTRUMENT]))
        .to.emit(ordersOf(w, w.agent), "HoldReleased")
        .withArgs(1n, w.alice.address, w.bob.address, 60n, INSTRUMENT);
      await expectAllowed(w, { kind: "forced", from: w.alice, to: w.bob, amount: 100n });
    });

    it("error: InstrumentMissing, OrderNotFiled and HoldUnknown", async () => {
      const w = await held();
      await pledge(w, 60n);
      const orders = ordersOf(w, w.agent);
      await expect(filed(w, "releaseHoldByOrder", [1n, ZeroHash])).to.be.revertedWithCustomError(
        w.token,
        "InstrumentMissing",
      );
      await expect(orders.releaseHoldByOrder(1n, INSTRUMENT)).to.be.revertedWithCustomError(orders, "OrderNotFiled");
      await expect(filed(w, "releaseHoldByOrder", [2n, INSTRUMENT])).to.be.revertedWithCustomError(
        orders,
        "HoldUnknown",
      );
    });
  });

  describe("through recoveries", () => {
    it("behavior: a recovery of the holder's wallet carries held units, and the hold names the new one", async () => {
      const w = await held();
      await pledge(w, 60n);
      await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 30n);
      await recover(w, w.alice, w.alice2);
      expect(await holdOf(w, 1n)).to.deep.equal([w.alice2.address, w.bob.address, 60n, PURPOSE]);
      expect([await heldUnits(w), await heldUnits(w, w.alice2)]).to.deep.equal([0n, 60n]);
      expect(await w.token.freeUnits(w.alice2.address)).to.equal(10n);
      const refusal = { reason: "UnitsNotFree", subject: w.alice2, measured: 11n, limit: 10n };
      await expectRefused(w, { kind: "transfer", from: w.alice2, to: w.bob, amount: 11n }, refusal);
      await ordersOf(w, w.bob).releaseHold(1n);
      expect(await heldUnits(w, w.alice2)).to.equal(0n);
    });

    it("behavior: a recovery of the pledgee's wallet lets the new one release, and the lost one no longer", async () => {
      const w = await held();
      const wallet = w.stranger.address as Address;
      const known = w.bob.address as Address;
      await w.send(w.registrar, bindWallet({ engine: w.at.engine, registry: w.registry, known, wallet }));
      await pledge(w, 60n);
      await ordersOf(w, w.agent).announceRecovery(w.bob.address, w.stranger.address, INSTRUMENT);
      await expect(ordersOf(w, w.bob).releaseHold(1n), "barred").to.be.revertedWithCustomError(
        w.reasons,
        "WalletFrozen",
      );
      await w.networkHelpers.time.increase(NOTICE);
      await ordersOf(w, w.agent).recover(w.bob.address);
      expect(await holdOf(w, 1n)).to.deep.equal([w.alice.address, w.stranger.address, 60n, PURPOSE]);
      await expect(ordersOf(w, w.bob).releaseHold(1n)).to.be.revertedWithCustomError(ordersOf(w, w.bob), "PledgeeOnly");
      await ordersOf(w, w.stranger).releaseHold(1n);
    });

    it("behavior: holds of both wallets meet in one; and a lost wallet that comes back starts anew", async () => {
      const w = await held();
      await make(w, { kind: "mint", to: w.alice2, amount: 50n });
      await pledge(w, 60n);
      await pledge(w, 20n, w.carol, w.alice2);
      await recover(w, w.alice, w.alice2);
      expect((await holdOf(w, 1n))[0]).to.equal(w.alice2.address);
      expect(await heldUnits(w, w.alice2)).to.equal(80n);
      // The key is found again, and the wallet pledges anew: the new hold is its own.
      await w.token.connect(w.agent).setWalletFrozen(w.alice.address, false);
      await make(w, { kind: "mint", to: w.alice, amount: 10n });
      await pledge(w, 10n);
      expect((await holdOf(w, 3n))[0]).to.equal(w.alice.address);
      await recover(w, w.alice2, w.alice);
      for (const id of [1n, 2n, 3n]) expect((await holdOf(w, id))[0], `hold ${id}`).to.equal(w.alice.address);
      expect([await heldUnits(w), await heldUnits(w, w.alice2)]).to.deep.equal([90n, 0n]);
      for (const [id, pledgee] of [
        [1n, w.bob],
        [2n, w.carol],
        [3n, w.bob],
      ] as const)
        await ordersOf(w, pledgee).releaseHold(id);
      expect(await heldUnits(w)).to.equal(0n);
      await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 160n });
    });
  });
});
