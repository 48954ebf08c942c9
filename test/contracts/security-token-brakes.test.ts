import { expect } from "chai";
import { MOST_UNITS } from "../../sdk/kinds/index.js";
import { type Attempt, expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { freshWalks, type Walk } from "../fixtures/walk.js";

describe("SecurityToken brakes", () => {
  const fresh = freshWalks();

  /** Alice and bob hold 100 units each, and the spender may move alice's. */
  async function held(): Promise<Walk> {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    await w.token.connect(w.alice).approve(w.spender.address, 1000n);
    return w;
  }

  /** Ways in which units leave alice, but by order. */
  const leaving = (w: Walk, amount: bigint): readonly Attempt[] => [
    { kind: "transfer", from: w.alice, to: w.bob, amount },
    { kind: "transfer", spender: w.spender, from: w.alice, to: w.bob, amount },
    { kind: "burn", from: w.alice, amount },
  ];
  /** Ways in which units reach her. */
  const arriving = (w: Walk, amount: bigint): readonly Attempt[] => [
    { kind: "transfer", from: w.bob, to: w.alice, amount },
    { kind: "mint", to: w.alice, amount },
  ];

  describe("pause", () => {
    it("default: stops everything but orders, until unpause", async () => {
      const w = await held();
      expect(await w.token.paused()).to.be.false;
      await expect(w.token.connect(w.guardian).pause()).to.emit(w.engine, "PausedSet").withArgs(w.at.token, true);
      expect(await w.token.paused()).to.be.true;
      const refusal = { reason: "TokenPaused", subject: w.at.token, measured: 1n, limit: 0n };
      for (const attempt of [...leaving(w, 1n), ...leaving(w, 0n), ...arriving(w, 1n)]) {
        await expectRefused(w, attempt, refusal);
      }
      await expectAllowed(w, { kind: "forced", from: w.alice, to: w.bob, amount: 1n });
      await expect(w.token.connect(w.agent).unpause()).to.emit(w.engine, "PausedSet").withArgs(w.at.token, false);
      expect(await w.token.paused()).to.be.false;
      for (const attempt of [...leaving(w, 1n), ...arriving(w, 1n)]) await expectAllowed(w, attempt);
    });

    it("behavior: comes before every other reason but the allowance", async () => {
      const w = await held();
      await w.token.connect(w.guardian).pause();
      const refusal = { reason: "TokenPaused", subject: w.at.token, measured: 1n, limit: 0n };
      await expectRefused(w, { kind: "transfer", from: w.alice, to: w.stranger, amount: 1n }, refusal);
      const attempt = { kind: "transfer", spender: w.spender, from: w.alice, to: w.bob, amount: 1001n } as const;
      const allowance = { reason: "ERC20InsufficientAllowance", subject: w.spender, measured: 1000n, limit: 1001n };
      await expectRefused(w, attempt, allowance);
    });

    it("behavior: a second time changes nothing", async () => {
      const w = await held();
      await w.token.connect(w.guardian).pause();
      await w.token.connect(w.guardian).pause();
      await w.token.connect(w.agent).unpause();
      expect(await w.token.paused()).to.be.false;
    });
  });

  describe("setFrozenUnits", () => {
    it("default: frozen units do not leave; one fewer than free, free, and one more", async () => {
      for (const which of [0, 1, 2]) {
        const w = await held();
        await expect(w.token.connect(w.agent).setFrozenUnits(w.alice.address, 60n))
          .to.emit(w.engine, "FrozenUnitsSet")
          .withArgs(w.at.token, w.alice.address, 0n, 60n);
        expect(await w.token.frozenUnits(w.alice.address)).to.equal(60n);
        expect(await w.token.freeUnits(w.alice.address)).to.equal(40n);
        const refusal = { reason: "UnitsNotFree", subject: w.alice, measured: 41n, limit: 40n };
        await expectRefused(w, leaving(w, 41n)[which]!, refusal);
        await expectAllowed(w, leaving(w, 39n)[which]!);
        await expectAllowed(w, leaving(w, 1n)[which]!);
        await expectRefused(w, leaving(w, 1n)[which]!, { ...refusal, measured: 1n, limit: 0n });
        await expectAllowed(w, leaving(w, 0n)[which]!);
      }
    });

    it("behavior: units may come in, and are free above the frozen number", async () => {
      const w = await held();
      await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 150n);
      expect(await w.token.freeUnits(w.alice.address)).to.equal(0n);
      for (const attempt of arriving(w, 30n)) await expectAllowed(w, attempt);
      expect(await w.token.freeUnits(w.alice.address)).to.equal(10n);
      await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 10n });
    });

    it("behavior: it binds one wallet, not the investor's others", async () => {
      const w = await held();
      await make(w, { kind: "mint", to: w.alice2, amount: 10n });
      await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 100n);
      await expectAllowed(w, { kind: "transfer", from: w.alice2, to: w.bob, amount: 10n });
      const refusal = { reason: "UnitsNotFree", subject: w.alice, measured: 1n, limit: 0n };
      await expectRefused(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 1n }, refusal);
    });

    it("behavior: a number replaces the one before; 0 frees all", async () => {
      const w = await held();
      const agent = w.token.connect(w.agent);
      await agent.setFrozenUnits(w.alice.address, 60n);
      await expect(agent.setFrozenUnits(w.alice.address, 0n))
        .to.emit(w.engine, "FrozenUnitsSet")
        .withArgs(w.at.token, w.alice.address, 60n, 0n);
      await expectAllowed(w, { kind: "burn", from: w.alice, amount: 100n });
    });

    it("error: UnitsAboveCapacity, from 2^112 units on", async () => {
      const w = await held();
      const agent = w.token.connect(w.agent);
      await agent.setFrozenUnits(w.alice.address, MOST_UNITS);
      await expect(agent.setFrozenUnits(w.alice.address, MOST_UNITS + 1n))
        .to.be.revertedWithCustomError(w.engine, "UnitsAboveCapacity")
        .withArgs(MOST_UNITS + 1n, MOST_UNITS);
    });
  });

  describe("setWalletFrozen", () => {
    it("default: nothing in, nothing out, until it is lifted", async () => {
      const w = await held();
      const agent = w.token.connect(w.agent);
      await expect(agent.setWalletFrozen(w.alice.address, true))
        .to.emit(w.engine, "WalletFrozenSet")
        .withArgs(w.at.token, w.alice.address, true);
      expect(await w.token.isFrozen(w.alice.address)).to.be.true;
      expect(await w.token.freeUnits(w.alice.address)).to.equal(0n);
      const refusal = { reason: "WalletFrozen", subject: w.alice, measured: 1n, limit: 0n };
      for (const attempt of [...leaving(w, 1n), ...leaving(w, 0n), ...arriving(w, 1n)]) {
        await expectRefused(w, attempt, refusal);
      }
      await agent.setWalletFrozen(w.alice.address, false);
      expect(await w.token.isFrozen(w.alice.address)).to.be.false;
      for (const attempt of [...leaving(w, 1n), ...arriving(w, 1n)]) await expectAllowed(w, attempt);
    });

    it("behavior: keeps the frozen number beside it", async () => {
      const w = await held();
      const agent = w.token.connect(w.agent);
      await agent.setFrozenUnits(w.alice.address, 60n);
      await agent.setWalletFrozen(w.alice.address, true);
      await agent.setWalletFrozen(w.alice.address, false);
      expect(await w.token.frozenUnits(w.alice.address)).to.equal(60n);
    });
  });

  describe("forcedTransfer through freezes", () => {
    const forced = (w: Walk, amount: bigint) => ({ kind: "forced", from: w.alice, to: w.bob, amount }) as const;

    /** Of alice's 100 units 80 are frozen. */
    async function frozen(): Promise<Walk> {
      const w = await held();
      await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 80n);
      return w;
    }

    it("default: takes free units first", async () => {
      const w = await frozen();
      await expect(make(w, forced(w, 20n))).not.to.emit(w.engine, "FrozenUnitsSet");
      expect(await w.token.frozenUnits(w.alice.address)).to.equal(80n);
      expect(await w.token.freeUnits(w.alice.address)).to.equal(0n);
    });

    it("behavior: then frozen ones, of which those that remain stay frozen", async () => {
      const w = await frozen();
      await expect(make(w, forced(w, 50n)))
        .to.emit(w.engine, "FrozenUnitsSet")
        .withArgs(w.at.token, w.alice.address, 80n, 50n);
      expect(await w.token.frozenUnits(w.alice.address)).to.equal(50n);
      await expectAllowed(w, { kind: "mint", to: w.alice, amount: 5n });
      expect(await w.token.freeUnits(w.alice.address)).to.equal(5n);
    });

    it("behavior: takes all, and leaves nothing frozen", async () => {
      const w = await frozen();
      await expectAllowed(w, forced(w, 100n));
      expect(await w.token.frozenUnits(w.alice.address)).to.equal(0n);
    });

    it("behavior: goes out of and into a wallet that is wholly frozen, which stays so", async () => {
      const w = await held();
      const agent = w.token.connect(w.agent);
      await agent.setWalletFrozen(w.alice.address, true);
      await agent.setWalletFrozen(w.bob.address, true);
      await expectAllowed(w, forced(w, 10n));
      expect(await w.token.isFrozen(w.alice.address)).to.be.true;
      expect(await w.token.isFrozen(w.bob.address)).to.be.true;
    });

    it("behavior: to the same wallet frees nothing", async () => {
      const w = await frozen();
      await expect(make(w, { kind: "forced", from: w.alice, to: w.alice, amount: 90n })).not.to.emit(
        w.engine,
        "FrozenUnitsSet",
      );
      expect(await w.token.frozenUnits(w.alice.address)).to.equal(80n);
      expect(await w.token.balanceOf(w.alice.address)).to.equal(100n);
    });

    it("behavior: not more than is there", async () => {
      const w = await frozen();
      await expectRefused(w, forced(w, 101n), {
        reason: "UnitsNotFree",
        subject: w.alice,
        measured: 101n,
        limit: 100n,
      });
    });
  });
});
