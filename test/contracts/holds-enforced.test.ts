import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { type Address } from "viem";
import { unbindWallet, updateInvestor } from "../../sdk/change/index.js";
import { STATES } from "../../sdk/kinds/index.js";
import { INSTRUMENT, make } from "../fixtures/attempt.js";
import { type SomeRule } from "../fixtures/rules.js";
import { ordersOf } from "../fixtures/surfaces.js";
import { FACTS, freshWalks, type Walk } from "../fixtures/walk.js";

const PURPOSE = `0x${"5a".repeat(32)}`;
type Account = Walk["alice"];

describe("holds that are enforced", () => {
  const fresh = freshWalks();

  /** Alice holds 100 units, of which 60 are pledged to bob. */
  async function pledged(rules: readonly SomeRule[] = []): Promise<Walk> {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await w.enforce(rules);
    await ordersOf(w, w.alice).hold(w.bob.address, 60n, PURPOSE);
    return w;
  }

  const enforce = (w: Walk, to: Account, units: bigint, by = w.bob, id = 1n) =>
    ordersOf(w, by).enforceHold(id, to.address, units);
  /** What the token says beforehand, by the name of each reason. */
  async function reasons(w: Walk, to: { readonly address: string }, units: bigint): Promise<readonly string[]> {
    const findings = await ordersOf(w, w.stranger).explainEnforcement.staticCall(1n, to.address, units);
    return findings.map(({ reason }) => w.reasons.interface.getError(reason)?.name ?? reason);
  }
  const units = async (w: Walk, ...accounts: readonly Account[]) =>
    Promise.all(accounts.map(({ address }) => w.token.balanceOf(address)));
  const left = async (w: Walk) => (await ordersOf(w, w.alice).holdOf(1n)).units;
  const held = (w: Walk) => ordersOf(w, w.alice).heldUnits(w.alice.address);

  /** Nothing stands against it and it succeeds; or the first that does is what it reverts with. */
  async function agrees(w: Walk, to: Account, amount: bigint, wanted: readonly string[]): Promise<void> {
    expect(await reasons(w, to, amount)).to.deep.equal(wanted);
    const snapshot = await w.networkHelpers.takeSnapshot();
    const [first] = wanted;
    if (first === undefined) await enforce(w, to, amount);
    else await expect(enforce(w, to, amount)).to.be.revertedWithCustomError(w.reasons, first);
    await snapshot.restore();
  }

  const facts = (w: Walk, name: "alice" | "bob" | "carol", states: number) => {
    const wallet = w[name].address as Address;
    const { engine } = w.at;
    return w.send(
      w.registrar,
      updateInvestor({ engine, registry: w.registry, wallet, facts: { ...FACTS[name], states } }),
    );
  };

  it("default: the pledgee passes units on, the hold keeps the rest, and no allowance is asked for or used", async () => {
    const w = await pledged();
    await w.token.connect(w.alice).approve(w.bob.address, 7n);
    await expect(enforce(w, w.carol, 25n))
      .to.emit(ordersOf(w, w.bob), "HoldEnforced")
      .withArgs(1n, w.alice.address, w.bob.address, w.carol.address, 25n, 35n)
      .to.emit(w.token, "Transfer")
      .withArgs(w.alice.address, w.carol.address, 25n)
      .to.emit(w.engine, "HeldUnitsSet")
      .withArgs(w.at.token, w.alice.address, 60n, 35n);
    expect([await units(w, w.alice, w.carol), await left(w), await held(w)]).to.deep.equal([[75n, 25n], 35n, 35n]);
    expect(await w.token.allowance(w.alice.address, w.bob.address)).to.equal(7n);
    expect(await w.engine.isHolder(w.at.token, 3n)).to.be.true;
    await enforce(w, w.bob, 35n);
    expect([await units(w, w.alice, w.bob), await held(w)]).to.deep.equal([[40n, 35n], 0n]);
    const unknown = enforce(w, w.bob, 1n);
    await expect(unknown).to.be.revertedWithCustomError(ordersOf(w, w.bob), "HoldUnknown").withArgs(1n);
  });

  it("error: PledgeeOnly and HoldUnitsOutOfRange", async () => {
    const w = await pledged();
    const token = ordersOf(w, w.bob);
    for (const by of [w.alice, w.carol, w.agent, w.stranger])
      await expect(enforce(w, w.carol, 1n, by))
        .to.be.revertedWithCustomError(token, "PledgeeOnly")
        .withArgs(1n, w.bob.address);
    for (const amount of [0n, 61n, 2n ** 256n - 1n]) {
      await expect(enforce(w, w.carol, amount))
        .to.be.revertedWithCustomError(token, "HoldUnitsOutOfRange")
        .withArgs(1n, amount, 60n);
      await expect(token.explainEnforcement.staticCall(1n, w.carol.address, amount))
        .to.be.revertedWithCustomError(token, "HoldUnitsOutOfRange")
        .withArgs(1n, amount, 60n);
    }
    await expect(token.explainEnforcement.staticCall(2n, w.carol.address, 1n)).to.be.revertedWithCustomError(
      token,
      "HoldUnknown",
    );
    await enforce(w, w.carol, 60n);
  });

  it("behavior: judged as a transfer: rules on the receiver, the sender and the spender bind", async () => {
    const w = await pledged([
      { kind: "mostUnits", limit: 50n },
      { kind: "leastHolding", side: "sender", limit: 41n },
      { kind: "spenderRegistered", side: "spender" },
    ]);
    await agrees(w, w.carol, 50n, []);
    await agrees(w, w.carol, 51n, ["HoldingAboveLimit"]);
    await agrees(w, w.carol, 60n, ["HoldingAboveLimit", "HoldingBelowLeast"]);
    await agrees(w, w.stranger, 1n, ["WalletUnknown"]);
    // Back to another wallet of the holder nothing changes hands.
    await agrees(w, w.alice2, 60n, []);
    await agrees(w, w.alice, 60n, []);
  });

  it("behavior: never of a blocked holder, to one, or by one; nor while paused, halted or frozen", async () => {
    const w = await pledged([{ kind: "notHalted", side: "token" }]);
    await agrees(w, w.carol, 60n, []);
    for (const name of ["alice", "bob", "carol"] as const) {
      await facts(w, name, 1 << STATES.blocked);
      await agrees(w, w.carol, 1n, ["InvestorBlocked"]);
      await facts(w, name, 0);
      await w.token.connect(w.agent).setWalletFrozen(w[name].address, true);
      await agrees(w, w.carol, 1n, ["WalletFrozen"]);
      await w.token.connect(w.agent).setWalletFrozen(w[name].address, false);
    }
    await w.engine.connect(w.guardian).haltTrading(w.at.token, INSTRUMENT);
    await agrees(w, w.carol, 1n, ["TradingHalted"]);
    await w.token.connect(w.guardian).pause();
    await agrees(w, w.carol, 1n, ["TokenPaused", "TradingHalted"]);
    // What stands against the pledgee comes first, and all else after it.
    await facts(w, "bob", 1 << STATES.blocked);
    expect(await reasons(w, w.carol, 1n)).to.deep.equal(["InvestorBlocked", "TokenPaused", "TradingHalted"]);
  });

  it("behavior: frozen units stay, also if they are pledged; what is pledged to others stays theirs", async () => {
    const w = await pledged();
    await ordersOf(w, w.alice).hold(w.carol.address, 40n, PURPOSE);
    await agrees(w, w.carol, 60n, []);
    await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 1n);
    await agrees(w, w.carol, 60n, ["UnitsNotFree"]);
    await agrees(w, w.carol, 1n, ["UnitsNotFree"]);
    await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 0n);
    await enforce(w, w.carol, 60n);
    expect([await units(w, w.alice), await held(w)]).to.deep.equal([[40n], 40n]);
  });

  it("behavior: a pledgee whose wallet is in no registry any more enforces nothing", async () => {
    const w = await pledged();
    const wallet = w.bob.address as Address;
    await w.send(w.registrar, unbindWallet({ engine: w.at.engine, registry: w.registry, wallet }));
    await agrees(w, w.carol, 1n, ["WalletUnknown"]);
  });

  it("behavior: encumbered units that are enforced are encumbered no longer", async () => {
    const w = await pledged([{ kind: "encumberedStays", side: "sender" }]);
    await w.engine.connect(w.admin).setRegistrar(w.registry, w.stranger.address, 0, 4);
    const source = await w.ethers.deployContract("DifferentialPlugIn");
    await w.engine.connect(w.admin).setLeverageSource(w.at.token, await source.getAddress());
    await w.engine.connect(w.stranger).updateBits(w.registry, w.alice.address, 0, 4, 0);
    await source.behave({ how: 64n << 8n, words: [0n, 40n, 0n] });
    await agrees(w, w.carol, 60n, []);
    await source.behave({ how: 64n << 8n, words: [0n, 41n, 0n] });
    await agrees(w, w.carol, 1n, ["HoldingBelowEncumbered"]);
  });

  it("behavior: asking writes nothing, and whoever asks for it directly is told by a revert", async () => {
    const w = await pledged();
    const token = ordersOf(w, w.stranger);
    const { logs } = (await (await token.explainEnforcement(1n, w.carol.address, 60n)).wait())!;
    expect(logs).to.deep.equal([]);
    expect([await left(w), await held(w), await units(w, w.alice, w.carol)]).to.deep.equal([60n, 60n, [100n, 0n]]);
    expect(await w.token.allowance(w.alice.address, w.bob.address)).to.equal(0n);
    await expect(token.undoneEnforcement(1n, w.carol.address, 60n)).to.be.revertedWithCustomError(
      token,
      "EnforcementUndone",
    );
    expect(await reasons(w, { address: ZeroAddress }, 1n)).to.deep.equal(["WalletUnknown"]);
    await expect(enforce(w, { address: ZeroAddress } as Account, 1n)).to.be.revertedWithCustomError(
      w.token,
      "ERC20InvalidReceiver",
    );
  });

  describe("releasePart", () => {
    const release = (w: Walk, amount: bigint, by = w.bob) => ordersOf(w, by).releasePart(1n, amount);

    it("default: frees part, then all", async () => {
      const w = await pledged();
      await expect(release(w, 25n))
        .to.emit(ordersOf(w, w.bob), "HoldReduced")
        .withArgs(1n, w.alice.address, w.bob.address, 25n, 35n);
      expect([await left(w), await held(w), await w.token.freeUnits(w.alice.address)]).to.deep.equal([35n, 35n, 65n]);
      await expect(release(w, 35n))
        .to.emit(ordersOf(w, w.bob), "HoldReleased")
        .withArgs(1n, w.alice.address, w.bob.address, 35n, ZeroHash);
      await expect(release(w, 1n)).to.be.revertedWithCustomError(ordersOf(w, w.bob), "HoldUnknown");
    });

    it("error: as releaseHold, and HoldUnitsOutOfRange", async () => {
      const w = await pledged();
      await expect(release(w, 1n, w.alice)).to.be.revertedWithCustomError(ordersOf(w, w.bob), "PledgeeOnly");
      for (const amount of [0n, 61n])
        await expect(release(w, amount)).to.be.revertedWithCustomError(ordersOf(w, w.bob), "HoldUnitsOutOfRange");
      for (const name of ["alice", "bob"] as const) {
        await facts(w, name, 1 << STATES.blocked);
        await expect(release(w, 1n)).to.be.revertedWithCustomError(w.reasons, "InvestorBlocked");
        await facts(w, name, 0);
      }
      await w.token.connect(w.agent).setWalletFrozen(w.bob.address, true);
      await expect(release(w, 1n)).to.be.revertedWithCustomError(w.reasons, "WalletFrozen");
    });
  });
});
