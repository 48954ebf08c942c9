import { expect } from "chai";
import { type Hex, numberToHex, zeroHash } from "viem";
import {
  CONTRACT,
  DECEMBER,
  drivenBook,
  EVIDENCE,
  GRAPH,
  NO_LIMIT,
  positionsOf,
  someMonth,
  someProduct,
  someTerms,
} from "../../fixtures/positions.js";
import { freshWalks } from "../../fixtures/walk.js";

const MOST_LOTS = 2n ** 36n - 1n;
/** Slots of the book's storage. */
const SLOTS = { underlyings: 1n, closures: 4n, counts: 14n } as const;

describe("a position book's products, closures and standings", () => {
  async function opened(count = 1) {
    const driven = await drivenBook(count);
    const { book, tokens } = driven;
    await book.openUnderlying(EVIDENCE, someTerms());
    for (const token of tokens) await book.openProduct(token, someProduct());
    return { ...driven, token: tokens[0] ?? "" };
  }
  type Driven = Awaited<ReturnType<typeof opened>>;

  async function storageOf({ ethers }: Driven, slot: bigint, key?: bigint): Promise<Hex> {
    if (key === undefined) return numberToHex(slot, { size: 32 });
    const packed = ethers.AbiCoder.defaultAbiCoder().encode(["uint256", "uint256"], [key, slot]);
    return ethers.keccak256(packed) as Hex;
  }
  async function store(d: Driven, slot: bigint, key: bigint | undefined, change: (word: bigint) => bigint) {
    const place = await storageOf(d, slot, key);
    const word = BigInt(await d.networkHelpers.getStorageAt(d.at, place));
    await d.networkHelpers.setStorageAt(d.at, place, numberToHex(change(word), { size: 32 }));
  }
  const move = (token: string, receiver: bigint, amount: bigint, rest = {}) => ({
    ...{ token, judged: true, sender: 0n, receiver, senderHolding: 0n, receiverHolding: 0n, amount, time: 0n },
    ...rest,
  });

  it("everything that writes asks the authority, but a sync, which anybody may", async () => {
    const { book, at, ethers, token, tokens } = await opened(2);
    const admin = await ethers.getContractAt("PositionAdmin", at);
    const [, stranger] = await ethers.getSigners();
    const other = book.connect(stranger);
    const asOf = 1n;
    for (const call of [
      other.openUnderlying(EVIDENCE, someTerms()),
      other.setUnderlying(1, someTerms()),
      other.setMonthLimits(1, DECEMBER, someMonth()),
      other.openProduct(tokens[1] ?? "", someProduct()),
      other.setRatio(token, 1),
      other.closeProduct(token, EVIDENCE),
      other.retirePage(1, 1),
      other.stateAggregators([{ investor: 1n, aggregators: [2n], asOf, graph: GRAPH }]),
      other.exempt(1, 1n, false, 1, 1n, EVIDENCE),
      other.orderHalt(1, 1n, 1, 1n, EVIDENCE),
    ])
      await expect(call).to.be.revertedWithCustomError(admin, "AccessManagedUnauthorized");
    await other.sync(token, [numberToHex(1n, { size: 20 })]);
  });

  it("tells what was set", async () => {
    const { book, token } = await opened();
    const terms = someTerms({
      allMonths: 7,
      accountability: 5,
      monthAccountability: 4,
      sameSide: true,
      countsSpot: true,
    });
    await book.setUnderlying(1, terms);
    const [name, told, pages] = await book.underlyingOf(1);
    expect([name, ...told, ...pages]).to.deep.equal([EVIDENCE, ...Object.values(terms).map(asRead), 1n, 0n, 0n, 0n]);
    const steps = [
      { from: 10n, limit: 600 },
      { from: 11n, limit: NO_LIMIT },
    ];
    const limits = someMonth({ single: 0, steps, apart: true });
    await book.setMonthLimits(1, DECEMBER, limits);
    const found = await book.monthLimitsOf(1, DECEMBER);
    expect([found.single, found.apart, found.binding, found.spotBinding]).to.deep.equal([0n, true, 1n, 1n]);
    expect(found.steps.map(([from, limit]) => [from, limit])).to.deep.equal([
      [10n, 600n],
      [11n, BigInt(NO_LIMIT)],
    ]);
    expect((await book.monthLimitsOf(1, 1)).single, "never set").to.equal(NO_LIMIT);
    const [product, closed, page, slot] = await book.productOf(token);
    expect([...product, closed, page, slot]).to.deep.equal([
      ...Object.values(someProduct()).map(asRead),
      false,
      1n,
      0n,
    ]);
    expect(await book.productsOf(1)).to.deep.equal([token]);
    expect(await book.underlyingCount()).to.equal(1n);
  });

  it("error: PositionTermInvalid, UnderlyingUnknown", async () => {
    const d = await opened();
    const { book, token, tokens } = d;
    const invalid = async (call: Promise<unknown>, field: bigint, value: bigint) =>
      expect(call).to.be.revertedWithCustomError(book, "PositionTermInvalid").withArgs(field, value);
    for (const binding of [0, 3]) await invalid(book.setUnderlying(1, someTerms({ binding })), 5n, BigInt(binding));
    await invalid(book.setMonthLimits(1, 0, someMonth()), 0n, 0n);
    await invalid(book.setMonthLimits(1, 4_092, someMonth()), 0n, 4_092n);
    await book.setMonthLimits(1, 4_091, someMonth());
    await invalid(book.setMonthLimits(1, DECEMBER, someMonth({ binding: 0 })), 3n, 0n);
    await invalid(book.setMonthLimits(1, DECEMBER, someMonth({ spotBinding: 3 })), 4n, 3n);
    const steps = (...times: readonly bigint[]) => someMonth({ steps: times.map((from) => ({ from, limit: 1 })) });
    await invalid(book.setMonthLimits(1, DECEMBER, steps(0n)), 1n, 0n);
    await invalid(book.setMonthLimits(1, DECEMBER, steps(2n, 2n)), 1n, 2n);
    await invalid(book.setMonthLimits(1, DECEMBER, steps(1n, 2n, 3n, 4n)), 1n, 4n);
    const other = await d.ethers.deployContract("DrivenToken");
    const at = await other.getAddress();
    await invalid(book.openProduct(at, someProduct({ month: 4_092 })), 1n, 4_092n);
    await invalid(book.openProduct(at, someProduct({ lot: 0n })), 5n, 0n);
    await invalid(book.exempt(1, 1n, false, NO_LIMIT, 1n, EVIDENCE), 3n, BigInt(NO_LIMIT));
    await invalid(book.exempt(1, 1n, false, 1, 2n ** 40n, EVIDENCE), 4n, 2n ** 40n);
    await invalid(book.orderHalt(1, 1n, 1, 0n, EVIDENCE), 3n, 0n);
    await invalid(book.orderHalt(1, 1n, 1, 2n ** 40n, EVIDENCE), 3n, 2n ** 40n);
    for (const call of [
      book.setUnderlying(2, someTerms()),
      book.setUnderlying(0, someTerms()),
      book.setMonthLimits(2, DECEMBER, someMonth()),
      book.openProduct(at, someProduct({ underlying: 2 })),
      book.exempt(2, 1n, false, 1, 1n, EVIDENCE),
      book.orderHalt(0, 1n, 1, 1n, EVIDENCE),
    ])
      await expect(call).to.be.revertedWithCustomError(book, "UnderlyingUnknown");
    await expect(book.openProduct(token, someProduct()))
      .to.be.revertedWithCustomError(book, "ProductAlreadyOpen")
      .withArgs(tokens[0]);
    for (const call of [book.setRatio(at, 1), book.closeProduct(at, EVIDENCE), book.sync(at, [at])])
      await expect(call).to.be.revertedWithCustomError(book, "ProductUnknown").withArgs(at);
    for (const call of [
      book.exempt(1, 1n, false, 1, 1n, zeroHash),
      book.orderHalt(1, 1n, 1, 1n, zeroHash),
      book.orderHalt(1, 1n, NO_LIMIT, 0n, zeroHash),
    ])
      await expect(call).to.be.revertedWithCustomError(book, "EvidenceMissing");
    await store(d, SLOTS.counts, undefined, (word) => word + 255n);
    await expect(book.openUnderlying(EVIDENCE, someTerms()))
      .to.be.revertedWithCustomError(book, "UnderlyingsAboveMost")
      .withArgs(256n);
  });

  it("error: ProductElsewhere, of a token of another registry or of none", async () => {
    const w = await freshWalks()();
    const { book } = await positionsOf(w);
    await book.openUnderlying(EVIDENCE, someTerms());
    const stranger = w.stranger.address;
    await expect(book.openProduct(stranger, someProduct()))
      .to.be.revertedWithCustomError(book, "ProductElsewhere")
      .withArgs(stranger, 0n);
    await book.openProduct(w.at.token, someProduct());
    await expect(book.sync(w.at.token, [stranger]))
      .to.be.revertedWithCustomError(book, "WalletNotRecorded")
      .withArgs(w.registry, stranger);
  });

  it("twenty products of an underlying count at a time: a page is retired once all of its products are closed, and no slot is used again", async () => {
    const d = await opened(20);
    const { book, tokens, driver, ethers } = d;
    const more = await (await ethers.deployContract("DrivenToken")).getAddress();
    await expect(book.openProduct(more, someProduct()))
      .to.be.revertedWithCustomError(book, "PagesInUse")
      .withArgs(1n, 4n);
    await driver.run(
      book,
      tokens.map((_, token) => ({ kind: 0, token, sender: 0n, receiver: 1n, amount: 1n })),
      false,
    );
    const long = async () => (await book.positionOf(1, DECEMBER, 1n, 0)).allMonths.long;
    expect(await long()).to.equal(20n * CONTRACT);
    for (const token of tokens.slice(5, 9)) await book.closeProduct(token, EVIDENCE);
    await expect(book.retirePage(1, 2)).to.be.revertedWithCustomError(book, "PageInUse").withArgs(1n, 2n);
    await book.closeProduct(tokens[9] ?? "", EVIDENCE);
    await expect(book.closeProduct(tokens[9] ?? "", EVIDENCE)).to.be.revertedWithCustomError(book, "ProductUnknown");
    expect(await long(), "closed products count no more").to.equal(15n * CONTRACT);
    await expect(book.retirePage(2, 2)).to.be.revertedWithCustomError(book, "PageInUse");
    await expect(book.retirePage(1, 0)).to.be.revertedWithCustomError(book, "PageInUse");
    await book.retirePage(1, 2);
    await expect(book.retirePage(1, 2)).to.be.revertedWithCustomError(book, "PageInUse");
    expect(await long()).to.equal(15n * CONTRACT);
    await book.openProduct(more, someProduct());
    const [, , page, slot] = await book.productOf(more);
    expect([page, slot]).to.deep.equal([5n, 0n]);
    expect(await book.productsOf(2)).to.deep.equal(tokens.slice(5, 10));
    expect(await long(), "what was held of the old ones is nothing of the new one").to.equal(15n * CONTRACT);
    // What is still held of a product that counts no more moves, and stands against nothing.
    await book.setUnderlying(1, someTerms({ allMonths: 15 }));
    await driver.run(book, [{ kind: 0, token: 5, sender: 0n, receiver: 1n, amount: 9n }], true);
    expect(await long()).to.equal(15n * CONTRACT);
    expect((await book.weigh(move(tokens[0] ?? "", 1n, 1n, { receiverHolding: 1n }))).allowed).to.equal(false);
  });

  it("error: AggregatorInvalid, ClosureOutdated, EpochsExhausted, GenerationsExhausted", async () => {
    const d = await opened();
    const { book, networkHelpers } = d;
    const state = (investor: bigint, aggregators: readonly bigint[], asOf = 1n) =>
      book.stateAggregators([{ investor, aggregators: [...aggregators], asOf, graph: GRAPH }]);
    const invalid = async (investor: bigint, aggregators: readonly bigint[], index: bigint, one: bigint) =>
      expect(state(investor, aggregators))
        .to.be.revertedWithCustomError(book, "AggregatorInvalid")
        .withArgs(investor, index, one);
    await invalid(0n, [], 0n, 0n);
    await invalid(2n ** 48n, [], 0n, 2n ** 48n);
    await invalid(7n, [0n], 0n, 0n);
    await invalid(7n, [7n], 0n, 7n);
    await invalid(7n, [3n, 2n], 1n, 2n);
    await invalid(7n, [3n, 3n], 1n, 3n);
    await invalid(7n, [3n, 2n ** 48n], 1n, 2n ** 48n);
    await state(7n, [3n, 2n ** 48n - 1n], 5n);
    const [aggregators, epoch, asOf, graph, aggregates] = await book.closureOf(7n);
    expect([aggregators, epoch, asOf, graph, aggregates]).to.deep.equal([[3n, 2n ** 48n - 1n], 1n, 5n, GRAPH, false]);
    expect((await book.closureOf(3n)).aggregates).to.equal(true);
    await expect(state(7n, [], 4n))
      .to.be.revertedWithCustomError(book, "ClosureOutdated")
      .withArgs(7n, 4n, 5n);
    const later = BigInt(await networkHelpers.time.latest()) + 100n;
    await expect(state(7n, [], later)).to.be.revertedWithCustomError(book, "ClosureOutdated");
    await state(7n, [], 5n);
    await store(d, SLOTS.closures, 7n, (word) => word | (0xffffn << 192n));
    await expect(state(7n, [], 5n))
      .to.be.revertedWithCustomError(book, "EpochsExhausted")
      .withArgs(7n);
    await store(d, SLOTS.underlyings, 1n, (word) => word | (0xffffffn << 200n));
    await expect(state(8n, [], 5n))
      .to.be.revertedWithCustomError(book, "GenerationsExhausted")
      .withArgs(1n);
  });

  it("an exemption and an order are told as they were granted, and each side keeps its own", async () => {
    const { book } = await opened();
    await book.exempt(1, 1n, false, 5, 100n, EVIDENCE);
    await book.exempt(1, 1n, true, 6, 200n, GRAPH);
    await book.orderHalt(1, 1n, 0, 300n, EVIDENCE);
    expect([...(await book.standingOf(1, 1n))]).to.deep.equal([
      ...[5n, 100n, EVIDENCE, 6n, 200n, GRAPH, 0n, 300n, EVIDENCE],
    ]);
    await book.exempt(1, 1n, false, 0, 0n, GRAPH);
    await book.orderHalt(1, 1n, NO_LIMIT, 0n, GRAPH);
    expect([...(await book.standingOf(1, 1n))]).to.deep.equal([0n, 0n, GRAPH, 6n, 200n, GRAPH, 0n, 0n, GRAPH]);
  });

  it("error: LotsAboveCapacity: more lots than a book counts come to nobody, and leave freely where they came by order", async () => {
    const { book, driver, token } = await opened();
    const run = async (kind: number, sender: bigint, receiver: bigint, amount: bigint) =>
      (await driver.run(book, [{ kind, token: 0, sender, receiver, amount }], false)).wait();
    await run(0, 0n, 1n, MOST_LOTS);
    const more = move(token, 1n, 1n, { receiverHolding: MOST_LOTS });
    await expect(book.weigh(more))
      .to.be.revertedWithCustomError(book, "LotsAboveCapacity")
      .withArgs(token, 1n, MOST_LOTS + 1n, MOST_LOTS);
    expect(await book.room(more)).to.equal(0n);
    expect(await book.room({ ...more, receiverHolding: MOST_LOTS - 3n })).to.equal(3n);
    await run(1, 0n, 1n, 10n);
    expect((await book.lotsOf(token, 1n)).own, "counted as the most").to.equal(MOST_LOTS);
    await run(0, 1n, 0n, 10n);
    await run(0, 1n, 0n, 1n);
    expect((await book.lotsOf(token, 1n)).own).to.equal(MOST_LOTS - 1n);
    // 63 others fill an aggregator's slot: 2**42 - 1 lots.
    const investors = Array.from({ length: 65 }, (_, index) => BigInt(index + 100));
    const closures = investors.map((investor) => ({ investor, aggregators: [2n], asOf: 1n, graph: GRAPH }));
    await book.stateAggregators(closures);
    await driver.run(
      book,
      investors.slice(0, 64).map((receiver) => ({ kind: 0, token: 0, sender: 0n, receiver, amount: MOST_LOTS })),
      false,
      { gasLimit: 16_700_000n },
    );
    expect((await book.lotsOf(token, 2n)).attributed).to.equal(64n * MOST_LOTS);
    const last = move(token, investors[64] ?? 0n, 64n);
    await expect(book.weigh(last)).to.be.revertedWithCustomError(book, "LotsAboveCapacity");
    expect((await book.weigh({ ...last, amount: 63n })).allowed).to.equal(true);
    expect(await book.room(last)).to.equal(63n);
  });

  it("room is an edge: it passes, and one unit more does not", async () => {
    const { book, driver, token } = await opened(2);
    await book.setUnderlying(1, someTerms({ allMonths: 10 }));
    await driver.run(book, [{ kind: 0, token: 0, sender: 0n, receiver: 1n, amount: 4n }], false);
    const asked = move(token, 1n, 0n, { receiverHolding: 4n });
    expect(await book.room(asked)).to.equal(6n);
    expect((await book.weigh({ ...asked, amount: 6n })).allowed).to.equal(true);
    expect((await book.weigh({ ...asked, amount: 7n })).allowed).to.equal(false);
    expect(await book.room({ ...asked, judged: false }), "by order").to.equal(2n ** 112n - 1n);
    expect(await book.room({ ...asked, token: await driver.getAddress() }), "unknown").to.equal(0n);
    await book.stateAggregators([{ investor: 1n, aggregators: [2n], asOf: 1n, graph: GRAPH }]);
    await driver.run(book, [{ kind: 0, token: 1, sender: 0n, receiver: 2n, amount: 3n }], false);
    expect(await book.room(asked), "of who aggregates it, too").to.equal(3n);
    const within = move(token, 2n, 0n, { sender: 1n, senderHolding: 4n });
    expect(await book.room(within), "within one group: more than the sender has").to.equal(7n);
    await book.setRatio(token, 0);
    expect(await book.room(asked), "what counts nothing").to.equal(2n ** 36n - 1n - 4n);
  });

  it("behavior: asked as of no time, it answers as of now", async () => {
    const { book, token, networkHelpers } = await opened();
    const from = BigInt(await networkHelpers.time.latest()) + 100n;
    await book.setMonthLimits(1, DECEMBER, someMonth({ steps: [{ from, limit: 5 }] }));
    const asked = move(token, 1n, 6n);
    const answers = async (time: bigint) => {
      const { allowed } = await book.weigh({ ...asked, time });
      const { length } = await book.explainMove({ ...asked, time });
      return [allowed, length, await book.room({ ...asked, time })];
    };
    expect(await answers(0n)).to.deep.equal([true, 0, 2n ** 36n - 1n]);
    expect(await answers(from)).to.deep.equal([false, 1, 5n]);
    await networkHelpers.time.increaseTo(from);
    expect(await answers(0n)).to.deep.equal([false, 1, 5n]);
    expect(await answers(from - 1n)).to.deep.equal([true, 0, 2n ** 36n - 1n]);
  });

  it("error: HoldingUnreadable", async () => {
    const { book, driver } = await opened();
    const none = numberToHex(0xdeadn, { size: 20 });
    await book.openProduct(none, someProduct());
    await expect(book.sync(none, [numberToHex(1n, { size: 20 })])).to.be.revertedWithCustomError(
      book,
      "HoldingUnreadable",
    );
    expect(await driver.REGISTRY()).to.equal(await book.registry());
  });
});

const asRead = (value: unknown) => (typeof value === "number" ? BigInt(value) : value);
