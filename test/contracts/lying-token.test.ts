import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { MOVEMENTS } from "../../sdk/kinds/index.js";
import { expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { admitFurther } from "../fixtures/further.js";
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
    await expect(w.engine.connect(w.registrar).unbind(w.registry, w.bob.address))
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
    await (await w.engine.connect(w.registrar).unbind(w.registry, w.alice2.address)).wait();
    expect(await w.engine.tokensOf(w.registry, w.alice.address)).to.equal(1n);
    await expect(w.engine.connect(w.registrar).unbind(w.registry, w.alice.address)).to.be.revertedWithCustomError(
      w.engine,
      "WalletNotEmpty",
    );
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
