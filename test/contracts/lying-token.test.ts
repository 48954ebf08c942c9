import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { MOVEMENTS } from "../../sdk/kinds/index.js";
import { expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { admitFurther, sortedAddresses } from "../fixtures/further.js";
import { recordOf } from "../fixtures/registers.js";
import { someProgram } from "../fixtures/rules.js";
import { FACTS, freshWalks, NOTICE } from "../fixtures/walk.js";

const lanes = (word: bigint) => Array.from({ length: 8 }, (_, i) => (word >> BigInt(32 * i)) & 0xffff_ffffn);

/** A token in the same registry reports movements that never happened; alice (two wallets) and bob hold 100 units of the honest one. */
describe("a token that lies, beside an honest one", () => {
  const fresh = freshWalks();

  async function beside() {
    const w = await fresh();
    await w.enforce([{ kind: "mostHolders", limit: 3n }]);
    const liar = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    const at = await liar.getAddress();
    await (await w.engine.connect(w.admin).admit(w.registry, at, w.at.manager, NOTICE)).wait();
    const from = (await w.now()) + 60n;
    await (await w.engine.connect(w.author).schedule(at, someProgram([]).id, from)).wait();
    await w.networkHelpers.time.increaseTo(from);
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    await liar.answerWith(0, 0n);
    return { w, liar };
  }

  it("behavior: reports an exit of somebody whom it never made a holder: his record stays, and he cannot be reclassified", async () => {
    const { w, liar } = await beside();
    await liar.report(MOVEMENTS.transfer, w.bob.address, w.carol.address, 5n, 5n, 1n);
    expect(await w.engine.tokensOf(w.registry, w.bob.address)).to.equal(1n);
    await expect(
      w.engine.connect(w.registrar).update(w.registry, w.bob.address, { ...FACTS.bob, country: 250, lane: 6 }),
    )
      .to.be.revertedWithCustomError(w.engine, "HolderReclassified")
      .withArgs(w.registry, 2, 1);
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 100n });
    expect(lanes(await w.engine.totals(w.at.token))).to.deep.equal([0n, 0n, 1n, 0n, 0n, 0n, 0n, 0n]);
  });

  it("behavior: nor does that open unbind", async () => {
    const { w, liar } = await beside();
    await liar.report(MOVEMENTS.transfer, w.bob.address, w.carol.address, 5n, 5n, 1n);
    await expect(w.engine.connect(w.registrar).unbind(w.registry, w.bob.address, []))
      .to.be.revertedWithCustomError(w.engine, "WalletNotEmpty")
      .withArgs(w.registry, w.bob.address, 1);
  });

  it("behavior: reports 300 first units of one wallet: it counts as one token, and others can still be received", async () => {
    const { w, liar } = await beside();
    for (let i = 0; i < 300; i++) await liar.report(MOVEMENTS.mint, ZeroAddress, w.carol.address, 5n, 0n, 0n);
    expect(await w.engine.tokensOf(w.registry, w.carol.address)).to.equal(1n);
    await expectAllowed(w, { kind: "mint", to: w.carol, amount: 1n });
  });

  it("behavior: when one wallet of several is left, it holds what the investor holds", async () => {
    const { w, liar } = await beside();
    // The liar makes alice a holder through her second wallet, and then empties her first.
    await liar.report(MOVEMENTS.mint, ZeroAddress, w.alice2.address, 5n, 0n, 0n);
    await liar.report(MOVEMENTS.transfer, w.alice2.address, w.carol.address, 5n, 5n, 1n);
    expect(await w.token.balanceOf(w.alice.address)).to.equal(100n);
    await (await w.engine.connect(w.registrar).unbind(w.registry, w.alice2.address, [w.at.token])).wait();
    expect(await w.engine.tokensOf(w.registry, w.alice.address)).to.equal(1n);
    await expect(w.engine.connect(w.registrar).unbind(w.registry, w.alice.address, [])).to.be.revertedWithCustomError(
      w.engine,
      "WalletNotEmpty",
    );
  });
});

describe("a token that lies about one wallet of several", () => {
  const fresh = freshWalks();
  const LONG = 4;

  /** Alice holds 100 units of an honest token in her second wallet; the liar has made her a holder through the same one. */
  async function lied() {
    const w = await fresh();
    const liar = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    const at = await admitFurther(w, liar);
    await make(w, { kind: "mint", to: w.alice2, amount: 100n });
    await liar.report(MOVEMENTS.mint, ZeroAddress, w.alice2.address, 5n, 0n, 0n);
    const both = await sortedAddresses([w.token, liar]);
    const unbind = (tokens: readonly string[]) =>
      w.engine.connect(w.registrar).unbind(w.registry, w.alice2.address, [...tokens]);
    return { w, liar, at, both, unbind };
  }

  it("error: WalletHoldsUnits: it makes a wallet look empty that another token filled, and nobody is deceived", async () => {
    const { w, liar, both, unbind } = await lied();
    await liar.answerWith(0, 1n); // a unit in her first wallet, so that she stays a holder
    for (let i = 0; i < 2; i++) await liar.report(MOVEMENTS.burn, w.alice2.address, ZeroAddress, 5n, 5n, 0n);
    expect((await recordOf(w, w.alice2.address)).tokensHeld, "as if it were empty").to.equal(0n);
    await liar.answerWith(0, 0n);
    await expect(unbind(both))
      .to.be.revertedWithCustomError(w.engine, "WalletHoldsUnits")
      .withArgs(w.registry, w.alice2.address, w.at.token, 100n);
    for (const short of [[], both.slice(0, 1), both.slice(1)]) {
      const error = short.includes(w.at.token) ? "WalletHoldsUnits" : "TokensMissing";
      await expect(unbind(short)).to.be.revertedWithCustomError(w.engine, error);
    }
    await make(w, { kind: "transfer", from: w.alice2, to: w.alice, amount: 100n });
    await (await unbind(both)).wait();
    expect(await w.engine.tokensOf(w.registry, w.alice.address)).to.equal(2n);
  });

  it("behavior: what it adds to the number of tokens of a wallet keeps no empty wallet bound", async () => {
    const { w, liar, both, unbind } = await lied();
    for (let i = 0; i < 9; i++) await liar.report(MOVEMENTS.mint, ZeroAddress, w.alice2.address, 5n, 0n, 0n);
    expect((await recordOf(w, w.alice2.address)).tokensHeld).to.equal(11n);
    await make(w, { kind: "transfer", from: w.alice2, to: w.bob, amount: 100n });
    await (await unbind(both)).wait();
    expect(await w.engine.tokensOf(w.registry, w.alice.address)).to.equal(1n);
  });

  it("error: BalanceUnreadable, and TokensUnsorted and TokenOfOtherRegistry for a list that is none", async () => {
    const { w, liar, at, both, unbind } = await lied();
    await make(w, { kind: "burn", from: w.alice2, amount: 100n });
    await liar.answerWith(LONG, 0n);
    await expect(unbind(both))
      .to.be.revertedWithCustomError(w.engine, "BalanceUnreadable")
      .withArgs(at, w.alice2.address);
    await expect(unbind([w.at.factory]))
      .to.be.revertedWithCustomError(w.engine, "TokenOfOtherRegistry")
      .withArgs(w.registry, w.at.factory, 0);
    await liar.answerWith(0, 0n);
    await expect(unbind([both[1]!, both[0]!]))
      .to.be.revertedWithCustomError(w.engine, "TokensUnsorted")
      .withArgs(1);
    await (await unbind(both)).wait();
  });
});

describe("an order on frozen units", () => {
  const fresh = freshWalks();

  it("behavior: of a freeze larger than the balance, takes only what it moved", async () => {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    await (await w.token.connect(w.agent).setFrozenUnits(w.bob.address, 1_000n)).wait();
    await make(w, { kind: "forced", from: w.bob, to: w.alice, amount: 1n });
    expect(await w.token.frozenUnits(w.bob.address)).to.equal(999n);
    await make(w, { kind: "mint", to: w.bob, amount: 500n });
    const refusal = { reason: "UnitsNotFree", subject: w.bob, measured: 1n, limit: 0n };
    await expectRefused(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 1n }, refusal);
  });

  it("behavior: takes free units first, and frozen ones then", async () => {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    await (await w.token.connect(w.agent).setFrozenUnits(w.bob.address, 60n)).wait();
    await make(w, { kind: "forced", from: w.bob, to: w.alice, amount: 40n });
    expect(await w.token.frozenUnits(w.bob.address)).to.equal(60n);
    await make(w, { kind: "forced", from: w.bob, to: w.alice, amount: 25n });
    expect(await w.token.frozenUnits(w.bob.address)).to.equal(35n);
  });
});

describe("facts of a token that does not answer", () => {
  const fresh = freshWalks();

  it("behavior: say that they are not all there, and check refuses", async () => {
    const w = await fresh();
    const token = await w.ethers.deployContract("MuteToken", [w.at.surfaces]);
    const at = await admitFurther(w, token, [{ kind: "mostUnits", limit: 100n }]);
    await token.mint(w.alice2.address, 100n);
    await token.mint(w.bob.address, 50n);
    await token.mute(false, w.alice2.address);
    const movement = {
      kind: 0,
      token: at,
      spender: ZeroAddress,
      from: w.bob.address,
      to: w.alice.address,
      amount: 50n,
    };
    const { readable } = await w.engine.facts(movement);
    const { allowed, first } = await w.engine.check(movement);
    expect([readable, allowed]).to.deep.equal([false, false]);
    expect(first.reason).to.equal(w.reasons.interface.getError("TokenUnreadable")!.selector);
    await token.mute(false, ZeroAddress);
    expect((await w.engine.facts(movement)).readable).to.equal(true);
  });
});
