import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { type Address } from "viem";
import { bindWallet, unbindWallet, updateInvestor } from "../../sdk/change/index.js";
import { STATES } from "../../sdk/kinds/index.js";
import { type Attempt, expectAllowed, expectRefused, INSTRUMENT, make } from "../fixtures/attempt.js";
import { ordersOf, surfaceOf } from "../fixtures/surfaces.js";
import { FACTS, freshWalks, LONG_FRESH, NOTICE, type Walk } from "../fixtures/walk.js";

describe("recoveries", () => {
  const fresh = freshWalks();

  /** Alice holds 100 units in her first wallet, of which she loses the key; bob holds 100. */
  async function held(): Promise<Walk> {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    return w;
  }

  const agentOf = (w: Walk) => ordersOf(w, w.agent);
  const announce = (w: Walk, lost = w.alice, replacement = w.alice2) =>
    agentOf(w).announceRecovery(lost.address, replacement.address, INSTRUMENT);
  const wait = (w: Walk) => w.networkHelpers.time.increase(NOTICE);
  const recovery = (w: Walk, amount = 100n): Attempt => ({ kind: "recovery", from: w.alice, to: w.alice2, amount });

  async function waited(): Promise<Walk> {
    const w = await held();
    await announce(w);
    await wait(w);
    return w;
  }

  describe("announceRecovery", () => {
    it("default: bars the lost wallet at once, until the notice is over", async () => {
      const w = await held();
      await w.networkHelpers.time.setNextBlockTimestamp(4_000_000_000n - 10n * NOTICE);
      const readyAt = LONG_FRESH - 9n * NOTICE;
      await expect(announce(w))
        .to.emit(agentOf(w), "RecoveryAnnounced")
        .withArgs(w.agent.address, w.alice.address, w.alice2.address, readyAt, INSTRUMENT)
        .to.emit(w.engine, "WalletFrozenSet")
        .withArgs(w.at.token, w.alice.address, true)
        .to.emit(surfaceOf(w, w.agent), "AddressFrozen")
        .withArgs(w.alice.address, true, w.agent.address);
      expect([...(await agentOf(w).recoveryOf(w.alice.address))]).to.deep.equal([
        ...[w.alice2.address, readyAt, INSTRUMENT, false],
      ]);
      const refusal = { reason: "WalletFrozen", subject: w.alice, measured: 1n, limit: 0n };
      await expectRefused(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 1n }, refusal);
      await expectRefused(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 1n }, refusal);
    });

    it("error: InvestorsDiffer, WalletUnknown, InstrumentMissing, RecoveryWaiting, and to itself", async () => {
      const w = await held();
      await expect(announce(w, w.alice, w.bob))
        .to.be.revertedWithCustomError(w.reasons, "InvestorsDiffer")
        .withArgs(0xffffn, w.bob.address, 1n, 2n);
      for (const [lost, replacement] of [
        [w.alice, w.stranger],
        [w.stranger, w.alice],
      ] as const) {
        await expect(announce(w, lost, replacement))
          .to.be.revertedWithCustomError(w.reasons, "WalletUnknown")
          .withArgs(0xffffn, w.stranger.address, 0n, 1n);
      }
      await expect(
        agentOf(w).announceRecovery(w.alice.address, w.alice2.address, ZeroHash),
      ).to.be.revertedWithCustomError(w.token, "InstrumentMissing");
      await expect(announce(w, w.alice, w.alice)).to.be.revertedWithCustomError(w.token, "ERC20InvalidReceiver");
      expect(await w.token.isFrozen(w.alice.address)).to.be.false;
      await announce(w);
      await expect(announce(w)).to.be.revertedWithCustomError(agentOf(w), "RecoveryWaiting").withArgs(w.alice.address);
    });
  });

  describe("recover", () => {
    it("default: all units go to the other wallet, and the lost one stays barred", async () => {
      const w = await waited();
      const { allowed } = await w.engine.check({
        ...{
          kind: 5,
          token: w.at.token,
          spender: ZeroAddress,
          from: w.alice.address,
          to: w.alice2.address,
          amount: 100n,
        },
      });
      expect(allowed).to.be.true;
      const moved = [w.alice.address, w.alice2.address] as const;
      await expect(agentOf(w).recover(w.alice.address))
        .to.emit(w.token, "Transfer")
        .withArgs(...moved, 100n)
        .to.emit(agentOf(w), "RecoveryExecuted")
        .withArgs(w.agent.address, ...moved, 100n, INSTRUMENT)
        .to.emit(agentOf(w), "RecoverySuccess")
        .withArgs(...moved, ZeroAddress);
      expect(await w.token.balanceOf(w.alice2.address)).to.equal(100n);
      expect(await w.token.isFrozen(w.alice.address)).to.be.true;
      expect(await w.token.isFrozen(w.alice2.address)).to.be.false;
      expect(await w.engine.tokensOf(w.registry, w.alice.address)).to.equal(1n);
      await w.send(
        w.registrar,
        unbindWallet({
          ...{ engine: w.at.engine, registry: w.registry, tokens: [w.at.token] },
          wallet: w.alice.address as Address,
        }),
      );
      await expectAllowed(w, { kind: "transfer", from: w.alice2, to: w.bob, amount: 100n });
    });

    it("error: RecoveryTooEarly, the second before; not at the second itself", async () => {
      const w = await held();
      await announce(w);
      const [, readyAt] = await agentOf(w).recoveryOf(w.alice.address);
      await w.networkHelpers.time.setNextBlockTimestamp(readyAt - 1n);
      await expect(agentOf(w).recover(w.alice.address, { gasLimit: 1_000_000 }))
        .to.be.revertedWithCustomError(agentOf(w), "RecoveryTooEarly")
        .withArgs(readyAt - 1n, readyAt);
      await w.networkHelpers.time.setNextBlockTimestamp(readyAt);
      await agentOf(w).recover(w.alice.address, { gasLimit: 1_000_000 });
    });

    it("error: RecoveryNotAnnounced, without an announcement and a second time", async () => {
      const w = await held();
      const missing = () =>
        expect(agentOf(w).recover(w.alice.address))
          .to.be.revertedWithCustomError(agentOf(w), "RecoveryNotAnnounced")
          .withArgs(w.alice.address);
      await missing();
      await expect(agentOf(w).cancelRecovery(w.alice.address)).to.be.revertedWithCustomError(
        agentOf(w),
        "RecoveryNotAnnounced",
      );
      await announce(w);
      await wait(w);
      await agentOf(w).recover(w.alice.address);
      await missing();
    });

    it("behavior: frozen units go along, and a whole freeze from before as well", async () => {
      const w = await held();
      const agent = w.token.connect(w.agent);
      await agent.setFrozenUnits(w.alice.address, 150n);
      await agent.setFrozenUnits(w.alice2.address, 5n);
      await agent.setWalletFrozen(w.alice.address, true);
      await announce(w);
      await wait(w);
      const surface = surfaceOf(w, w.agent);
      await expect(agentOf(w).recover(w.alice.address))
        .to.emit(surface, "Frozen")
        .withArgs(w.alice.address, 0n)
        .to.emit(surface, "Frozen")
        .withArgs(w.alice2.address, 155n)
        .to.emit(w.engine, "FrozenUnitsSet")
        .withArgs(w.at.token, w.alice2.address, 5n, 155n);
      expect(await w.token.frozenUnits(w.alice2.address)).to.equal(155n);
      expect(await w.token.isFrozen(w.alice2.address)).to.be.true;
    });

    it("behavior: a pause, a block and a frozen replacement stop it", async () => {
      const w = await waited();
      await w.token.connect(w.guardian).pause();
      await expectRefused(w, recovery(w), { reason: "TokenPaused", subject: w.at.token, measured: 1n, limit: 0n });
      await w.token.connect(w.agent).unpause();
      const at = { engine: w.at.engine, registry: w.registry, wallet: w.alice.address as Address } as const;
      await w.send(w.registrar, updateInvestor({ ...at, facts: { ...FACTS.alice, states: 1 << STATES.blocked } }));
      await expectRefused(w, recovery(w), { reason: "InvestorBlocked", subject: w.alice, measured: 1n, limit: 0n });
      await w.send(w.registrar, updateInvestor({ ...at, facts: FACTS.alice }));
      await w.token.connect(w.agent).setWalletFrozen(w.alice2.address, true);
      await expectRefused(w, recovery(w), { reason: "WalletFrozen", subject: w.alice2, measured: 1n, limit: 0n });
      await w.token.connect(w.agent).setWalletFrozen(w.alice2.address, false);
      await expectAllowed(w, recovery(w));
    });

    it("behavior: a replacement that went to somebody else meanwhile gets nothing", async () => {
      const w = await waited();
      const at = { engine: w.at.engine, registry: w.registry } as const;
      await w.send(w.registrar, unbindWallet({ ...at, wallet: w.alice2.address as Address, tokens: [w.at.token] }));
      await expectRefused(w, recovery(w), { reason: "WalletUnknown", subject: w.alice2, measured: 0n, limit: 1n });
      await w.send(
        w.registrar,
        bindWallet({ ...at, known: w.bob.address as Address, wallet: w.alice2.address as Address }),
      );
      await expectRefused(w, recovery(w), { reason: "InvestorsDiffer", subject: w.alice2, measured: 1n, limit: 2n });
    });

    it("behavior: of an empty wallet nothing but its freezes", async () => {
      const w = await held();
      await w.token.connect(w.agent).setFrozenUnits(w.alice2.address, 7n);
      await announce(w, w.alice2, w.alice);
      await wait(w);
      await agentOf(w).recover(w.alice2.address);
      expect(await w.token.frozenUnits(w.alice.address)).to.equal(7n);
      expect(await w.token.balanceOf(w.alice.address)).to.equal(100n);
    });

    it("behavior: two wallets that are each other's replacement recover neither", async () => {
      const w = await held();
      await announce(w);
      await announce(w, w.alice2, w.alice);
      await wait(w);
      for (const lost of [w.alice, w.alice2]) {
        await expect(agentOf(w).recover(lost.address)).to.be.revertedWithCustomError(w.reasons, "WalletFrozen");
      }
      await agentOf(w).cancelRecovery(w.alice2.address);
      await agentOf(w).recover(w.alice.address);
    });

    it("behavior: check speaks of the whole balance of a barred wallet", async () => {
      const w = await held();
      const asked = (amount: bigint) =>
        w.engine.check({
          ...{ kind: 5, token: w.at.token, spender: ZeroAddress, from: w.alice.address, to: w.alice2.address, amount },
        });
      const name = async (amount: bigint) => (await asked(amount)).first.reason;
      expect(await name(100n)).to.equal(w.reasons.interface.getError("WalletNotBarred")!.selector);
      await announce(w);
      for (const amount of [0n, 99n, 101n])
        expect(await name(amount)).to.equal(w.reasons.interface.getError("RecoveryNotWhole")!.selector);
      expect((await asked(100n)).allowed).to.be.true;
    });
  });

  describe("cancelRecovery", () => {
    it("default: frees the wallet", async () => {
      const w = await held();
      await announce(w);
      await expect(agentOf(w).cancelRecovery(w.alice.address))
        .to.emit(agentOf(w), "RecoveryCancelled")
        .withArgs(w.agent.address, w.alice.address, w.alice2.address);
      await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 1n });
      expect((await agentOf(w).recoveryOf(w.alice.address)).replacement).to.equal(ZeroAddress);
    });

    it("behavior: not if it was frozen before", async () => {
      const w = await held();
      await w.token.connect(w.agent).setWalletFrozen(w.alice.address, true);
      await expect(announce(w)).not.to.emit(w.engine, "WalletFrozenSet");
      await agentOf(w).cancelRecovery(w.alice.address);
      expect(await w.token.isFrozen(w.alice.address)).to.be.true;
    });

    it("attack: a freeze that was ordered while the recovery waited is not lost with it", async () => {
      const w = await held();
      await announce(w);
      await w.token.connect(w.agent).setWalletFrozen(w.alice.address, true);
      const snapshot = await w.networkHelpers.takeSnapshot();
      await agentOf(w).cancelRecovery(w.alice.address);
      expect(await w.token.isFrozen(w.alice.address)).to.be.true;
      await snapshot.restore();
      await wait(w);
      await agentOf(w).recover(w.alice.address);
      expect(await w.token.isFrozen(w.alice2.address), "it goes along").to.be.true;
    });

    it("error: RecoveryWaiting: the bar is not lifted by ending a freeze, in whatever words", async () => {
      const w = await held();
      await announce(w);
      const surface = surfaceOf(w, w.agent);
      for (const attempt of [
        w.token.connect(w.agent).setWalletFrozen(w.alice.address, false),
        surface.setAddressFrozen(w.alice.address, false),
        surface.batchSetAddressFrozen([w.bob.address, w.alice.address], [false, false]),
      ]) {
        await expect(attempt).to.be.revertedWithCustomError(agentOf(w), "RecoveryWaiting").withArgs(w.alice.address);
      }
    });
  });

  describe("recoveryAddress, of ERC-3643", () => {
    it("default: executes what was announced, and says so as T-REX does", async () => {
      const w = await waited();
      const client = new w.ethers.Contract(
        w.at.token,
        [
          "event RecoverySuccess(address indexed _lostWallet, address indexed _newWallet, address indexed _investorOnchainID)",
          "function recoveryAddress(address, address, address) returns (bool)",
        ],
        w.agent,
      );
      const call = client.getFunction("recoveryAddress");
      const args = [w.alice.address, w.alice2.address, w.stranger.address] as const;
      expect(await call.staticCall(...args)).to.be.true;
      await expect(call(...args))
        .to.emit(client, "RecoverySuccess")
        .withArgs(w.alice.address, w.alice2.address, ZeroAddress);
      expect(await w.token.balanceOf(w.alice2.address)).to.equal(100n);
    });

    it("error: the same wait, and ReplacementDiffers", async () => {
      const w = await held();
      const recover = (to: { readonly address: string }) =>
        agentOf(w).recoveryAddress(w.alice.address, to.address, ZeroAddress);
      await expect(recover(w.alice2)).to.be.revertedWithCustomError(agentOf(w), "RecoveryNotAnnounced");
      await announce(w);
      await expect(recover(w.bob))
        .to.be.revertedWithCustomError(agentOf(w), "ReplacementDiffers")
        .withArgs(w.alice2.address, w.bob.address);
      await expect(recover(w.alice2)).to.be.revertedWithCustomError(agentOf(w), "RecoveryTooEarly");
    });
  });
});
