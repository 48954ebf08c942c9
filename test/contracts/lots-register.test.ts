import { expect } from "chai";
import { ZeroHash } from "ethers";
import { asMovement, expectAllowed, INSTRUMENT, make } from "../fixtures/attempt.js";
import { admitFurther } from "../fixtures/further.js";
import { LOTS_RULE, type LotRow, lotsOf, lotWord, scheduleLots, setLots, TERMS, today } from "../fixtures/lots.js";
import { someWallet } from "../fixtures/registers.js";
import { someProgram } from "../fixtures/rules.js";
import { freshWalks, NOTICE } from "../fixtures/walk.js";

describe("lots that a transfer agent brings", () => {
  const fresh = freshWalks();

  /** Alice holds 60 and 40 units in two wallets, bob 100; lots are kept and not complete. */
  async function kept() {
    const w = await fresh();
    for (const [to, amount] of [
      [w.alice, 60n],
      [w.alice2, 40n],
      [w.bob, 100n],
    ] as const)
      await make(w, { kind: "mint", to, amount });
    await scheduleLots(w, [LOTS_RULE]);
    return { w, day: await today(w) };
  }

  it("default: replaces the lots of an investor, from any of its wallets", async () => {
    const { w, day } = await kept();
    const lots: readonly LotRow[] = [
      [day - 300n, 1n, 30n],
      [day - 300n, 2n, 50n],
      [day, 0n, 20n],
    ];
    await expect(setLots(w, w.alice2, lots))
      .to.emit(w.engine, "LotsSet")
      .withArgs(w.at.token, 1, [lotWord([day, 0n, 100n])], lots.map(lotWord), INSTRUMENT);
    expect(await lotsOf(w, w.alice)).to.deep.equal(lots);
    await expect(setLots(w, w.alice, [[0n, 6n, 100n]]), "a day of 1970, fewer lots")
      .to.emit(w.engine, "LotsSet")
      .withArgs(w.at.token, 1, lots.map(lotWord), [lotWord([0n, 6n, 100n])], INSTRUMENT);
    expect(await lotsOf(w, w.alice)).to.deep.equal([[0n, 6n, 100n]]);
  });

  it("default: brought before the lots are complete, they decide once the program is in force", async () => {
    const { w, day } = await kept();
    await setLots(w, w.bob, [[day - 400n, 1n, 100n]]);
    await w.engine.connect(w.agent).completeLots(w.at.token);
    await w.networkHelpers.time.increase(NOTICE + 60n);
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 100n });
    const young = asMovement(w, { kind: "transfer", from: w.alice, to: w.carol, amount: 1n });
    expect((await w.engine.check(young)).allowed).to.be.false;
  });

  it("behavior: eight are taken, nine are not, and none for who holds nothing", async () => {
    const { w, day } = await kept();
    const many = (count: bigint): readonly LotRow[] =>
      Array.from({ length: Number(count) }, (_, n) => [day - 20n + BigInt(n), 1n, n === 0 ? 101n - count : 1n]);
    await setLots(w, w.bob, many(8n));
    expect(await lotsOf(w, w.bob)).to.deep.equal(many(8n));
    await expect(setLots(w, w.bob, many(9n)))
      .to.be.revertedWithCustomError(w.engine, "LotsAboveMost")
      .withArgs(9, 8);
    await setLots(w, w.carol, []);
    expect(await lotsOf(w, w.carol)).to.deep.equal([]);
  });

  it("error: LotsNotHolding, one unit too few or too many, over all wallets of the investor", async () => {
    const { w, day } = await kept();
    for (const [wallet, investor, units, holding] of [
      [w.alice, 1, 99n, 100n],
      [w.alice, 1, 101n, 100n],
      [w.alice, 1, 60n, 100n],
      [w.bob, 2, 99n, 100n],
      [w.bob, 2, 101n, 100n],
      [w.carol, 3, 1n, 0n],
    ] as const) {
      await expect(setLots(w, wallet, [[day, 1n, units]]))
        .to.be.revertedWithCustomError(w.engine, "LotsNotHolding")
        .withArgs(w.at.token, investor, units, holding);
    }
    await expect(setLots(w, w.bob, []), "of nothing").to.be.revertedWithCustomError(w.engine, "LotsNotHolding");
  });

  it("behavior: from the first second of a day, in UTC, its lots may be brought", async () => {
    const { w, day } = await kept();
    await w.networkHelpers.time.increaseTo((day + 2n) * 86_400n - 1n);
    await setLots(w, w.bob, [[day + 2n, 1n, 100n]]);
    expect(await lotsOf(w, w.bob)).to.deep.equal([[day + 2n, 1n, 100n]]);
  });

  it("error: LotInvalid: no units, an unknown origin, a day to come, another order, bits above", async () => {
    const { w, day } = await kept();
    const old: LotRow = [day - 9n, 1n, 50n];
    for (const [index, rows] of [
      [0, [[day, 1n, 0n]]],
      [0, [[day, 7n, 100n]]],
      [0, [[day + 1n, 1n, 100n]]],
      [1, [old, old]],
      [1, [old, [day - 10n, 6n, 50n]]],
      [1, [old, [day - 9n, 0n, 50n]]],
    ] as const) {
      await expect(setLots(w, w.bob, rows as readonly LotRow[]))
        .to.be.revertedWithCustomError(w.engine, "LotInvalid")
        .withArgs(index, lotWord(rows[index] as LotRow));
    }
    const agent = w.engine.connect(w.agent);
    for (const bit of [131n, 200n, 255n]) {
      const word = lotWord([day, 1n, 100n]) | (1n << bit);
      await expect(agent.setLots(w.at.token, w.bob.address, [word], INSTRUMENT))
        .to.be.revertedWithCustomError(w.engine, "LotInvalid")
        .withArgs(0, word);
    }
    await setLots(w, w.bob, [old, [day, 0n, 50n]]);
  });

  it("error: EvidenceMissing, WalletNotRecorded, LotsNotKept, and TokenUnknown", async () => {
    const { w, day } = await kept();
    const rows: readonly LotRow[] = [[day, 1n, 100n]];
    await expect(setLots(w, w.bob, rows, ZeroHash)).to.be.revertedWithCustomError(w.engine, "EvidenceMissing");
    await expect(w.engine.connect(w.agent).setLots(w.at.token, someWallet(0), rows.map(lotWord), INSTRUMENT))
      .to.be.revertedWithCustomError(w.engine, "WalletNotRecorded")
      .withArgs(w.registry, someWallet(0));
    const further = await admitFurther(w, await w.ethers.deployContract("MuteToken", [w.at.surfaces]));
    await expect(w.engine.connect(w.agent).setLots(further, w.bob.address, [], INSTRUMENT))
      .to.be.revertedWithCustomError(w.engine, "LotsNotKept")
      .withArgs(further);
    await expect(w.engine.connect(w.agent).setLots(w.stranger.address, w.bob.address, [], INSTRUMENT))
      .to.be.revertedWithCustomError(w.engine, "TokenUnknown")
      .withArgs(w.stranger.address);
  });

  it("error: HoldingUnreadable, from a token that does not answer for one of the wallets", async () => {
    const w = await fresh();
    const token = await w.ethers.deployContract("MuteToken", [w.at.surfaces]);
    const at = await admitFurther(w, token);
    const { id, bytes } = someProgram([LOTS_RULE], [], TERMS);
    await w.engine.publish(bytes);
    await w.engine.connect(w.author).schedule(at, id, (await w.now()) + 2n * NOTICE);
    await token.mint(w.alice.address, 5n);
    await token.mute(false, w.alice2.address);
    const set = () => w.engine.connect(w.agent).setLots(at, w.alice.address, [lotWord([1n, 1n, 5n])], INSTRUMENT);
    await expect(set()).to.be.revertedWithCustomError(w.engine, "HoldingUnreadable").withArgs(at, w.alice2.address);
    expect(await w.engine.lotsOf(at, w.alice.address), "what is written takes no answer").to.have.lengthOf(1);
    const { readable } = await w.engine.facts({
      ...asMovement(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 1n }),
      token: at,
    });
    expect(readable, "facts say so, and revert not").to.equal(false);
    await token.mute(false, w.ethers.ZeroAddress);
    await set();
  });

  it("behavior: a token that lies about balances spoils its own lots alone, and views answer", async () => {
    const w = await fresh();
    await w.enforce([LOTS_RULE], [], TERMS);
    await make(w, { kind: "mint", to: w.bob, amount: 10n });
    const honest = await lotsOf(w, w.bob);
    const liar = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    const at = await liar.getAddress();
    await w.engine.connect(w.admin).admit(w.registry, at, w.at.manager, NOTICE);
    const from = (await w.now()) + 60n;
    await w.engine.connect(w.author).schedule(at, someProgram([LOTS_RULE], [], TERMS).id, from);
    await w.networkHelpers.time.increaseTo(from);
    const most = 2n ** 112n - 1n;
    // Five times as many units as there can be, then more out than came in.
    for (let n = 0; n < 5; n++) await liar.report(1, w.ethers.ZeroAddress, w.bob.address, most, 0n, 0n);
    await liar.answerWith(0, most);
    for (const amount of [0n, 1n, most]) {
      const movement = { kind: 0, token: at, spender: w.ethers.ZeroAddress, amount };
      const parties = { from: w.bob.address, to: w.carol.address };
      const [answer] = await w.engine.checkMany([{ ...movement, ...parties }]);
      expect(answer!.program).not.to.equal(w.ethers.ZeroAddress);
      await w.engine.explain({ ...movement, ...parties });
      await w.engine.facts({ ...movement, ...parties });
      await w.engine.lotsOf(at, w.bob.address);
    }
    await liar.report(2, w.bob.address, w.ethers.ZeroAddress, most, most, 0n).catch(() => undefined);
    expect(await lotsOf(w, w.bob)).to.deep.equal(honest);
    expect(await w.engine.tranches(w.at.token)).to.equal(0n);
  });
});

describe("a tranche that a transfer agent closes", () => {
  const fresh = freshWalks();

  it("error: LotsNotKept, OriginUnknown, DayNotCome and EvidenceMissing", async () => {
    const w = await fresh();
    const agent = w.engine.connect(w.agent);
    const day = await today(w);
    // A tranche of a token that keeps no lots would not be reopened by what is sold of it.
    await expect(agent.closeTranche(w.at.token, 6, day, INSTRUMENT))
      .to.be.revertedWithCustomError(w.engine, "LotsNotKept")
      .withArgs(w.at.token);
    await w.enforce([LOTS_RULE], [], TERMS);
    const now = await today(w);
    await expect(agent.closeTranche(w.at.token, 7, now, INSTRUMENT))
      .to.be.revertedWithCustomError(w.engine, "OriginUnknown")
      .withArgs(7, 6);
    for (const late of [now + 1n, 2n ** 16n, 2n ** 32n, 2n ** 256n - 1n]) {
      await expect(agent.closeTranche(w.at.token, 6, late, INSTRUMENT))
        .to.be.revertedWithCustomError(w.engine, "DayNotCome")
        .withArgs(late, now);
    }
    await expect(agent.closeTranche(w.at.token, 6, now, ZeroHash)).to.be.revertedWithCustomError(
      w.engine,
      "EvidenceMissing",
    );
  });

  it("behavior: each origin has its day, and a sale reopens its own", async () => {
    const w = await fresh();
    const agent = w.engine.connect(w.agent);
    await make(w, { kind: "mint", to: w.alice, amount: 5n });
    await w.enforce([LOTS_RULE], [], TERMS);
    for (let origin = 0; origin < 7; origin++) {
      await agent.closeTranche(w.at.token, origin, 20_000n + BigInt(origin), INSTRUMENT);
    }
    const word = await w.engine.tranches(w.at.token);
    for (let origin = 0n; origin < 8n; origin++) {
      expect((word >> (32n * origin)) & 0xffff_ffffn).to.equal(origin < 7n ? 20_000n + origin : 0n);
    }
    await agent.closeTranche(w.at.token, 3, 0n, INSTRUMENT);
    expect(((await w.engine.tranches(w.at.token)) >> 96n) & 0xffff_ffffn).to.equal(0n);
    // The program is not in force yet, and nothing says of which origin a sale is: it is of origin 0.
    for (const origin of [0, 1]) {
      await expect(make(w, { kind: "mint", to: w.alice, amount: 5n }))
        .to.emit(w.engine, "TrancheReopened")
        .withArgs(w.at.token, origin);
      await agent.completeLots(w.at.token).catch(() => undefined);
    }
  });
});
