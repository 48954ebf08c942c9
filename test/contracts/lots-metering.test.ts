import { expect } from "chai";
import { asMovement, expectAllowed, make } from "../fixtures/attempt.js";
import { admitFurther } from "../fixtures/further.js";
import { ALL_ORIGINS, LOTS_RULE, lotsOf, onDay, scheduleLots, TERMS, today } from "../fixtures/lots.js";
import { someProgram } from "../fixtures/rules.js";
import { DAY, freshWalks, NOTICE, type Walk } from "../fixtures/walk.js";

describe("when a token begins to keep lots", () => {
  const fresh = freshWalks();
  const metering = async (w: Walk) => [...(await w.engine.metering(w.at.token))];
  const current = async (w: Walk) => (await w.engine.programsOf(w.at.token)).current;
  const addressOf = (w: Walk, rules: Parameters<typeof someProgram>[0], lots?: Parameters<typeof someProgram>[2]) =>
    w.engine.programAddress(someProgram(rules, [], lots).id);
  const complete = (w: Walk) => w.engine.connect(w.agent).completeLots(w.at.token);
  const sale = (w: Walk) => ({ kind: "transfer", from: w.alice, to: w.bob, amount: 10n }) as const;

  /** Alice holds 60 and 40 units in two wallets, bob 100, from before. */
  async function held(): Promise<Walk> {
    const w = await fresh();
    for (const [to, amount] of [
      [w.alice, 60n],
      [w.alice2, 40n],
      [w.bob, 100n],
    ] as const)
      await make(w, { kind: "mint", to, amount });
    return w;
  }

  it("default: at once, if nobody holds: the program takes effect at its time, without settle", async () => {
    const w = await fresh();
    const { id, bytes } = someProgram([LOTS_RULE], [], TERMS);
    await w.engine.publish(bytes);
    const from = (await w.now()) + NOTICE + 60n;
    const day = ((await w.now()) + 1n) / DAY;
    await expect(w.engine.connect(w.author).schedule(w.at.token, id, from))
      .to.emit(w.engine, "MeteringStarted")
      .withArgs(w.at.token, day, true);
    expect(await metering(w)).to.deep.equal([day, true, false]);
    await make(w, { kind: "mint", to: w.alice, amount: 10n });
    await w.networkHelpers.time.increaseTo(from - 1n);
    expect(await current(w)).to.equal(await addressOf(w, []));
    await w.networkHelpers.time.increaseTo(from);
    expect(await current(w)).to.equal(await addressOf(w, [LOTS_RULE], TERMS));
    expect((await w.engine.check(asMovement(w, sale(w)))).allowed, "bought a day ago").to.be.false;
  });

  it("default: where somebody holds, the program is not in force before the lots are complete, whenever that is", async () => {
    const w = await held();
    const from = await scheduleLots(w, [LOTS_RULE]);
    const [day] = await metering(w);
    expect(await metering(w)).to.deep.equal([day, false, true]);
    await w.networkHelpers.time.increaseTo(from + 5n * DAY);
    await w.engine.settle(w.at.token);
    expect(await current(w), "nothing was settled").to.equal(await addressOf(w, []));
    expect((await w.engine.programsOf(w.at.token)).nextFrom).to.equal(from);
    await expectAllowed(w, sale(w));
    await expect(complete(w)).to.emit(w.engine, "LotsCompleted").withArgs(w.at.token, w.agent.address);
    expect(await metering(w)).to.deep.equal([day, true, false]);
    expect(await current(w), "in force by time, and its time has passed").to.equal(
      await addressOf(w, [LOTS_RULE], TERMS),
    );
    expect((await w.engine.check(asMovement(w, sale(w)))).allowed).to.be.false;
    await expect(w.engine.settle(w.at.token)).to.emit(w.engine, "ProgramSettled");
    expect(await current(w)).to.equal(await addressOf(w, [LOTS_RULE], TERMS));
  });

  it("behavior: completed before its time, it takes effect at its time", async () => {
    const w = await held();
    const from = await scheduleLots(w, [LOTS_RULE]);
    await complete(w);
    await w.networkHelpers.time.increaseTo(from - 1n);
    expect(await current(w)).to.equal(await addressOf(w, []));
    await w.networkHelpers.time.increaseTo(from);
    expect(await current(w)).to.equal(await addressOf(w, [LOTS_RULE], TERMS));
  });

  it("behavior: one that counts groups, too, still waits for settle", async () => {
    const w = await held();
    const group = { kind: "mostHolders", modes: 8, countrySet: { set: 0, outside: false }, limit: 9n } as const;
    const from = await scheduleLots(w, [LOTS_RULE, group], [[276]]);
    await complete(w);
    expect((await metering(w))[2]).to.equal(true);
    await w.networkHelpers.time.increaseTo(from);
    expect(await current(w)).to.equal(await addressOf(w, []));
    await w.engine.settle(w.at.token);
    expect(await current(w)).to.equal(
      await w.engine.programAddress(someProgram([LOTS_RULE, group], [[276]], TERMS).id),
    );
    expect((await metering(w))[2]).to.equal(false);
  });

  it("error: LotsNotKept and LotsAlreadyComplete", async () => {
    const w = await held();
    await expect(complete(w)).to.be.revertedWithCustomError(w.engine, "LotsNotKept").withArgs(w.at.token);
    await scheduleLots(w, [LOTS_RULE]);
    await complete(w);
    await expect(complete(w)).to.be.revertedWithCustomError(w.engine, "LotsAlreadyComplete").withArgs(w.at.token);
  });

  it("behavior: from the schedule on, movements keep lots, of origin 0 until the program is in force", async () => {
    const w = await held();
    const from = await scheduleLots(w, [LOTS_RULE]);
    const begun = await today(w);
    await make(w, { kind: "mint", to: w.carol, amount: 5n });
    const bought = await today(w);
    expect(await lotsOf(w, w.carol)).to.deep.equal([[bought, 0n, 5n]]);
    await complete(w);
    await w.networkHelpers.time.increaseTo(from + DAY);
    await make(w, { kind: "mint", to: w.alice, amount: 7n });
    expect(await lotsOf(w, w.alice)).to.deep.equal([
      [begun, 0n, 100n],
      [await today(w), 1n, 7n],
    ]);
  });

  it("behavior: cancelled while it waits, also after its time; the keeping goes on, from the same day", async () => {
    const w = await held();
    const from = await scheduleLots(w, [LOTS_RULE]);
    const [day] = await metering(w);
    await w.networkHelpers.time.increaseTo(from + 3n * DAY);
    await expect(w.engine.connect(w.guardian).cancel(w.at.token)).to.emit(w.engine, "ProgramCancelled");
    expect(await metering(w)).to.deep.equal([day, false, false]);
    expect(await current(w)).to.equal(await addressOf(w, []));
    await make(w, sale(w));
    expect(await lotsOf(w, w.bob)).to.deep.equal([
      [day, 0n, 100n],
      [await today(w), 0n, 10n],
    ]);
    await complete(w);
    const again = await scheduleLots(w, [LOTS_RULE]);
    expect(await metering(w)).to.deep.equal([day, true, false]);
    await w.networkHelpers.time.increaseTo(again);
    expect(await current(w)).to.equal(await addressOf(w, [LOTS_RULE], TERMS));
  });

  it("error: NothingScheduled, once it is complete and its time has come; ProgramWaiting, for another before", async () => {
    const w = await held();
    const from = await scheduleLots(w, [LOTS_RULE]);
    await w.networkHelpers.time.increaseTo(from + DAY);
    const other = someProgram([]);
    const later = (await w.now()) + 9n * DAY;
    await expect(w.engine.connect(w.author).schedule(w.at.token, other.id, later))
      .to.be.revertedWithCustomError(w.engine, "ProgramWaiting")
      .withArgs(w.at.token, from);
    await complete(w);
    await expect(w.engine.connect(w.guardian).cancel(w.at.token)).to.be.revertedWithCustomError(
      w.engine,
      "NothingScheduled",
    );
    await w.engine.connect(w.author).schedule(w.at.token, other.id, later);
    expect(await current(w), "settled on the way").to.equal(await addressOf(w, [LOTS_RULE], TERMS));
  });

  it("behavior: programs come and go, lots stay: what is sold under one without terms starts anew, of the same origin", async () => {
    const w = await fresh();
    await w.enforce([LOTS_RULE], [], TERMS);
    await make(w, { kind: "mint", to: w.alice, amount: 10n });
    const bought = await today(w);
    await w.enforce([]);
    await make(w, { ...sale(w), amount: 4n });
    const sold = await today(w);
    expect(await lotsOf(w, w.alice)).to.deep.equal([[bought, 1n, 6n]]);
    expect(await lotsOf(w, w.bob)).to.deep.equal([[sold, 1n, 4n]]);
    await w.enforce([LOTS_RULE], [], TERMS);
    expect(await lotsOf(w, w.alice)).to.deep.equal([[bought, 1n, 6n]]);
    expect((await metering(w)).slice(1)).to.deep.equal([true, false]);
    await onDay(w, bought + 200n);
    await expectAllowed(w, { ...sale(w), amount: 6n });
  });

  it("error: SupplyUnreadable, from a token that does not say whether anybody holds", async () => {
    const w = await fresh();
    const token = await w.ethers.deployContract("MuteToken", [w.at.surfaces]);
    const at = await admitFurther(w, token);
    const { id, bytes } = someProgram([LOTS_RULE], [], TERMS);
    await w.engine.publish(bytes);
    await token.mute(true, w.ethers.ZeroAddress);
    const schedule = async () => w.engine.connect(w.author).schedule(at, id, (await w.now()) + 2n * NOTICE);
    await expect(schedule()).to.be.revertedWithCustomError(w.engine, "SupplyUnreadable").withArgs(at);
    expect((await w.engine.metering(at)).startDay).to.equal(0n);
    await token.mute(false, w.ethers.ZeroAddress);
    await schedule();
    expect((await w.engine.metering(at)).complete).to.equal(true);
  });

  it("behavior: a token that keeps none shows none, and its facts have none", async () => {
    const w = await held();
    expect(await metering(w)).to.deep.equal([0n, false, false]);
    expect(await lotsOf(w, w.alice)).to.deep.equal([]);
    const { found } = await w.engine.facts(asMovement(w, sale(w)));
    expect([found.senderLots.length, found.receiverLots.length]).to.deep.equal([0, 0]);
  });

  it("behavior: six months of a lot end when the day after begins", async () => {
    const w = await fresh();
    await w.enforce([{ ...LOTS_RULE, limit: ALL_ORIGINS }], [], TERMS);
    // 31 August 2027: six months later is 29 February 2028, and the day after is 1 March.
    const august = BigInt(Date.UTC(2027, 7, 31) / 1000);
    const march = BigInt(Date.UTC(2028, 2, 1) / 1000);
    await w.networkHelpers.time.setNextBlockTimestamp(august);
    await make(w, { kind: "mint", to: w.alice, amount: 10n });
    await w.networkHelpers.time.increaseTo(march - 1n);
    const { first } = await w.engine.check(asMovement(w, sale(w)));
    expect([first.reason, first.rule, first.subject, first.measured, first.limit]).to.deep.equal([
      w.reasons.interface.getError("UnitsTooYoung")?.selector,
      ...[0n, 1n, march - 1n, march],
    ]);
    await w.networkHelpers.time.setNextBlockTimestamp(march);
    await make(w, sale(w));
    const measured = march + 60n;
    await w.networkHelpers.time.increaseTo(measured);
    // Alice's clock was not kept: bob has acquired on 1 March.
    const limit = BigInt(Date.UTC(2028, 8, 2) / 1000);
    const { allowed, first: again } = await w.engine.check(
      asMovement(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 10n }),
    );
    expect([allowed, again.subject, again.measured, again.limit]).to.deep.equal([false, 2n, measured, limit]);
  });
});
