import { expect } from "chai";
import { MaxUint256, ZeroAddress, ZeroHash } from "ethers";
import { maskOf, MODES, MOVEMENTS } from "../../sdk/kinds/index.js";
import { asMovement, type Attempt, expectAllowed, make } from "../fixtures/attempt.js";
import { ALL_ORIGINS, LOTS_RULE, setLots, TERMS, today } from "../fixtures/lots.js";
import { published, saidAs, saidNow, scheduled } from "../fixtures/rehearsals.js";
import { type SomeRule } from "../fixtures/rules.js";
import { DAY, FACTS, freshWalks, NOTICE, someFacts, type Walk } from "../fixtures/walk.js";

describe("rehearsals: another program, another time", () => {
  const fresh = freshWalks();
  const at = (w: Walk, time: bigint) => w.networkHelpers.time.setNextBlockTimestamp(time);
  const mostUnits = (limit: bigint): SomeRule => ({ kind: "mostUnits", limit });
  /** Of who they are. */
  const evidenceFresh: SomeRule = { kind: "evidenceFresh", limit: 0n };
  const together = maskOf(MODES, ["together"]);
  /** Holders in Germany and the United Kingdom, of whom bob and carol would be two. */
  const EUROPE = [276, 826];
  const mostInEurope = (limit: bigint): SomeRule => ({
    ...{ kind: "mostHolders", modes: together, countrySet: { set: 0, outside: false }, limit },
  });

  /** Alice holds 60 and 40 units in two wallets, bob 100. */
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
  const sale = (w: Walk, amount: bigint): Attempt => ({ kind: "transfer", from: w.alice, to: w.bob, amount });
  const current = async (w: Walk) => (await w.engine.programsOf(w.at.token)).current;

  /** Each way in which the three people can move something, or nothing. */
  const attempts = (w: Walk): readonly Attempt[] => {
    const people = [w.alice, w.alice2, w.bob, w.carol];
    const transfers = people.flatMap((from) =>
      people.map((to) => ({ kind: "transfer", from, to, amount: 60n }) as const),
    );
    const mints = people.map((to) => ({ kind: "mint", to, amount: 1n }) as const);
    return [
      ...transfers,
      ...mints,
      { kind: "burn", from: w.bob, amount: 100n },
      { kind: "transfer", spender: w.spender, from: w.alice, to: w.bob, amount: 1n },
      { kind: "transfer", from: w.stranger, to: w.bob, amount: 1n },
      { kind: "forced", from: w.bob, to: w.carol, amount: 100n },
      { kind: "recovery", from: w.alice, to: w.alice2, amount: 60n },
    ];
  };

  it("default: allowed one second before effectiveFrom and refused at it, as the chain does then", async () => {
    const w = await held();
    const before = await current(w);
    const next = await published(w, [mostUnits(120n)]);
    const from = await scheduled(w, next);
    const attempt = sale(w, 21n);
    const refused = [["HoldingAboveLimit", 2n, 121n, 120n]];
    expect(await saidAs(w, attempt, { asOf: from - 1n })).to.deep.equal({ program: before, findings: [] });
    for (const asOf of [from, from + 1n, from + 900n * DAY])
      expect(await saidAs(w, attempt, { asOf })).to.deep.equal({ program: next.address, findings: refused });
    const checked = await w.engine.checkAs(w.at.token, ZeroHash, asMovement(w, attempt), from);
    expect([checked.allowed, checked.first.rule, checked.first.limit, checked.program]).to.deep.equal([
      ...[false, 0n, 120n, next.address],
    ]);

    const snapshot = await w.networkHelpers.takeSnapshot();
    await at(w, from - 1n);
    await (await make(w, attempt)).wait();
    await snapshot.restore();
    await at(w, from);
    await expect(make(w, attempt))
      .to.be.revertedWithCustomError(w.reasons, "HoldingAboveLimit")
      .withArgs(0, 2, 121, 120);
    expect(await saidAs(w, attempt, { asOf: from - 1n }), "not settled yet").to.deep.equal({
      ...{ program: before, findings: [] },
    });
    await w.engine.settle(w.at.token);
    expect((await saidAs(w, attempt, { asOf: from - 1n })).program, "what was before is not kept").to.equal(
      next.address,
    );
  });

  it("args: programId: one that is in force nowhere, and the one in force, which has been superseded", async () => {
    const w = await held();
    const [first, other] = [await published(w, []), await published(w, [mostUnits(120n)])];
    const allowed = { program: first.address, findings: [] };
    const refused = { program: other.address, findings: [["HoldingAboveLimit", 2n, 130n, 120n]] };
    expect(await saidAs(w, sale(w, 30n), { id: other.id })).to.deep.equal(refused);
    expect(await saidAs(w, sale(w, 30n), { id: first.id })).to.deep.equal(allowed);
    await w.networkHelpers.time.increaseTo(await scheduled(w, other));
    expect(await saidAs(w, sale(w, 30n), { id: first.id })).to.deep.equal(allowed);
    expect(await saidAs(w, sale(w, 30n), {})).to.deep.equal(refused);
    expect(await saidNow(w, sale(w, 30n))).to.deep.equal(refused);
  });

  it("behavior: a first program is asked about before it is scheduled, and before it takes effect", async () => {
    const w = await fresh();
    const token = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Further", "FUR", 0]);
    const address = await token.getAddress();
    const movement = asMovement(w, { kind: "mint", to: w.bob, amount: 5n });
    const program = await published(w, [mostUnits(4n)]);
    const ask = async (id: string, asOf: bigint) => {
      const { findings, program: by } = await w.engine.explainAs(address, id, movement, asOf);
      return [w.reasons.interface.getError(findings[0]!.reason)!.name, findings.length, by];
    };
    const missing = ["ProgramMissing", 1, ZeroAddress];
    for (const id of [ZeroHash, program.id]) expect(await ask(id, 0n), "not admitted").to.deep.equal(missing);
    await w.engine.connect(w.admin).admit(w.registry, address, w.at.manager, NOTICE);
    expect(await ask(ZeroHash, 0n)).to.deep.equal(missing);
    const refused = ["HoldingAboveLimit", 1, program.address];
    expect(await ask(program.id, 0n), "admitted").to.deep.equal(refused);
    const from = (await w.now()) + 60n;
    await w.engine.connect(w.author).schedule(address, program.id, from);
    expect(await ask(ZeroHash, from - 1n)).to.deep.equal(missing);
    expect(await ask(ZeroHash, from)).to.deep.equal(refused);
  });

  it("behavior: a program that nobody published is none, and a kind that is not weighed comes first", async () => {
    const w = await held();
    const id = `0x${"ab".repeat(32)}`;
    const missing = { program: ZeroAddress, findings: [["ProgramMissing", BigInt(w.at.token), 0n, 0n]] };
    for (const asOf of [0n, 1n, MaxUint256]) expect(await saidAs(w, sale(w, 1n), { id, asOf })).to.deep.equal(missing);
    for (const kind of [MOVEMENTS.settlement, 8, 255]) {
      const movement = { ...asMovement(w, sale(w, 1n)), kind };
      const { allowed, first, program } = await w.engine.checkAs(w.at.token, id, movement, 0n);
      expect([allowed, first.reason, first.measured, program]).to.deep.equal([
        ...[false, w.reasons.interface.getError("KindUnsupported")!.selector, BigInt(kind), ZeroAddress],
      ]);
    }
  });

  it("behavior: pauses, freezes and unknown wallets are those of now, whenever and whatever is asked", async () => {
    const w = await held();
    const { id } = await published(w, [mostUnits(120n)]);
    await w.token.connect(w.guardian).pause();
    await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 50n);
    for (const asOf of [0n, 1n, (await w.now()) + 900n * DAY]) {
      const { findings } = await saidAs(w, sale(w, 30n), { id, asOf });
      expect(findings.map(([reason]) => reason)).to.deep.equal(["TokenPaused", "UnitsNotFree", "HoldingAboveLimit"]);
      const unknown = await saidAs(w, { ...sale(w, 30n), to: w.stranger }, { id, asOf });
      expect(unknown.findings.map(([reason]) => reason)).to.deep.equal(["TokenPaused", "WalletUnknown"]);
    }
  });

  it("behavior: evidence is fresh until the second before its end, as the chain finds then", async () => {
    const w = await held();
    const until = (await w.now()) + 30n * DAY;
    const facts = someFacts({ ...FACTS.carol, kycUntil: until });
    await w.engine.connect(w.registrar).update(w.registry, w.carol.address, facts);
    const program = await published(w, [evidenceFresh]);
    const attempt: Attempt = { kind: "transfer", from: w.alice, to: w.carol, amount: 1n };
    const stale = (asOf: bigint) => [["EvidenceExpired", 3n, asOf, until]];
    for (const id of [program.id, ZeroHash]) {
      if (id === ZeroHash) await w.enforce([evidenceFresh]);
      expect((await saidAs(w, attempt, { id, asOf: until - 1n })).findings).to.deep.equal([]);
      for (const asOf of [until, until + 1n, MaxUint256])
        expect((await saidAs(w, attempt, { id, asOf })).findings).to.deep.equal(stale(asOf));
    }
    await at(w, until - 1n);
    await (await make(w, attempt)).wait();
    await at(w, until);
    await expect(make(w, attempt))
      .to.be.revertedWithCustomError(w.reasons, "EvidenceExpired")
      .withArgs(0, 3, until, until);
    expect((await saidAs(w, attempt, { asOf: until - 1n })).findings, "of the past").to.deep.equal([]);
  });

  it("behavior: groups of a program that is in force nowhere, as after it was put in force; one that awaits them counts by its id only", async () => {
    const w = await held();
    const rules = [mostInEurope(1n), { ...mostInEurope(1n), kind: "fewestHolders", side: "sender" } as const];
    const program = await published(w, rules, [EUROPE]);
    const rehearsed = await Promise.all(attempts(w).map((each) => saidAs(w, each, { id: program.id })));
    expect(rehearsed.flatMap(({ findings }) => findings.map(([reason]) => reason))).to.include.members([
      ...["HoldersAboveLimit", "HoldersBelowLeast"],
    ]);
    const from = await scheduled(w, program);
    const before = await current(w);
    expect((await saidAs(w, sale(w, 1n), { asOf: from })).program, "settle comes first").to.equal(before);
    await w.networkHelpers.time.increaseTo(from);
    for (const [n, each] of attempts(w).entries())
      expect(await saidAs(w, each, { id: program.id })).to.deep.equal(rehearsed[n]);
    await w.engine.settle(w.at.token);
    for (const [n, each] of attempts(w).entries()) expect(await saidNow(w, each)).to.deep.equal(rehearsed[n]);
  });

  it("behavior: groups of a program that was superseded, and of another set while one is in force, are counted anew", async () => {
    const w = await held();
    const rules = [mostInEurope(2n)];
    const id = await w.enforce(rules, [EUROPE]);
    const mint: Attempt = { kind: "mint", to: w.carol, amount: 1n };
    const other = await published(w, [mostInEurope(1n)], [[276, 826, 840]]);
    const above = (measured: bigint, limit: bigint) => [["HoldersAboveLimit", 3n, measured, limit]];
    expect((await saidAs(w, mint, { id: other.id })).findings).to.deep.equal(above(3n, 1n));
    expect(await saidAs(w, mint, { id })).to.deep.equal(await saidNow(w, mint));
    await w.networkHelpers.time.increaseTo(await scheduled(w, await published(w, [])));
    // In force by time and not settled: nobody keeps the group any more.
    await make(w, mint);
    await make(w, { kind: "burn", from: w.bob, amount: 100n });
    await make(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 10n });
    const tighter = await published(w, [mostInEurope(1n)], [EUROPE]);
    await make(w, { kind: "burn", from: w.carol, amount: 1n });
    expect((await saidAs(w, mint, { id })).findings).to.deep.equal([]);
    expect((await saidAs(w, mint, { id: tighter.id })).findings).to.deep.equal(above(2n, 1n));
  });

  it("behavior: lots of a token that keeps none, as after the keeping began today; from the end of the period on, it is over", async () => {
    const w = await held();
    const program = await published(w, [{ ...LOTS_RULE, limit: ALL_ORIGINS }], [], TERMS);
    await at(w, ((await today(w)) + 1n) * DAY + DAY / 4n);
    await w.networkHelpers.mine();
    const everything = sale(w, 60n);
    const [[reason, subject, , ends] = ["", 0n, 0n, 0n]] = (await saidAs(w, everything, { id: program.id })).findings;
    expect([reason, subject]).to.deep.equal(["UnitsTooYoung", 1n]);
    const ask = async (asOf: bigint) => (await saidAs(w, everything, { id: program.id, asOf })).findings;
    expect(await ask(ends - 1n)).to.deep.equal([[reason, subject, ends - 1n, ends]]);
    expect(await ask(ends)).to.deep.equal([]);
    expect(await ask(1n), "of a day before the keeping").to.deep.equal([[reason, subject, 1n, ends]]);
    const from = await scheduled(w, program);
    expect((await w.engine.metering(w.at.token)).startDay, "on the same day").to.equal(await today(w));
    expect((await saidAs(w, everything, { asOf: from })).program, "lots come first").to.equal(await current(w));
    await w.engine.connect(w.agent).completeLots(w.at.token);
    expect((await saidAs(w, everything, { asOf: from - 1n })).findings).to.deep.equal([]);
    expect((await saidAs(w, everything, { asOf: from })).program).to.equal(program.address);
    await w.networkHelpers.time.increaseTo(ends - 2n);
    await at(w, ends - 1n);
    await expect(make(w, everything))
      .to.be.revertedWithCustomError(w.reasons, "UnitsTooYoung")
      .withArgs(0, 1, ends - 1n, ends);
    await at(w, ends);
    await (await make(w, everything)).wait();
  });

  it("behavior: lots that are kept are taken as they stand, complete or not", async () => {
    const w = await held();
    const program = await published(w, [{ ...LOTS_RULE, limit: ALL_ORIGINS }], [], TERMS);
    const from = await scheduled(w, program);
    const old = (await today(w)) - 400n;
    await setLots(w, w.alice, [
      [old, 0n, 70n],
      [await today(w), 0n, 30n],
    ]);
    const ask = async (amount: bigint) => (await saidAs(w, sale(w, amount), { id: program.id, asOf: from })).findings;
    // All of the first wallet is of the old lot.
    expect(await ask(60n)).to.deep.equal([]);
    await make(w, { kind: "transfer", from: w.alice2, to: w.alice, amount: 40n });
    expect(await ask(70n)).to.deep.equal([]);
    expect((await ask(71n)).map(([reason]) => reason)).to.deep.equal(["UnitsTooYoung"]);
    await w.engine.connect(w.agent).completeLots(w.at.token);
    await w.networkHelpers.time.increaseTo(from);
    await expectAllowed(w, sale(w, 70n));
  });

  it("behavior: asked about the program in force and about now, every view says the same", async () => {
    const w = await held();
    const id = await w.enforce(
      [
        mostUnits(130n),
        mostInEurope(1n),
        { ...LOTS_RULE, limit: ALL_ORIGINS },
        { kind: "mostShare", window: 6_000, limit: 1n },
      ],
      [EUROPE],
      TERMS,
    );
    await w.engine.connect(w.agent).completeLots(w.at.token);
    await w.engine.settle(w.at.token);
    expect(await current(w)).to.equal(await w.engine.programAddress(id));
    for (const each of attempts(w)) {
      const now = await saidNow(w, each);
      for (const some of [{}, { id }]) expect(await saidAs(w, each, some)).to.deep.equal(now);
    }
    const movements = attempts(w).map((each) => asMovement(w, each));
    const [many, rehearsed] = [
      await w.engine.checkMany(movements),
      await w.engine.checkManyAs(ZeroHash, movements, 0n),
    ];
    expect(rehearsed).to.deep.equal(many);
  });

  it("behavior: checkAs asks about its own token, checkManyAs about the one that each movement names", async () => {
    const w = await held();
    const { id } = await published(w, [mostUnits(120n)]);
    const movement = asMovement(w, sale(w, 30n));
    const elsewhere = { ...movement, token: w.stranger.address };
    const { first } = await w.engine.checkAs(w.at.token, id, elsewhere, 0n);
    expect(first.limit).to.equal(120n);
    const answers = await w.engine.checkManyAs(id, [elsewhere, movement], 0n);
    expect(answers.map(({ allowed, first: { limit, subject } }) => [allowed, limit, subject])).to.deep.equal([
      [false, 0n, BigInt(w.stranger.address)],
      [false, 120n, 2n],
    ]);
    expect(await w.engine.checkManyAs(id, [], 0n)).to.deep.equal([]);
  });

  it("behavior: called at the fifth half's own address, it knows no token and no program", async () => {
    const w = await held();
    const half = await w.ethers.getContractAt("IRehearsals", await w.engine.rehearsalsHalf());
    const { id } = await published(w, []);
    for (const each of [ZeroHash, id]) {
      const { allowed, first, program } = await half.checkAs(w.at.token, each, asMovement(w, sale(w, 1n)), 0n);
      const { selector } = w.reasons.interface.getError("ProgramMissing")!;
      expect([allowed, first.reason, program]).to.deep.equal([false, selector, ZeroAddress]);
    }
  });
});
