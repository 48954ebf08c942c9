import { expect } from "chai";
import { maxUint256, zeroAddress } from "viem";
import { PositionQuestionError } from "../../../sdk/errors/index.js";
import { shippedLaw } from "../../../sdk/cli/readLaw.js";
import * as sdk from "../../../sdk/positions/index.js";
import { hashProvision } from "../../../sdk/rulebook/index.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { hashOf } from "../../fixtures/leverage.js";
import { cornBook, LAW, NO_TERMS, POLICY } from "../../fixtures/positionBook.js";
import { DAY, freshWalks } from "../../fixtures/walk.js";

const CONTRACT = 1_000_000n;
const provisions = shippedLaw().flatMap((one) => ("provisions" in one ? one.provisions : []));
const calendars = shippedLaw().flatMap((one) => ("calendars" in one ? one.calendars : []));
const ONE_DAY = provisions.find(({ id }) => id === "us/cftc/rule-150-1-one-day")!;
const [ALICE, BOB] = [1n, 2n];
const plain = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? String(one) : one))) as unknown;

describe("a position book asked by the SDK", () => {
  const fresh = freshWalks();
  const opened = async () => cornBook(await fresh());

  it("readUnderlying, readProduct: limits, products and months as they were set", async () => {
    const { reader, book, token, place, month } = await opened();
    const steps = [{ from: 4_000_000_000n, limit: 30n }];
    await month({ steps, apart: true });
    const { at, ...read } = await sdk.readUnderlying(reader, { ...place, months: ["2027-03"] });
    const product = {
      token,
      underlying: 1,
      month: "2026-12",
      side: "long",
      settlement: "physical",
      spot: false,
    } as const;
    const view = { ...product, closed: false, lot: 1n, ratio: CONTRACT, page: 1, slot: 0 };
    expect(plain(read)).to.deep.equal(
      plain({
        ...{ name: "corn", terms: { ...NO_TERMS, allMonths: 100n }, products: [view] },
        months: [
          { month: "2026-12", limits: { single: 60n, steps, apart: true, ...LAW, ...POLICY } },
          {
            month: "2027-03",
            limits: {
              ...{ single: null, steps: [], apart: false, binding: "policy", provision: `0x${"0".repeat(64)}` },
              ...{ spotBinding: "policy", spotProvision: `0x${"0".repeat(64)}` },
            },
          },
        ],
      }),
    );
    const { at: there, ...one } = await sdk.readProduct(reader, { book, token, block: at });
    expect([plain(one), there.hash]).to.deep.equal([plain(view), at.hash]);
    const unknown = [
      [sdk.readProduct(reader, { book, token: book }), "ProductUnknown"],
      [sdk.readUnderlying(reader, { book, underlying: 2 }), "UnderlyingUnknown"],
      [sdk.readPosition(reader, { book, underlying: 0, investor: 1n }), "UnderlyingUnknown"],
      [sdk.readPosition(reader, { ...place, wallet: book }), "WalletNotRecorded"],
    ] as const;
    for (const [asked, name] of unknown) {
      const error = await errorOf(asked);
      expect(error, name).to.be.instanceOf(PositionQuestionError);
      expect((error as PositionQuestionError).errorName).to.equal(name);
    }
  });

  it("readPosition: own and attributed, as each limit of that second measures it, and who may exceed it", async () => {
    const { w, reader, place, month, enforce, state, wallets } = await opened();
    await enforce();
    await state([BOB, [ALICE]]);
    for (const [to, amount] of [
      [wallets.alice, 25n],
      [wallets.bob, 30n],
    ] as const)
      await w.token.connect(w.agent).mint(to, amount);
    const from = (await w.now()) + DAY;
    await month({ steps: [{ from, limit: 50n }], apart: true });
    const evidence = hashOf("a hedge");
    const exemption = { ...place, investor: ALICE, side: "long", contracts: 3n, until: from + DAY, evidence } as const;
    await w.send(w.registrar, sdk.exempt(exemption));
    const read = async (asOf?: bigint) =>
      sdk.readPosition(reader, { ...place, month: "2026-12", wallet: wallets.alice, asOf });
    const now = await read();
    expect([now.investor, now.name, now.isInExcess, now.closure.epoch, now.closure.aggregates]).to.deep.equal([
      1n,
      "corn",
      false,
      0,
      true,
    ]);
    expect(
      plain(
        now.buckets.map(({ bucket, settlement, month: of, long }) => [
          bucket,
          settlement,
          of,
          long.own,
          long.attributed,
          long.measured,
          long.limit,
        ]),
      ),
    ).to.deep.equal(
      plain([
        ["spotMonth", "physical", "2026-12", 25n * CONTRACT, 30n * CONTRACT, 55n * CONTRACT, null],
        ["spotMonth", "cash", "2026-12", 0n, 0n, 0n, null],
        ["singleMonth", null, "2026-12", 25n * CONTRACT, 30n * CONTRACT, 55n * CONTRACT, 63n * CONTRACT],
        ["allMonths", null, null, 25n * CONTRACT, 30n * CONTRACT, 55n * CONTRACT, 103n * CONTRACT],
      ]),
    );
    const then = await read(from);
    expect([then.isInExcess, plain(then.buckets[0]?.long)]).to.deep.equal([
      true,
      plain({
        ...{ own: 25n * CONTRACT, attributed: 30n * CONTRACT, measured: 55n * CONTRACT, limit: 53n * CONTRACT },
        ...{ excess: 2n * CONTRACT, exempted: 3n * CONTRACT, ordered: false, binding: "policy" },
        ...{ provision: POLICY.spotProvision, graceUntil: null },
      }),
    ]);
    const late = await read(from + DAY);
    expect([late.standing.long?.fresh, late.buckets[0]?.long.excess === 5n * CONTRACT]).to.deep.equal([false, true]);
    const instrument = hashOf("an order");
    await w.send(w.agent, sdk.orderHalt({ ...place, investor: ALICE, cap: 40n, from: from + 1n, instrument }));
    const ordered = (await read(from + 1n)).buckets.at(-1)!.long;
    expect(plain(ordered)).to.include({
      ordered: true,
      binding: "policy",
      provision: instrument,
      limit: "40000000",
      exempted: "0",
    });
    expect((await read(from)).buckets.at(-1)?.long.ordered).to.equal(false);
    const bob = await sdk.readPosition(reader, { ...place, investor: BOB });
    expect([bob.closure.aggregators.map(Number), bob.closure.epoch, bob.buckets.length]).to.deep.equal([[1], 1, 1]);
  });

  it("readPosition: an excess for a change of delta alone has the time that the provision gives, and no other excess has", async () => {
    const { w, reader, place, token, enforce, month, wallets } = await opened();
    await enforce();
    await w.token.connect(w.agent).mint(wallets.alice, 50n);
    const grace = { provision: ONE_DAY, calendars };
    const read = async (some: Partial<sdk.GraceRule> = {}) => {
      const { buckets } = await sdk.readPosition(reader, {
        ...place,
        month: "2026-12",
        investor: ALICE,
        grace: { ...grace, ...some },
      });
      return buckets.map(({ long }) => [long.excess / CONTRACT, long.graceUntil]);
    };
    const ratio = (contracts: string) =>
      w.send(w.agent, sdk.setRatio({ ...place, token, lot: 1n, contracts, decimals: 0 }));
    // A Friday: the next business day is Monday, and its last second is Monday's.
    const friday = BigInt(Date.parse("2028-06-09T15:00:00Z") / 1_000);
    await w.networkHelpers.time.setNextBlockTimestamp(friday);
    await ratio("1.4");
    const tuesday = BigInt(Date.parse("2028-06-13T00:00:00Z") / 1_000);
    expect(plain(await read())).to.deep.equal(
      plain([
        [10n, tuesday],
        [0n, null],
      ]),
    );
    expect(plain(await read({ lastTradingDay: "2028-06-12" }))).to.deep.equal(
      plain([
        [10n, tuesday - DAY],
        [0n, null],
      ]),
    );
    expect(plain(await read({ lastTradingDay: "2028-06-09" }))).to.deep.equal(
      plain([
        [10n, null],
        [0n, null],
      ]),
    );
    // A later change makes it more: it began with the first one.
    await w.networkHelpers.time.setNextBlockTimestamp(friday + 3n * DAY);
    await ratio("1.6");
    expect(plain(await read())).to.deep.equal(
      plain([
        [20n, tuesday],
        [0n, null],
      ]),
    );
    // Of another cause: without any change it would be too much.
    await month({ single: 40n });
    expect(plain(await read())).to.deep.equal(
      plain([
        [40n, null],
        [0n, null],
      ]),
    );
    const other = provisions.find(({ id }) => id !== ONE_DAY.id)!;
    expect((await errorOf(read({ provision: other }))).message).to.match(/grace\.provision/);
  });

  it("positionHeadroom: so much passes, a unit more does not, and so much must be given", async () => {
    const { w, reader, book, token, month, enforce, state, wallets } = await opened();
    await enforce();
    await w.token.connect(w.agent).mint(wallets.alice, 25n);
    const read = (wallet = wallets.alice, asOf?: bigint) => sdk.positionHeadroom(reader, { book, token, wallet, asOf });
    const room = await read();
    expect([room.most, room.give, room.enough, room.holding, room.investor].map(String)).to.deep.equal([
      "35",
      "0",
      "true",
      "25",
      "1",
    ]);
    expect(
      room.binding.map(({ bucket, side, binding, provision }) => [bucket, side, binding, provision]),
    ).to.deep.equal([["singleMonth", "long", "law", LAW.provision]]);
    await w.token.connect(w.agent).mint(w.alice2.address, 35n);
    await expect(w.token.connect(w.agent).mint(wallets.alice, 1n))
      .to.be.revertedWithCustomError(w.reasons, "PositionAboveLimit")
      .withArgs(0, ALICE, 61n * CONTRACT, 60n * CONTRACT);
    // Alice controls bob: what he may take is what is left to her.
    await state([BOB, [ALICE]]);
    const his = await read(wallets.bob);
    expect([String(his.most), String(his.binding[0]?.subject), String(his.binding[0]?.attributed)]).to.deep.equal([
      "0",
      "1",
      "1000000",
    ]);
    await month({ single: 45n });
    const less = await read();
    expect([less.most, less.give, less.enough].map(String)).to.deep.equal(["0", "15", "true"]);
    await w.token.connect(w.alice).transfer(wallets.carol, 14n);
    expect(String((await read()).give)).to.equal("1");
    await month({ single: null });
    await w.send(w.author, sdk.setUnderlying({ book, underlying: 1, terms: NO_TERMS }));
    const free = await read();
    expect([free.most, free.binding.length].map(String)).to.deep.equal([String(2n ** 36n - 1n - 46n), "0"]);
  });

  it("unsynced: who holds what no movement told of, and whose closure has changed since", async () => {
    const { w, reader, book, token, enforce, state, wallets } = await opened();
    await w.token.connect(w.agent).mint(wallets.alice, 25n);
    await enforce();
    const list = [wallets.alice, w.alice2.address as typeof token, wallets.bob];
    const read = async () => (await sdk.unsynced(reader, { book, token, wallets: list })).persons;
    expect(plain(await read())).to.deep.equal(
      plain([{ investor: ALICE, wallet: wallets.alice, counted: 0n, lots: 25n, closure: false }]),
    );
    await w.send(w.stranger, sdk.syncPositions({ book, token, wallets: [wallets.alice] }));
    expect(await read()).to.deep.equal([]);
    await state([ALICE, [BOB]], [BOB, [3n]]);
    expect((await read()).map(({ investor, closure }) => [Number(investor), closure])).to.deep.equal([[1, true]]);
    const bob = async () =>
      (await sdk.readPosition(reader, { book, underlying: 1, investor: BOB })).buckets[0]!.long.attributed;
    expect(String(await bob())).to.equal("0");
    await w.send(w.stranger, sdk.syncPositions({ book, token, wallets: [wallets.alice] }));
    expect([String(await bob()), (await read()).length]).to.deep.equal(["25000000", 0]);
  });

  it("explainPosition: names bucket, side, own and attributed, limit, exemption, provision and remedy; of somebody else rule and numbers", async () => {
    const { w, reader, book, token, place, month, enforce, state, wallets } = await opened();
    await enforce();
    await state([BOB, [ALICE]]);
    await w.token.connect(w.agent).mint(wallets.alice, 40n);
    await w.token.connect(w.agent).mint(wallets.carol, 30n);
    const hash = hashProvision(ONE_DAY);
    await month({ provision: hash });
    const move = { kind: "transfer", token, from: wallets.carol, to: wallets.bob, amount: 25n } as const;
    const explain = (some: Partial<sdk.ExplainPositionParameters> = {}) =>
      sdk.explainPosition(reader, { ...move, provisions, ...some });
    const agent = await explain({ audience: "agent" });
    const [only] = agent.findings;
    expect([agent.book.toLowerCase(), agent.allowed, String(agent.room), agent.findings.length]).to.deep.equal([
      book.toLowerCase(),
      false,
      "20",
      1,
    ]);
    expect(plain(only)).to.deep.equal(
      plain({
        ...{ subject: ALICE, underlying: 1, month: "2026-12", bucket: "singleMonth", side: "long", ordered: false },
        ...{ binding: "law", own: 40n * CONTRACT, attributed: 25n * CONTRACT, measured: 65n * CONTRACT },
        ...{
          limit: 60n * CONTRACT,
          exempted: 0n,
          provision: hash,
          provisionId: ONE_DAY.id,
          citation: ONE_DAY.citation,
        },
        sentence:
          "Investor 1 would be long 65 contracts in December 2026 of corn (own 40 contracts, attributed 25 contracts, gross); allowed are at most 60 contracts.",
        remedy: { type: "reduce", amount: 20n },
      }),
    );
    for (const audience of ["sender", "receiver"] as const) {
      const { subject, own, attributed, exempted, sentence, measured } = (await explain({ audience })).findings[0]!;
      expect([subject, own, attributed, exempted]).to.deep.equal([null, null, null, null]);
      expect(String(measured)).to.equal("65000000");
      expect(sentence).to.equal(
        "A position of somebody else would be long 65 contracts in December 2026 of corn; allowed are at most 60 contracts.",
      );
    }
    const own = { to: wallets.alice, audience: "receiver" } as const;
    expect((await explain(own)).findings[0]?.sentence).to.match(/^Investor 1 would be long 65/);
    // What is not judged, or nobody's, is refused by nothing.
    for (const some of [{ kind: "forced" }, { amount: 0n }, { to: wallets.carol }] as const)
      expect(await explain(some)).to.deep.include({ allowed: true, room: null });
    expect((await explain({ amount: 20n })).allowed).to.equal(true);
    // Nothing less helps: an exemption does, unless an order stands.
    await w.token.connect(w.carol).transfer(wallets.alice, 20n);
    const more = { ...own, amount: 1n } as const;
    expect((await explain(more)).findings[0]?.remedy).to.deep.equal({
      type: "obtain",
      credential: "an exemption as a bona fide hedger of 1 contracts long, or reduce first",
    });
    await month({
      single: null,
      steps: [
        { from: 1n, limit: 60n },
        { from: 4_000_000_000n, limit: null },
      ],
    });
    expect(plain((await explain(more)).findings[0]?.remedy)).to.deep.equal({ type: "wait", until: "4000000000" });
    await month({ single: null });
    await w.send(
      w.agent,
      sdk.orderHalt({ ...place, investor: ALICE, cap: 10n, from: 1n, instrument: hashOf("order") }),
    );
    const { findings } = await explain(more);
    expect([
      findings.map(({ ordered, provisionId }) => [ordered, provisionId]),
      findings[0]?.remedy.type,
    ]).to.deep.equal([[[true, null]], "none"]);
    const tooMany = (await errorOf(explain({ kind: "mint", amount: 2n ** 40n }))) as PositionQuestionError;
    expect(tooMany.errorName).to.equal("LotsAboveCapacity");
    // A program without such a rule names no book.
    await w.enforce([]);
    const error = (await errorOf(explain())) as PositionQuestionError;
    expect([error.errorName, error.message.split("\n")[0]]).to.deep.equal([
      "NoPositionRule",
      `There is no position book that can answer: NoPositionRule (token ${token}).`,
    ]);
    expect((await explain({ ...more, book })).allowed).to.equal(false);
  });

  it("the twin decides as the book does that an engine moves", async () => {
    const { w, contract, token, enforce, wallets } = await opened();
    await enforce();
    await w.token.connect(w.agent).mint(wallets.alice, 60n);
    const move = {
      ...{ token, judged: true, sender: 0n, receiver: ALICE, senderHolding: 0n, receiverHolding: 60n },
      ...{ amount: 1n, time: await w.now() },
    };
    const { allowed, subject, measured, limit } = await contract.weigh(move);
    const facts: sdk.BookFacts = {
      products: new Map([
        [
          token,
          {
            ...{ underlying: 1, page: 1, month: 683, side: "long", settlement: "physical" },
            ...{ spot: false, closed: false, lot: 1n, ratio: CONTRACT },
          },
        ],
      ]),
      underlyings: new Map([
        [
          1,
          {
            terms: { ...NO_TERMS, allMonths: 100n },
            months: new Map([[683, { single: 60n, steps: [], apart: false, ...LAW, ...POLICY }]]),
            standings: new Map(),
          },
        ],
      ]),
      closures: new Map(),
      counted: new Map([[ALICE, new Map([[1, { lots: new Map([[token, 60n]]), attributedTo: [] }]])]]),
    };
    expect(plain(sdk.judgePosition(facts, move).answer)).to.deep.equal(plain({ allowed, subject, measured, limit }));
    expect(plain(sdk.judgePosition(facts, { ...move, token: zeroAddress }).answer)).to.deep.equal(
      plain({ allowed: false, subject: 0n, measured: maxUint256, limit: 0n }),
    );
  });
});
