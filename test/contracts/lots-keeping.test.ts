import { expect } from "chai";
import fc from "fast-check";
import { readFacts } from "../../sdk/check/index.js";
import { bookkeeping } from "../../sdk/program/index.js";
import { type Movement } from "../../sdk/verdict/index.js";
import { type Attempt, asMovement, expectAllowed, INSTRUMENT, make } from "../fixtures/attempt.js";
import { ISSUER, LOTS_RULE, type LotRow, lotsOf, NOT_AFFILIATE, onDay, setLots } from "../fixtures/lots.js";
import { scheduleLots, setStatuses, TERMS, today } from "../fixtures/lots.js";
import { freshWalks, type Walk } from "../fixtures/walk.js";

/** An empty program with terms: it refuses nothing, and says who keeps the clock. */
const OPEN_RULE = { ...LOTS_RULE, movements: 1 << 2, limit: 1n << 5n } as const;

describe("the lots that a token keeps", () => {
  const fresh = freshWalks();
  const metered = async (): Promise<Walk> => {
    const w = await fresh();
    await w.enforce([OPEN_RULE], [], TERMS);
    return w;
  };
  const mint = (w: Walk, to: Attempt["to"], amount: bigint) => make(w, { kind: "mint", to: to!, amount });
  const transfer = (w: Walk, from: Attempt["from"], to: Attempt["to"], amount: bigint) =>
    make(w, { kind: "transfer", from: from!, to: to!, amount });

  it("default: a mint begins a lot of the receiver's lane; the same day again adds to it", async () => {
    const w = await metered();
    await onDay(w, (await today(w)) + 1n);
    const day = await today(w);
    await mint(w, w.alice, 10n);
    await mint(w, w.bob, 20n);
    await mint(w, w.carol, 30n);
    await mint(w, w.alice, 5n);
    expect(await lotsOf(w, w.alice)).to.deep.equal([[day, 1n, 15n]]);
    expect(await lotsOf(w, w.bob)).to.deep.equal([[day, 6n, 20n]]);
    expect(await lotsOf(w, w.carol)).to.deep.equal([[day, 0n, 30n]]);
  });

  it("default: who is no affiliate passes the clock on, an affiliate starts it anew, the issuer begins a lot", async () => {
    const w = await metered();
    const day = (await today(w)) + 1n;
    await onDay(w, day);
    await mint(w, w.alice, 100n);
    await onDay(w, day + 10n);
    await transfer(w, w.alice, w.bob, 10n);
    expect(await lotsOf(w, w.bob), "nobody has shown that alice is no affiliate").to.deep.equal([[day + 10n, 1n, 10n]]);
    await setStatuses(w, w.alice, NOT_AFFILIATE);
    await onDay(w, day + 20n);
    await transfer(w, w.alice, w.bob, 20n);
    expect(await lotsOf(w, w.bob)).to.deep.equal([
      [day, 1n, 20n],
      [day + 10n, 1n, 10n],
    ]);
    await setStatuses(w, w.alice, NOT_AFFILIATE + ISSUER);
    await transfer(w, w.alice, w.bob, 30n);
    expect(await lotsOf(w, w.bob)).to.deep.equal([
      [day, 1n, 20n],
      [day + 10n, 1n, 10n],
      [day + 20n, 6n, 30n],
    ]);
    expect(await lotsOf(w, w.alice)).to.deep.equal([[day, 1n, 40n]]);
  });

  it("behavior: an order keeps them, a burn takes the oldest, a movement of nothing and one to oneself change nothing", async () => {
    const w = await metered();
    const day = (await today(w)) + 1n;
    await onDay(w, day);
    await mint(w, w.alice, 10n);
    await onDay(w, day + 1n);
    await mint(w, w.alice, 10n);
    await onDay(w, day + 9n);
    await make(w, { kind: "forced", from: w.alice, to: w.bob, amount: 13n });
    expect(await lotsOf(w, w.bob)).to.deep.equal([
      [day, 1n, 10n],
      [day + 1n, 1n, 3n],
    ]);
    await make(w, { kind: "burn", from: w.bob, amount: 11n });
    expect(await lotsOf(w, w.bob)).to.deep.equal([[day + 1n, 1n, 2n]]);
    await transfer(w, w.bob, w.carol, 0n);
    await transfer(w, w.bob, w.bob, 2n);
    expect(await lotsOf(w, w.bob)).to.deep.equal([[day + 1n, 1n, 2n]]);
    expect(await lotsOf(w, w.carol)).to.deep.equal([]);
    await make(w, { kind: "burn", from: w.bob, amount: 2n });
    expect(await lotsOf(w, w.bob)).to.deep.equal([]);
  });

  it("behavior: two wallets of one person have one ledger, and moving between them is no acquisition", async () => {
    const w = await metered();
    const day = (await today(w)) + 1n;
    await onDay(w, day);
    await mint(w, w.alice, 10n);
    await onDay(w, day + 5n);
    await mint(w, w.alice2, 10n);
    const both: readonly LotRow[] = [
      [day, 1n, 10n],
      [day + 5n, 1n, 10n],
    ];
    for (const wallet of [w.alice, w.alice2]) expect(await lotsOf(w, wallet)).to.deep.equal(both);
    await onDay(w, day + 9n);
    await transfer(w, w.alice, w.alice2, 10n);
    await make(w, { kind: "forced", from: w.alice2, to: w.alice, amount: 1n });
    expect(await lotsOf(w, w.alice)).to.deep.equal(both);
    await transfer(w, w.alice2, w.bob, 12n);
    expect(await lotsOf(w, w.alice), "the oldest went, whichever wallet had them").to.deep.equal([[day + 5n, 1n, 8n]]);
  });

  it("behavior: what was held before, over all wallets, is one lot of the day on which the keeping began", async () => {
    const w = await fresh();
    await mint(w, w.alice, 60n);
    await mint(w, w.alice2, 40n);
    await mint(w, w.bob, 30n);
    await scheduleLots(w, [OPEN_RULE]);
    const day = await today(w);
    expect(await lotsOf(w, w.alice2)).to.deep.equal([[day, 0n, 100n]]);
    expect(await lotsOf(w, w.carol)).to.deep.equal([]);
    await onDay(w, day + 40n);
    // First touched as receiver in one wallet, then as sender out of the other.
    await transfer(w, w.bob, w.alice2, 5n);
    expect(await lotsOf(w, w.alice)).to.deep.equal([
      [day, 0n, 100n],
      [day + 40n, 0n, 5n],
    ]);
    await transfer(w, w.alice, w.carol, 60n);
    expect(await lotsOf(w, w.alice)).to.deep.equal([
      [day, 0n, 40n],
      [day + 40n, 0n, 5n],
    ]);
    expect(await lotsOf(w, w.bob)).to.deep.equal([[day, 0n, 25n]]);
  });

  it("behavior: the first touch may be an exit of everything, and whoever comes back begins anew", async () => {
    const w = await fresh();
    await mint(w, w.bob, 30n);
    await scheduleLots(w, [OPEN_RULE]);
    const day = await today(w);
    await onDay(w, day + 3n);
    await transfer(w, w.bob, w.carol, 30n);
    expect(await lotsOf(w, w.bob)).to.deep.equal([]);
    expect(await lotsOf(w, w.carol)).to.deep.equal([[day + 3n, 0n, 30n]]);
    await transfer(w, w.carol, w.bob, 1n);
    expect(await lotsOf(w, w.bob)).to.deep.equal([[day + 3n, 0n, 1n]]);
  });

  it("behavior: nine kinds of lots fold into eight, never into an earlier day", async () => {
    const w = await metered();
    const day = (await today(w)) + 1n;
    await setStatuses(w, w.alice, NOT_AFFILIATE);
    for (let n = 0n; n < 8n; n++) {
      await onDay(w, day + n);
      await mint(w, w.alice, n === 3n ? 2n : 10n);
    }
    expect((await lotsOf(w, w.alice)).length).to.equal(8);
    await onDay(w, day + 8n);
    await mint(w, w.bob, 7n);
    await transfer(w, w.alice, w.bob, 72n);
    const expected = Array.from({ length: 8 }, (_, n): LotRow => [day + BigInt(n), 1n, 10n]);
    // 2 units of the fourth day moved by one day cost least.
    expect(await lotsOf(w, w.bob)).to.deep.equal([
      ...expected.slice(0, 3),
      [day + 4n, 1n, 12n],
      ...expected.slice(5),
      [day + 8n, 6n, 7n],
    ]);
    expect(await lotsOf(w, w.alice)).to.deep.equal([]);
  });

  it("behavior: after unbinding and enrolling again it is another investor, with no lots", async () => {
    const w = await metered();
    await mint(w, w.bob, 7n);
    await transfer(w, w.bob, w.carol, 7n);
    await w.engine.connect(w.registrar).unbind(w.registry, w.bob.address, []);
    expect(await lotsOf(w, w.bob), "nobody").to.deep.equal([]);
    const facts = { ...{ country: 276, region: 0, lane: 5, statuses: 0, states: 0 }, kycUntil: 1n, statusUntil: 1n };
    await w.engine.connect(w.registrar).enrol(w.registry, { wallets: [w.bob.address], facts });
    expect(await lotsOf(w, w.bob)).to.deep.equal([]);
    await transfer(w, w.carol, w.bob, 2n);
    expect(await lotsOf(w, w.bob)).to.deep.equal([[await today(w), 6n, 2n]]);
  });

  it("behavior: a further wallet of an investor has its lots, and unbinding one leaves them to the others", async () => {
    const w = await metered();
    await mint(w, w.alice, 7n);
    const lots = await lotsOf(w, w.alice);
    await w.engine.connect(w.registrar).bind(w.registry, w.alice.address, w.stranger.address);
    expect(await lotsOf(w, w.stranger)).to.deep.equal(lots);
    await transfer(w, w.alice, w.stranger, 7n);
    await w.engine.connect(w.registrar).unbind(w.registry, w.alice.address, [w.at.token]);
    await w.engine.connect(w.registrar).unbind(w.registry, w.alice2.address, [w.at.token]);
    expect(await lotsOf(w, w.stranger)).to.deep.equal(lots);
    expect(await lotsOf(w, w.alice)).to.deep.equal([]);
  });

  it("behavior: only what moves must be old: the oldest may go while younger ones stay", async () => {
    const w = await fresh();
    await w.enforce([LOTS_RULE], [], TERMS);
    const day = (await today(w)) + 1n;
    await onDay(w, day);
    await mint(w, w.alice, 10n);
    await onDay(w, day + 190n);
    await mint(w, w.alice, 10n);
    const limit = BigInt(Date.UTC(1970, 0, 1 + Number(day) + 190) / 1000);
    const late = new Date(Number(limit) * 1000);
    const ends = BigInt(Date.UTC(late.getUTCFullYear(), late.getUTCMonth() + 6, late.getUTCDate() + 1) / 1000);
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 9n });
    const { first, allowed } = await w.engine.check(
      asMovement(w, { kind: "transfer", from: w.alice2, to: w.bob, amount: 2n }),
    );
    expect(allowed, "alice2 has no units of her own").to.be.false;
    expect(first.reason).to.equal(w.reasons.interface.getError("UnitsNotFree")?.selector);
    await w.networkHelpers.time.setNextBlockTimestamp((day + 191n) * 86_400n);
    await expect(transfer(w, w.alice, w.bob, 2n))
      .to.be.revertedWithCustomError(w.reasons, "UnitsTooYoung")
      .withArgs(0, 1, (day + 191n) * 86_400n, ends);
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 1n });
  });

  it("behavior: an open tranche bars, a closed one opens in time, a further sale closes the way again", async () => {
    const w = await fresh();
    const rule = { kind: "trancheClosedSince", side: "sender", window: 0, limit: 1n << 1n } as const;
    await w.enforce([rule], [], TERMS);
    await mint(w, w.alice, 10n);
    await mint(w, w.bob, 10n);
    const sale = { kind: "transfer", from: w.alice, to: w.carol, amount: 1n } as const;
    const { first } = await w.engine.check(asMovement(w, sale));
    expect(first.limit, "never").to.equal(2n ** 48n - 1n);
    await expectAllowed(w, { ...sale, from: w.bob });
    const agent = w.engine.connect(w.agent);
    const day = await today(w);
    await expect(agent.closeTranche(w.at.token, 1, day, INSTRUMENT))
      .to.emit(w.engine, "TrancheClosed")
      .withArgs(w.at.token, 1, day, INSTRUMENT);
    expect(await w.engine.tranches(w.at.token)).to.equal(day << 32n);
    expect((await w.engine.check(asMovement(w, sale))).first.limit).to.equal((day + 1n) * 86_400n);
    await onDay(w, day + 1n);
    await expectAllowed(w, sale);
    await expect(mint(w, w.bob, 1n), "of another origin").not.to.emit(w.engine, "TrancheReopened");
    await expect(mint(w, w.alice, 1n))
      .to.emit(w.engine, "TrancheReopened")
      .withArgs(w.at.token, 1);
    expect(await w.engine.tranches(w.at.token)).to.equal(0n);
    expect((await w.engine.check(asMovement(w, sale))).allowed).to.be.false;
    await agent.closeTranche(w.at.token, 1, day, INSTRUMENT);
    await expectAllowed(w, sale);
    await agent.closeTranche(w.at.token, 1, 0n, INSTRUMENT);
    expect((await w.engine.check(asMovement(w, sale))).allowed, "taken back").to.be.false;
  });

  it("behavior: a resale by a holder reopens nothing; one out of the issuer's inventory does", async () => {
    const w = await metered();
    await mint(w, w.alice, 10n);
    await w.engine.connect(w.agent).closeTranche(w.at.token, 6, await today(w), INSTRUMENT);
    await expect(transfer(w, w.alice, w.bob, 1n)).not.to.emit(w.engine, "TrancheReopened");
    await expect(make(w, { kind: "forced", from: w.alice, to: w.bob, amount: 1n })).not.to.emit(
      w.engine,
      "TrancheReopened",
    );
    await setStatuses(w, w.alice, ISSUER);
    for (const kind of ["transfer", "transmission", "forced"] as const) {
      await w.engine.connect(w.agent).closeTranche(w.at.token, 6, await today(w), INSTRUMENT);
      await expect(make(w, { kind, from: w.alice, to: w.bob, amount: 1n }))
        .to.emit(w.engine, "TrancheReopened")
        .withArgs(w.at.token, 6);
    }
  });

  it("behavior: after any movements lots make up holdings, and are what the SDK predicts", async () => {
    const w = await metered();
    await setStatuses(w, w.bob, NOT_AFFILIATE);
    await setStatuses(w, w.carol, ISSUER);
    const wallets = [w.alice, w.alice2, w.bob, w.carol];
    const start = await w.networkHelpers.takeSnapshot();
    const index = (most: number) => fc.integer({ min: 0, max: most });
    const step = fc.record({ from: index(4), to: index(4), all: fc.boolean(), forced: fc.boolean(), days: index(40) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
        await start.restore();
        for (const { from, to, all, forced, days } of steps) {
          const [sender, receiver] = [wallets[from], wallets[to]];
          if (from === to) continue;
          if (days > 0) await onDay(w, (await today(w)) + BigInt(days));
          const has = sender === undefined ? 10n : await w.token.balanceOf(sender.address);
          const kind = sender === undefined ? "mint" : receiver === undefined ? "burn" : forced ? "forced" : "transfer";
          const attempt = { kind, from: sender, to: receiver, amount: all ? has : has / 3n } as Attempt;
          const movement = { ...asMovement(w, attempt), kind } as unknown as Movement;
          const reader = w.connection.provider as Parameters<typeof readFacts>[0];
          const before = await readFacts(reader, movement);
          const after = bookkeeping(before.program!, before.facts, movement, true);
          await make(w, attempt);
          const { found } = await w.engine.facts(asMovement(w, attempt));
          expect([[...found.senderLots], [...found.receiverLots], found.tranches]).to.deep.equal([
            after.senderLots,
            after.receiverLots,
            after.tranches,
          ]);
        }
        for (const [wallet, others] of [
          [w.alice, [w.alice2]],
          [w.bob, []],
          [w.carol, []],
        ] as const) {
          const balances = await Promise.all([wallet, ...others].map(({ address }) => w.token.balanceOf(address)));
          const lots = await lotsOf(w, wallet);
          expect(lots.reduce((sum, [, , units]) => sum + units, 0n)).to.equal(balances.reduce((a, b) => a + b, 0n));
          expect(lots.length).to.be.at.most(8);
        }
      }),
      { numRuns: 12 },
    );
  });

  it("behavior: lots that were set are what moves next", async () => {
    const w = await fresh();
    await w.enforce([LOTS_RULE], [], TERMS);
    await mint(w, w.bob, 10n);
    const refusal = { reason: "UnitsTooYoung", rule: 0, subject: 2n };
    const day = await today(w);
    await setLots(w, w.bob, [
      [day - 400n, 2n, 4n],
      [day, 6n, 6n],
    ]);
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 4n });
    const { first } = await w.engine.check(asMovement(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 1n }));
    const measured = (await w.now()) + 10n;
    await w.networkHelpers.time.increaseTo(measured);
    await w.networkHelpers.time.setNextBlockTimestamp(measured + 1n);
    await expect(transfer(w, w.bob, w.carol, 1n))
      .to.be.revertedWithCustomError(w.reasons, refusal.reason)
      .withArgs(refusal.rule, refusal.subject, measured + 1n, first.limit);
  });
});
