import { expect } from "chai";
import { MaxUint256 } from "ethers";
import { publishProgram, scheduleProgram } from "../../sdk/change/index.js";
import { RULE_KIND_NAMES, RULE_KINDS } from "../../sdk/kinds/index.js";
import { type Attempt, expectAllowed, make } from "../fixtures/attempt.js";
import { someRules } from "../fixtures/leverageRules.js";
import { enrol, someWallet } from "../fixtures/registers.js";
import { someProgram, type SomeRule } from "../fixtures/rules.js";
import { SLOTS } from "../fixtures/slots.js";
import { scheduleMeters } from "../fixtures/meters.js";
import { positionLimit } from "../fixtures/positionRule.js";
import { called, entered, writesOf } from "../fixtures/traces.js";
import { FACTS, freshWalks, LONG_FRESH, NOTICE, type Walk } from "../fixtures/walk.js";
import { type PlainToken } from "../../types/index.js";

/** Countries of everybody in the walk. */
const SETS = [
  [276, 826, 840],
  [408, 643],
  // Of nobody a region is recorded.
  [0],
];

/** Of every kind at least one; all bind a transfer between any two of the walk, and none refuses. */
const RULES: readonly SomeRule[] = [
  { kind: "forbiddenStates", limit: 2n },
  { kind: "forbiddenStates", side: "sender", limit: 4n },
  { kind: "requiredStatuses", limit: 1n },
  { kind: "laneInSet", limit: 0x2cn },
  { kind: "countryIn", limit: 0n },
  {
    kind: "countryNotIn",
    limit: 1n,
    countrySet: { set: 0, outside: false },
    otherCountrySet: { set: 1, outside: true },
  },
  { kind: "evidenceFresh", limit: 0n },
  { kind: "evidenceFresh", limit: 1n },
  { kind: "regionIn", limit: 2n },
  { kind: "regionNotIn", limit: 0n },
  { kind: "spenderRegistered", side: "spender" },
  { kind: "mostUnits", limit: 1_000_000n },
  { kind: "mostShare", limit: 100n, window: 9_000 },
  { kind: "leastHolding", limit: 2n },
  { kind: "leastHolding", side: "sender", limit: 2n },
  // Of a lane that nobody has: whoever has it may only leave.
  { kind: "wholeHoldingOnly", side: "sender", lanes: 1 << 7 },
  { kind: "fewestHolders", side: "sender", limit: 1n },
  { kind: "mostHolders", limit: 10n },
  { kind: "mostHolders", limit: 5n, modes: 2 },
  { kind: "notHalted", side: "token" },
  { kind: "notBefore", side: "token", limit: 1n },
  { kind: "notAfter", side: "token", limit: LONG_FRESH },
  ...someRules(),
  { kind: "leastPerMovement", side: "token", limit: 1n },
  { kind: "mostPerMovement", side: "token", limit: 1_000n },
];

describe("what a movement writes", () => {
  const fresh = freshWalks();

  /** All kinds of rules are in force; alice, in both wallets, and bob hold 1,000 units each, and the spender may move alice's. */
  async function ruled() {
    const w = await fresh();
    const update = (wallet: string, facts: typeof FACTS.alice) =>
      w.engine.connect(w.registrar).update(w.registry, wallet, { ...facts, statuses: 1 });
    await update(w.alice.address, FACTS.alice);
    await update(w.bob.address, FACTS.bob);
    await update(w.carol.address, FACTS.carol);
    for (const to of [w.alice, w.alice2, w.bob]) await make(w, { kind: "mint", to, amount: 1_000n });
    await w.token.connect(w.alice).approve(w.spender.address, 500n);
    await enrol(w, [w.spender.address], FACTS.carol);
    await w.enforce(RULES, SETS);
    return w;
  }

  /** The same holders of a plain ERC-20. */
  async function plainly(w: Walk): Promise<PlainToken> {
    const plain = await w.ethers.deployContract("PlainToken", ["Plain", "PLN"]);
    for (const to of [w.alice, w.alice2, w.bob]) await plain.mint(to.address, 1_000n);
    await plain.connect(w.alice).approve(w.spender.address, 500n);
    return plain;
  }

  const writes = async (w: Walk, attempt: Attempt) => {
    const all = await writesOf(w.connection, (await make(w, attempt)).hash, w.at.token);
    return {
      token: all.filter(({ at }) => at === w.at.token),
      engine: all.filter(({ at }) => at === w.at.engine).map(({ slot }) => slot),
      others: all.filter(({ at }) => at !== w.at.token && at !== w.at.engine),
    };
  };

  it("default: the rules are of every kind but those on lots, on meters and of others, and all bind", async () => {
    const w = await ruled();
    const kinds = RULE_KIND_NAMES.filter(
      (kind) => !["lots", "meter", "plugIn", "positions"].includes(RULE_KINDS[kind].judgedOn),
    );
    expect(new Set(RULES.map(({ kind }) => kind))).to.deep.equal(new Set(kinds));
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 10n });
    // Each alone, turned so that nobody passes, refuses a movement of this kind.
    const impossible: Readonly<Record<string, Partial<SomeRule>>> = {
      ...{
        forbiddenStates: { limit: 4n },
        requiredStatuses: { limit: 3n },
        laneInSet: { limit: 1n },
        countryIn: { limit: 1n },
      },
      ...{
        countryNotIn: { limit: 0n },
        mostUnits: { limit: 5n },
        mostShare: { window: 1 },
        mostHolders: { limit: 0n },
      },
      ...{ leastHolding: { limit: 100_000n }, notBefore: { limit: LONG_FRESH }, notAfter: { limit: 1n } },
      ...{ leastPerMovement: { limit: 11n }, mostPerMovement: { limit: 9n } },
      ...{ mostEmbeddedLeverage: { window: 201 }, mostLeverage: {}, encumberedStays: {} },
      ...{ regionIn: { limit: 0n }, regionNotIn: { limit: 2n }, wholeHoldingOnly: { lanes: 0 } },
    };
    await w.engine.connect(w.registrar).update(w.registry, w.bob.address, { ...FACTS.bob, statuses: 1 });
    // The stranger may mark somebody as leveraged; nobody says how much, and which units are encumbered.
    await w.engine.connect(w.admin).setRegistrar(w.registry, w.stranger.address, 0, 4);
    for (const { address } of [w.alice, w.bob])
      await w.engine.connect(w.stranger).updateBits(w.registry, address, 0, 4, 0);
    for (const [index, rule] of RULES.entries()) {
      const turned = impossible[rule.kind];
      if (turned === undefined) continue;
      await w.enforce([{ ...rule, ...turned }], SETS);
      const to = rule.kind === "mostHolders" ? w.carol : w.bob;
      const asked = { kind: 0, token: w.at.token, spender: someWallet(0), from: w.alice.address, to: to.address };
      const { allowed, first } = await w.engine.check({ ...asked, spender: w.spender.address, amount: 10n });
      expect([allowed, first.rule], `rule ${index}, ${rule.kind}`).to.deep.equal([false, 0n]);
    }
  });

  for (const [what, attempt] of [
    ["transfer", (w: Walk) => ({ kind: "transfer", from: w.alice, to: w.bob, amount: 10n })],
    ["transferFrom", (w: Walk) => ({ kind: "transfer", spender: w.spender, from: w.alice, to: w.bob, amount: 10n })],
    [
      "transfer between two wallets of one person",
      (w: Walk) => ({ kind: "transfer", from: w.alice, to: w.alice2, amount: 10n }),
    ],
    ["transfer to oneself", (w: Walk) => ({ kind: "transfer", from: w.alice, to: w.alice, amount: 1_000n })],
    ["mint", (w: Walk) => ({ kind: "mint", to: w.bob, amount: 10n })],
    ["burn", (w: Walk) => ({ kind: "burn", from: w.bob, amount: 10n })],
  ] as readonly (readonly [string, (w: Walk) => Attempt])[]) {
    it(`default: a steady ${what} under ${RULES.length} rules writes what a plain ERC-20 writes, and nothing at the engine`, async () => {
      const w = await ruled();
      const plain = await plainly(w);
      for (const frozen of [false, true]) {
        if (frozen) await w.token.connect(w.agent).setFrozenUnits(w.bob.address, 5n);
        const written = await writes(w, attempt(w));
        const { hash } = await make({ ...w, token: plain as unknown as Walk["token"] }, attempt(w));
        const plainWrites = await writesOf(w.connection, hash, await plain.getAddress());
        expect(plainWrites.length).to.be.greaterThan(1);
        expect(written.token).to.have.length(plainWrites.length);
        expect(written.token.map(({ value }) => value)).to.deep.equal(plainWrites.map(({ value }) => value));
        expect([written.engine, written.others]).to.deep.equal([[], []]);
      }
    });
  }

  it("behavior: a steady transfer under rules that read no meter and ask nobody enters no other half", async () => {
    const w = await ruled();
    const { hash } = await make(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 10n });
    expect(await entered(w.connection, hash)).to.deep.equal([]);
  });

  it("behavior: a steady transferFrom on an endless allowance, and a steady forced movement", async () => {
    const w = await ruled();
    await w.token.connect(w.alice).approve(w.spender.address, MaxUint256);
    for (const attempt of [
      { kind: "transfer", spender: w.spender, from: w.alice, to: w.bob, amount: 10n },
      { kind: "forced", from: w.alice, to: w.bob, amount: 10n },
    ] as const) {
      const { token, engine, others } = await writes(w, attempt);
      // An order is used up: its document and who filed it.
      expect([token.length, engine, others]).to.deep.equal([attempt.kind === "forced" ? 4 : 2, [], []]);
    }
  });

  const record = (w: Walk, { address }: { readonly address: string }) => SLOTS.record(w.registry, address);

  it("behavior: a new holder costs the engine a record, a bit, and two counts", async () => {
    const w = await ruled();
    const { token, engine, others } = await writes(w, { kind: "transfer", from: w.alice, to: w.carol, amount: 10n });
    const { token: at } = w.at;
    const expected = [record(w, w.carol), SLOTS.holders(at, 3n), SLOTS.counts(at, 826), SLOTS.totals(at)];
    expect(engine).to.deep.equal(expected);
    expect([token.length, others]).to.deep.equal([2, []]);
    const minted = await writes(w, { kind: "burn", from: w.carol, amount: 10n });
    expect(minted.engine).to.deep.equal(expected);
  });

  it("behavior: with several wallets, also the number of tokens in their list; a further wallet costs a record alone", async () => {
    const w = await ruled();
    const investor = await enrol(w, [w.stranger.address, someWallet(0)], { ...FACTS.carol, statuses: 1 });
    const { token: at } = w.at;
    const list = SLOTS.wallets(w.registry, investor);
    const mint = { kind: "mint", amount: 10n } as const;
    const first = await writes(w, { ...mint, to: w.stranger });
    const counts = [SLOTS.counts(at, 826), SLOTS.totals(at)];
    expect(first.engine).to.deep.equal([record(w, w.stranger), SLOTS.holders(at, investor), list, ...counts]);
    const second = await writes(w, {
      kind: "forced",
      from: w.alice,
      to: { address: someWallet(0) } as Walk["alice"],
      amount: 10n,
    });
    expect(second.engine).to.deep.equal([record(w, { address: someWallet(0) })]);
    const emptied = await writes(w, { kind: "burn", from: w.stranger, amount: 10n });
    expect(emptied.engine).to.deep.equal([record(w, w.stranger)]);
  });

  it("behavior: a whole exit costs two records, two bits, and the counts that move", async () => {
    const w = await ruled();
    const { token: at } = w.at;
    const update = { ...FACTS.bob, statuses: 1 };
    const swap = [record(w, w.bob), SLOTS.holders(at, 2n), record(w, w.carol), SLOTS.holders(at, 3n)];
    for (const [facts, counts] of [
      [update, []],
      [{ ...update, lane: 3 }, [SLOTS.counts(at, 276), SLOTS.totals(at)]],
      [{ ...update, country: 826 }, [SLOTS.counts(at, 276), SLOTS.counts(at, 826)]],
      [{ ...update, country: 826, lane: 3 }, [SLOTS.counts(at, 276), SLOTS.counts(at, 826), SLOTS.totals(at)]],
    ] as const) {
      const snapshot = await w.networkHelpers.takeSnapshot();
      await w.engine.connect(w.registrar).update(w.registry, w.carol.address, facts);
      const { engine } = await writes(w, { kind: "transfer", from: w.bob, to: w.carol, amount: 1_000n });
      expect(engine).to.deep.equal([...swap, ...counts]);
      await snapshot.restore();
    }
  });

  it("behavior: a forced movement that takes frozen units costs one more word", async () => {
    const w = await ruled();
    await w.token.connect(w.agent).setFrozenUnits(w.bob.address, 995n);
    const forced = { kind: "forced", from: w.bob, to: w.alice, amount: 5n } as const;
    expect((await writes(w, forced)).engine).to.deep.equal([]);
    expect((await writes(w, forced)).engine).to.deep.equal([SLOTS.walletState(w.at.token, w.bob.address)]);
  });

  it("behavior: without a meter in the program no other half is entered; with one the sixth, to read and to write", async () => {
    const w = await ruled();
    const attempt = { kind: "transfer", from: w.alice, to: w.bob, amount: 10n } as const;
    const halves = async () => entered(w.connection, (await make(w, attempt)).hash);
    expect(await halves()).to.deep.equal([]);
    const outflow: SomeRule = { kind: "mostOutflow", side: "sender", window: 90, limit: 1_000n };
    await w.enforce([outflow]);
    const sixth = await w.engine.metersHalf();
    expect(await halves()).to.deep.equal([sixth, sixth]);
    const { engine } = await writes(w, attempt);
    expect(engine.length, "the slot that holds the first two days").to.equal(1);
    // A program to come: it is written for that, and nothing is read.
    await w.enforce([]);
    expect(await halves()).to.deep.equal([]);
    await scheduleMeters(w, [outflow]);
    expect(await halves()).to.deep.equal([sixth]);
  });

  it("behavior: without a rule on positions nobody outside is called; with one its book, once, and no half; a program to come tells it nothing", async () => {
    const w = await ruled();
    const attempt = { kind: "transfer", from: w.alice, to: w.bob, amount: 10n } as const;
    const outside = async (one: Attempt = attempt) => {
      const { hash } = await make(w, one);
      expect(await entered(w.connection, hash)).to.deep.equal([]);
      return called(w.connection, hash);
    };
    // The token asks the engine.
    expect(await outside()).to.deep.equal([w.at.engine]);
    const book = await w.ethers.deployContract("PlainPositions", [w.at.engine, w.at.token, 1n, 1n, 10n ** 9n]);
    const at = await book.getAddress();
    await w.enforce([...RULES, positionLimit(at)], SETS);
    expect(await outside()).to.deep.equal([w.at.engine, at]);
    expect(await outside({ ...attempt, amount: 0n })).to.deep.equal([w.at.engine]);
    expect(await outside({ ...attempt, to: w.alice2 })).to.deep.equal([w.at.engine]);
    const { engine, others } = await writes(w, attempt);
    expect(engine, "nothing at the engine").to.deep.equal([]);
    expect(new Set(others.map((write) => write.at)), "what changes is the book's").to.deep.equal(new Set([at]));
    await w.enforce(RULES, SETS);
    const program = someProgram([positionLimit(at)]);
    await w.send(w.author, publishProgram({ engine: w.at.engine, program: program.bytes }));
    const effectiveFrom = (await w.now()) + NOTICE + 60n;
    const { engine: to, token } = w.at;
    await w.send(w.author, scheduleProgram({ engine: to, token, programId: program.id, effectiveFrom }));
    expect(await outside()).to.deep.equal([w.at.engine]);
  });
});
