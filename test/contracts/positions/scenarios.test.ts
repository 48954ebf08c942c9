import { expect } from "chai";
import { maxUint256 } from "viem";
import { MOVEMENTS } from "../../../sdk/kinds/index.js";
import { type SecurityToken } from "../../../types/index.js";
import { type Attempt, expectAllowed, expectRefused, make } from "../../fixtures/attempt.js";
import { admitFurther } from "../../fixtures/further.js";
import { enrol } from "../../fixtures/registers.js";
import {
  CONTRACT,
  DECEMBER,
  EVIDENCE,
  GRAPH,
  NO_LIMIT,
  type Positions,
  positionsOf,
  someMonth,
  type SomeProduct,
  someProduct,
  type SomeTerms,
  someTerms,
} from "../../fixtures/positions.js";
import { type SomeRule } from "../../fixtures/rules.js";
import { FACTS, freshWalks, type Walk } from "../../fixtures/walk.js";

const [ALICE, BOB, CAROL, STRANGER] = [1n, 2n, 3n, 4n];

type Booked = Walk & { readonly book: Positions["book"]; readonly rule: SomeRule };

describe("position limits, in scenarios", () => {
  const fresh = freshWalks();

  /** A book with one underlying and the walk's token in it, one unit a contract, under a rule that tells the book of every movement. */
  async function booked(terms: Partial<SomeTerms> = {}, product: Partial<SomeProduct> = {}): Promise<Booked> {
    const w = await bookOf(await fresh(), terms, product);
    await w.enforce([w.rule]);
    return w;
  }
  /** Before the rule is in force. */
  async function bookOf(w: Walk, terms: Partial<SomeTerms> = {}, product: Partial<SomeProduct> = {}): Promise<Booked> {
    const { book, at } = await positionsOf(w);
    await book.openUnderlying(EVIDENCE, someTerms({ allMonths: 100, ...terms }));
    await book.openProduct(w.at.token, someProduct(product));
    return { ...w, book, rule: { kind: "positionLimit", side: "token", limit: BigInt(at) } };
  }

  /** Another product of the same underlying, in which anybody may issue. */
  async function another(w: Booked, product: Partial<SomeProduct>): Promise<SecurityToken> {
    const token = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 0]);
    await w.book.openProduct(await admitFurther(w, token, [w.rule]), someProduct(product));
    return token;
  }
  const state = async (w: Booked, investor: bigint, aggregators: readonly bigint[]) =>
    w.book.stateAggregators([{ investor, aggregators: [...aggregators], asOf: await w.now(), graph: GRAPH }]);
  const issue = (w: Booked, to: Walk["alice"], amount: bigint): Attempt => ({ kind: "mint", to, amount });
  const above = (subject: bigint, contracts: bigint, limit = 100n) => ({
    ...{ reason: "PositionAboveLimit", rule: 0, subject },
    ...{ measured: contracts * CONTRACT, limit: limit * CONTRACT },
  });
  const long = async (w: Booked, investor: bigint) =>
    (await w.book.positionOf(1, DECEMBER, investor, 0)).allMonths.long;

  it("splitting a position over wallets does not help", async () => {
    const w = await booked();
    await expectAllowed(w, issue(w, w.alice, 60n));
    await expectAllowed(w, issue(w, w.alice2, 40n));
    await expectRefused(w, issue(w, w.alice2, 1n), above(ALICE, 101n));
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 60n });
    expect(await long(w, ALICE)).to.equal(100n * CONTRACT);
  });

  it("splitting a position over tokens does not help", async () => {
    const w = await booked();
    const other = await another(w, { month: 0, ratio: 500_000 });
    await expectAllowed(w, issue(w, w.bob, 60n));
    await other.connect(w.agent).mint(w.bob, 80n);
    await expectRefused(w, issue(w, w.bob, 1n), above(BOB, 101n));
    await expect(other.connect(w.agent).mint(w.bob, 1n)).to.be.revertedWithCustomError(w.reasons, "PositionAboveLimit");
  });

  it("splitting a position over controlled entities does not help", async () => {
    const w = await booked();
    await state(w, BOB, [ALICE]);
    await state(w, CAROL, [ALICE]);
    await expectAllowed(w, issue(w, w.bob, 60n));
    await expectAllowed(w, issue(w, w.carol, 40n));
    await expectRefused(w, issue(w, w.carol, 1n), above(ALICE, 101n));
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 60n });
    expect(await long(w, ALICE), "within one group nothing changes").to.equal(100n * CONTRACT);
  });

  it("an aggregator that also holds has its own units and theirs, counted once", async () => {
    const w = await booked();
    await state(w, BOB, [ALICE, CAROL]);
    await state(w, CAROL, [ALICE]);
    await expectAllowed(w, issue(w, w.bob, 30n));
    await expectAllowed(w, issue(w, w.carol, 30n));
    await expectAllowed(w, issue(w, w.alice, 40n));
    const { allMonths } = await w.book.positionOf(1, DECEMBER, ALICE, 0);
    expect([allMonths.ownLong, allMonths.attributedLong, allMonths.long]).to.deep.equal([
      ...[40n * CONTRACT, 60n * CONTRACT, 100n * CONTRACT],
    ]);
    expect(await long(w, CAROL), "her own and bob's").to.equal(60n * CONTRACT);
    await expectRefused(w, issue(w, w.alice, 1n), above(ALICE, 101n));
    await expectRefused(w, issue(w, w.bob, 1n), above(ALICE, 101n));
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 40n });
    await expectRefused(w, { kind: "mint", to: w.bob, amount: 1n }, above(ALICE, 101n));
  });

  it("an aggregator added while its entity holds counts from the next movement, or from a sync by anybody; removed, it no longer does", async () => {
    const w = await booked();
    await expectAllowed(w, issue(w, w.bob, 70n));
    await expectAllowed(w, issue(w, w.carol, 50n));
    await state(w, BOB, [CAROL]);
    expect(await long(w, CAROL), "nobody has synced").to.equal(50n * CONTRACT);
    await expect(w.book.connect(w.stranger).sync(w.at.token, [w.bob.address]))
      .to.emit(w.book, "PositionSynced")
      .withArgs(w.at.token, BOB, 70n, 70n, 1n);
    expect(await long(w, CAROL), "passively above the limit").to.equal(120n * CONTRACT);
    await expectRefused(w, issue(w, w.carol, 1n), above(CAROL, 121n));
    await expectAllowed(w, { kind: "burn", from: w.carol, amount: 20n });
    await state(w, BOB, []);
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 10n });
    expect(await long(w, CAROL), "bob has moved under the new closure").to.equal(30n * CONTRACT);
    await expectAllowed(w, issue(w, w.carol, 70n));
    await state(w, BOB, [CAROL]);
    await expectRefused(w, issue(w, w.bob, 1n), above(CAROL, 161n));
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 1n });
    expect(await long(w, CAROL)).to.equal(159n * CONTRACT);
  });

  it("a closure that was stated before its underlying was opened counts in it", async () => {
    const w = await fresh();
    const { book, at } = await positionsOf(w);
    await book.stateAggregators([{ investor: BOB, aggregators: [CAROL], asOf: await w.now(), graph: GRAPH }]);
    await book.openUnderlying(EVIDENCE, someTerms({ allMonths: 100 }));
    await book.openProduct(w.at.token, someProduct());
    const b: Booked = { ...w, book, rule: { kind: "positionLimit", side: "token", limit: BigInt(at) } };
    await w.enforce([b.rule]);
    await expectAllowed(b, issue(b, b.bob, 60n));
    await expectRefused(b, issue(b, b.carol, 41n), above(CAROL, 101n));
  });

  it("more owners than slots are refused, so that none is left out", async () => {
    const w = await booked();
    await expect(state(w, BOB, [3n, 4n, 5n, 6n, 7n]))
      .to.be.revertedWithCustomError(w.book, "AggregatorsAboveCapacity")
      .withArgs(BOB, 5n, 4n);
    await state(w, BOB, [3n, 4n, 5n, 6n]);
  });

  it("a spot-month step that begins while somebody is above it refuses increases, and no reduction", async () => {
    const w = await booked();
    const from = (await w.now()) + 1_000n;
    const steps = [60, 30, 20].map((limit, index) => ({ from: from + BigInt(index) * 1_000n, limit }));
    await w.book.setMonthLimits(1, DECEMBER, someMonth({ steps }));
    await expectAllowed(w, issue(w, w.bob, 90n));
    await w.networkHelpers.time.setNextBlockTimestamp(from - 1n);
    await make(w, issue(w, w.bob, 1n));
    await w.networkHelpers.time.increaseTo(from);
    await expectRefused(w, issue(w, w.bob, 1n), above(BOB, 92n, 60n));
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 20n });
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 10n });
    await expectRefused(w, issue(w, w.bob, 1n), above(BOB, 62n, 60n));
    await w.networkHelpers.time.increaseTo(from + 1_000n);
    await expectRefused(w, issue(w, w.carol, 11n), above(CAROL, 31n, 30n));
    await expectAllowed(w, issue(w, w.carol, 10n));
    await w.networkHelpers.time.increaseTo(from + 2_000n);
    await expectRefused(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 1n }, above(CAROL, 31n, 20n));
    await expectAllowed(w, { kind: "burn", from: w.carol, amount: 30n });
  });

  it("a hedge exemption that expires in the middle leaves what is there, and lets nothing more in", async () => {
    const w = await booked();
    const until = (await w.now()) + 10_000n;
    await w.book.exempt(1, BOB, false, 50, until, EVIDENCE);
    await expectAllowed(w, issue(w, w.bob, 150n));
    await expectRefused(w, issue(w, w.bob, 1n), above(BOB, 151n, 150n));
    await w.networkHelpers.time.setNextBlockTimestamp(until - 1n);
    await make(w, { kind: "burn", from: w.bob, amount: 1n });
    await w.networkHelpers.time.increaseTo(until);
    await expectRefused(w, issue(w, w.bob, 1n), above(BOB, 150n));
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 48n });
    await expectRefused(w, issue(w, w.bob, 1n), above(BOB, 102n));
  });

  it("an exemption is for one side", async () => {
    const w = await booked();
    const short = await another(w, { short: true });
    await w.book.exempt(1, BOB, false, 50, (await w.now()) + 10_000n, EVIDENCE);
    await short.connect(w.agent).mint(w.bob, 100n);
    await expect(short.connect(w.agent).mint(w.bob, 1n)).to.be.revertedWithCustomError(w.reasons, "PositionAboveLimit");
    await expectAllowed(w, issue(w, w.bob, 250n));
    await expectRefused(w, issue(w, w.bob, 1n), above(BOB, 151n, 150n));
  });

  it("the largest exemption adds to the largest limit", async () => {
    const w = await booked({ allMonths: NO_LIMIT - 1 }, { ratio: 2 ** 32 - 1 });
    await w.book.exempt(1, BOB, false, NO_LIMIT - 1, (await w.now()) + 10_000n, EVIDENCE);
    await expectAllowed(w, issue(w, w.bob, 1_999_999n));
    await expectRefused(w, issue(w, w.carol, 1_000_000n), {
      ...{ reason: "PositionAboveLimit", rule: 0, subject: CAROL },
      ...{ measured: 1_000_000n * (2n ** 32n - 1n), limit: (2n ** 32n - 2n) * CONTRACT },
    });
    await expectRefused(w, issue(w, w.bob, 1n), {
      ...{ reason: "PositionAboveLimit", rule: 0, subject: BOB },
      ...{ measured: 2_000_000n * (2n ** 32n - 1n), limit: 2n * (2n ** 32n - 2n) * CONTRACT },
    });
  });

  it("opposite sides net, and what is given away on one side grows on the other", async () => {
    const w = await booked();
    const short = await another(w, { short: true });
    await expectAllowed(w, issue(w, w.bob, 100n));
    await short.connect(w.agent).mint(w.bob, 150n);
    expect((await w.book.positionOf(1, DECEMBER, BOB, 0)).allMonths.short).to.equal(50n * CONTRACT);
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 50n });
    await expectRefused(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 1n }, above(BOB, 101n));
    await short.connect(w.bob).transfer(w.carol, 10n);
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 10n });
  });

  it("where sides do not net, each is measured alone", async () => {
    const w = await booked({ sameSide: true });
    const short = await another(w, { short: true });
    await short.connect(w.agent).mint(w.bob, 100n);
    await expectAllowed(w, issue(w, w.bob, 100n));
    await expectRefused(w, issue(w, w.bob, 1n), above(BOB, 101n));
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 100n });
  });

  it("in the spot month physical and cash settlement are measured apart, and together in the month", async () => {
    const w = await booked({ allMonths: NO_LIMIT });
    const cash = await another(w, { cash: true });
    const steps = [{ from: (await w.now()) - 1n, limit: 60 }];
    await w.book.setMonthLimits(1, DECEMBER, someMonth({ single: 100, steps, apart: true }));
    await expectAllowed(w, issue(w, w.bob, 60n));
    await cash.connect(w.agent).mint(w.bob, 40n);
    await expectRefused(w, issue(w, w.bob, 1n), above(BOB, 61n, 60n));
    await expect(cash.connect(w.agent).mint(w.bob, 1n))
      .to.be.revertedWithCustomError(w.reasons, "PositionAboveLimit")
      .withArgs(0n, BOB, 101n * CONTRACT, 100n * CONTRACT);
    await w.book.setMonthLimits(1, DECEMBER, someMonth({ single: NO_LIMIT, steps }));
    await expect(cash.connect(w.agent).mint(w.bob, 1n)).to.be.revertedWithCustomError(w.reasons, "PositionAboveLimit");
  });

  it("a ratio that is changed with positions open counts at once for everybody, and refuses nothing but increases", async () => {
    const w = await booked({}, { ratio: 500_000 });
    await expectAllowed(w, issue(w, w.bob, 150n));
    await expectAllowed(w, issue(w, w.carol, 20n));
    await w.book.setRatio(w.at.token, 1_000_000);
    expect(await long(w, BOB)).to.equal(150n * CONTRACT);
    await expectRefused(w, issue(w, w.bob, 1n), above(BOB, 151n));
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 30n });
    await w.book.setRatio(w.at.token, 333_334);
    expect(await long(w, BOB)).to.equal(120n * 333_334n);
    await expectAllowed(w, issue(w, w.bob, 1n));
  });

  it("a hostile token pushes nobody's position: the book does not know it", async () => {
    const w = await booked();
    await expectAllowed(w, issue(w, w.bob, 10n));
    const hostile = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    await admitFurther(w, hostile, [w.rule]);
    await expect(hostile.report(MOVEMENTS.mint, w.bob, w.bob, 90n, 0n, 0n))
      .to.be.revertedWithCustomError(w.reasons, "PositionAboveLimit")
      .withArgs(0n, 0n, maxUint256, 0n);
    await hostile.report(MOVEMENTS.forced, w.carol, w.bob, 5n, 5n, 0n);
    expect(await long(w, BOB)).to.equal(10n * CONTRACT);
    const { book } = w;
    const none = { token: w.at.token, judged: true, sender: 0n, receiver: BOB, senderHolding: 0n, receiverHolding: 0n };
    await expect(book.connect(w.stranger).move({ ...none, amount: 90n, time: 0n }))
      .to.be.revertedWithCustomError(book, "EngineOnly")
      .withArgs(w.stranger.address);
    await expectAllowed(w, issue(w, w.bob, 90n));
  });

  it("a product that turns hostile pushes positions in itself only, until the authority closes it", async () => {
    const w = await booked();
    await expectAllowed(w, issue(w, w.bob, 10n));
    const other = await another(w, {});
    const at = await other.getAddress();
    await w.networkHelpers.impersonateAccount(at);
    await w.networkHelpers.setBalance(at, 10n ** 18n);
    const liar = await w.ethers.getSigner(at);
    await w.engine.connect(liar).onMovement(MOVEMENTS.mint, w.stranger, w.stranger, w.bob, 85n, 0n, 0n);
    expect(await long(w, BOB)).to.equal(95n * CONTRACT);
    await expectRefused(w, issue(w, w.bob, 6n), above(BOB, 101n));
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 5n });
    await w.book.closeProduct(at, EVIDENCE);
    expect(await long(w, BOB)).to.equal(5n * CONTRACT);
    await expectAllowed(w, issue(w, w.bob, 95n));
    await w.engine.connect(liar).onMovement(MOVEMENTS.mint, w.stranger, w.stranger, w.bob, 85n, 0n, 85n);
    expect(await long(w, BOB), "closed").to.equal(100n * CONTRACT);
  });

  it("two investors with positions are not merged until one of them has closed its own", async () => {
    const w = await booked();
    await enrol(w, [w.stranger.address], FACTS.bob);
    await expectAllowed(w, issue(w, w.bob, 60n));
    await expectAllowed(w, issue(w, w.stranger, 60n));
    const merge = (tokens: string[]) =>
      w.engine.connect(w.registrar).merge(w.registry, w.bob.address, w.stranger.address, tokens);
    await expect(merge([w.at.token]))
      .to.be.revertedWithCustomError(w.engine, "PositionsOpen")
      .withArgs(w.at.token, STRANGER);
    await expectAllowed(w, { kind: "burn", from: w.stranger, amount: 60n });
    await merge([]);
    await expectAllowed(w, issue(w, w.stranger, 40n));
    await expectRefused(w, issue(w, w.stranger, 1n), above(BOB, 101n));
  });

  it("a level of accountability notifies once when it is passed, and refuses nothing", async () => {
    const w = await booked({ allMonths: NO_LIMIT, accountability: 50, monthAccountability: 40 });
    const { book } = w;
    await expect(make(w, issue(w, w.bob, 40n))).not.to.emit(book, "AccountabilityReached");
    await expect(make(w, issue(w, w.bob, 1n)))
      .to.emit(book, "AccountabilityReached")
      .withArgs(1n, DECEMBER, BOB, false, 41n * CONTRACT, 40n * CONTRACT);
    await expect(make(w, issue(w, w.bob, 9n))).not.to.emit(book, "AccountabilityReached");
    await expect(make(w, issue(w, w.bob, 1n)))
      .to.emit(book, "AccountabilityReached")
      .withArgs(1n, 0n, BOB, false, 51n * CONTRACT, 50n * CONTRACT);
    await expect(make(w, issue(w, w.bob, 100n))).not.to.emit(book, "AccountabilityReached");
  });

  it("who is ordered to halt increases no further, from the time of the order on, and may reduce; lifted, it may again", async () => {
    const w = await booked({ allMonths: NO_LIMIT });
    await expectAllowed(w, issue(w, w.bob, 50n));
    const from = (await w.now()) + 1_000n;
    await w.book.orderHalt(1, BOB, 30, from, EVIDENCE);
    await expectAllowed(w, issue(w, w.bob, 1n));
    await w.networkHelpers.time.increaseTo(from);
    await expectRefused(w, issue(w, w.bob, 1n), above(BOB, 52n, 30n));
    await expectAllowed(w, issue(w, w.carol, 500n));
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 22n });
    await expectAllowed(w, issue(w, w.bob, 1n));
    await expectRefused(w, issue(w, w.bob, 1n), above(BOB, 31n, 30n));
    await w.book.orderHalt(1, BOB, NO_LIMIT, 0n, EVIDENCE);
    await expectAllowed(w, issue(w, w.bob, 100n));
  });

  it("units of the underlying itself count only if a policy says so", async () => {
    const w = await booked({}, { spot: true, month: 0 });
    await expectAllowed(w, issue(w, w.bob, 500n));
    expect(await long(w, BOB)).to.equal(0n);
    await w.book.setUnderlying(1, someTerms({ allMonths: 100, countsSpot: true }));
    expect(await long(w, BOB)).to.equal(500n * CONTRACT);
    await expectRefused(w, issue(w, w.bob, 1n), above(BOB, 501n));
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 450n });
  });

  it("what was held before the rule was in force is no increase of the first movement, and leaves freely", async () => {
    const w = await bookOf(await fresh());
    await make(w, issue(w, w.bob, 300n));
    await w.enforce([w.rule]);
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 1n });
    expect(await long(w, BOB)).to.equal(299n * CONTRACT);
    await expectRefused(w, issue(w, w.bob, 1n), above(BOB, 300n));
  });
});
