import { type HardhatEthersSigner as Account } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { evaluate } from "../../sdk/program/index.js";
import { readFacts } from "../../sdk/check/index.js";
import { MOST_UNITS, STRICTLY } from "../../sdk/kinds/index.js";
import { asMovement, type Attempt, expectAllowed, expectRefused, INSTRUMENT, make } from "../fixtures/attempt.js";
import { admitFurther } from "../fixtures/further.js";
import { enforceGroup, ISSUER, markOf, NO_PLAN, PLANS, sumsOf, sync } from "../fixtures/groupShares.js";
import { setStatuses } from "../fixtures/lots.js";
import { meterOf, scheduleMeters } from "../fixtures/meters.js";
import { someProgram, type SomeRule } from "../fixtures/rules.js";
import { freshWalks, type Walk } from "../fixtures/walk.js";

/** As `HostileToken.Answers`. */
const REVERTS = 1;
const NONE = { counted: false, excluded: false, weight: 0n };
const PLAN = { counted: true, excluded: false, weight: 10_000n };
const OTHER = { counted: true, excluded: false, weight: 0n };
const OUTSIDE = { counted: true, excluded: true, weight: 0n };

describe("the share of a group", () => {
  const fresh = freshWalks();

  /** Alice, who is no plan, holds 800 units, bob, a plan, 150, and the issuer, carol, 50: plans hold 150 of 950. */
  async function held(): Promise<Walk> {
    const w = await fresh();
    await setStatuses(w, w.alice, NO_PLAN);
    await setStatuses(w, w.carol, ISSUER);
    await mint(w, w.alice, 800n);
    await mint(w, w.bob, 150n);
    await mint(w, w.carol, 50n);
    return w;
  }
  async function counted(rules: readonly SomeRule[] = [PLANS]) {
    const w = await held();
    const meter = await enforceGroup(w, rules, [w.alice, w.bob, w.carol]);
    return { w, meter };
  }

  const mint = (w: Walk, to: Account, amount: bigint) => make(w, { kind: "mint", to, amount });
  const sale = (from: Account, to: Account, amount: bigint): Attempt => ({ kind: "transfer", from, to, amount });
  const above = (subject: bigint, measured: bigint, limit: bigint) => ({
    ...{ reason: "GroupShareAboveLimit", rule: 0, subject, measured, limit },
  });
  const current = async (w: Walk) => (await w.engine.programsOf(w.at.token)).current;
  /** The decision in TypeScript, on the chain's facts, is the chain's. */
  async function expectSame(w: Walk, attempt: Attempt): Promise<void> {
    const movement = { ...asMovement(w, attempt), kind: attempt.kind };
    const { facts, program } = await readFacts(w.connection.provider, movement as never);
    const decision = evaluate(program, facts, movement as never);
    const { findings } = await w.engine.explain(asMovement(w, attempt));
    expect(decision.allowed ? [] : [decision.first, ...decision.rest].map(({ measured }) => measured)).to.deep.equal(
      findings.map(({ measured }) => measured),
    );
  }

  it("default: less than the share, to the unit, of what is not excluded; the share itself is refused", async () => {
    const { w, meter } = await counted();
    expect(await sumsOf(w, meter)).to.deep.equal({ weighted: 1_500_000n, excluded: 50n, counted: 1000n });
    // Of 950, 237.5 are a quarter: 237 are less.
    await expectRefused(w, sale(w.alice, w.bob, 88n), above(2n, 238n, 237n));
    await expectSame(w, sale(w.alice, w.bob, 88n));
    await expectAllowed(w, sale(w.alice, w.bob, 87n));
    await expectRefused(w, sale(w.alice, w.bob, 1n), above(2n, 238n, 237n));
    expect(await sumsOf(w, meter)).to.deep.equal({ weighted: 2_370_000n, excluded: 50n, counted: 1000n });
    // A mint to a plan makes both larger: (237 + a) of (950 + a).
    await expectRefused(w, { kind: "mint", to: w.bob, amount: 1n }, above(2n, 238n, 237n));
    await expectAllowed(w, { kind: "mint", to: w.alice, amount: 1n });
    await expectRefused(w, { kind: "mint", to: w.bob, amount: 1n }, above(2n, 238n, 237n));
    await expectAllowed(w, { kind: "mint", to: w.alice, amount: 1n });
    await expectAllowed(w, { kind: "mint", to: w.bob, amount: 1n });
    await expectRefused(w, sale(w.carol, w.bob, 1n), above(2n, 239n, 238n));
  });

  it("behavior: a share that may be reached is allowed itself", async () => {
    const { w } = await counted([{ ...PLANS, window: 2000 }]);
    await expectRefused(w, sale(w.alice, w.bob, 41n), above(2n, 191n, 190n));
    await expectAllowed(w, sale(w.alice, w.bob, 40n));
  });

  it("behavior: it refuses no exit, no sale among equals, and nothing to who is no member", async () => {
    const { w, meter } = await counted();
    await setStatuses(w, w.alice, 0);
    await sync(w, meter, w.alice);
    expect((await sumsOf(w, meter)).weighted, "all of it is plans' now").to.equal(9_500_000n);
    await expectAllowed(w, sale(w.alice, w.bob, 10n));
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 10n });
    await expectRefused(w, sale(w.carol, w.bob, 1n), above(2n, 941n, 235n));
    await expectRefused(w, { kind: "mint", to: w.bob, amount: 1n }, above(2n, 941n, 235n));
    // Of 940 the group has 940: to who is excluded it sells without its share's getting larger, or smaller.
    await expectSame(w, sale(w.bob, w.carol, 1n));
    await expectAllowed(w, sale(w.bob, w.carol, 1n));
    await make(w, { kind: "forced", from: w.carol, to: w.bob, amount: 1n });
    await setStatuses(w, w.alice, NO_PLAN);
    await expectAllowed(w, sale(w.bob, w.alice, 1n));
  });

  it("behavior: units that come to who is excluded leave the base, and that may be too much", async () => {
    const { w } = await counted();
    // 150 of 950 - a: less than a quarter while more than 600 are left.
    await expectRefused(w, sale(w.alice, w.carol, 350n), above(3n, 150n, 149n));
    await expectAllowed(w, sale(w.alice, w.carol, 349n));
  });

  it("behavior: over its share, no new units of who is excluded pass, and headroom says none", async () => {
    const { w } = await counted([{ ...PLANS, window: 1000 }]);
    const attempt = { kind: "mint", to: w.carol, amount: 1n } as const;
    await expectRefused(w, attempt, above(3n, 150n, 95n));
    const { room } = await w.engine.headroom(asMovement(w, attempt));
    expect([room.least, room.most]).to.deep.equal([0n, 0n]);
  });

  it("behavior: over its share, a member sells to who is excluded, and nobody else does", async () => {
    const { w } = await counted([{ ...PLANS, window: 1000 }]);
    await expectRefused(w, sale(w.alice, w.carol, 1n), above(3n, 150n, 94n));
    const { room: none } = await w.engine.headroom(asMovement(w, sale(w.alice, w.carol, 0n)));
    expect([none.least, none.most, none.whole, none.tried]).to.deep.equal([0n, 0n, false, 1n]);
    const { room } = await w.engine.headroom(asMovement(w, sale(w.bob, w.carol, 0n)));
    expect(room.most).to.equal(150n);
    // 149 of 949 are less than 150 of 950.
    await expectAllowed(w, sale(w.bob, w.carol, 1n));
    await expectAllowed(w, sale(w.bob, w.carol, 149n));
  });

  it("behavior: the floor is the least base", async () => {
    const w = await fresh();
    await setStatuses(w, w.alice, NO_PLAN);
    await enforceGroup(w, [PLANS], []);
    await expectRefused(w, { kind: "mint", to: w.bob, amount: 25n }, above(2n, 25n, 24n));
    await expectAllowed(w, { kind: "mint", to: w.bob, amount: 24n });
    await expectAllowed(w, { kind: "mint", to: w.alice, amount: 76n });
    await expectRefused(w, sale(w.alice, w.bob, 1n), above(2n, 25n, 24n));
  });

  describe("counting", () => {
    it("default: it takes effect by settle, once everybody's units are counted, by whomever", async () => {
      const w = await held();
      const before = await current(w);
      const from = await scheduleMeters(w, [PLANS]);
      const meter = await meterOf(w, [PLANS]);
      const program = await w.engine.programAddress(someProgram([PLANS]).id);
      expect(await markOf(w, meter, w.alice)).to.deep.equal(NONE);
      await expect(sync(w, meter, w.alice2, w.bob))
        .to.emit(w.engine, "InvestorWeighed")
        .withArgs(w.at.token, meter, 1n, 800n, 0n, false)
        .and.to.emit(w.engine, "InvestorWeighed")
        .withArgs(w.at.token, meter, 2n, 150n, 10_000n, false)
        .and.not.to.emit(w.engine, "GroupCounted");
      await w.networkHelpers.time.increaseTo(from);
      await w.engine.settle(w.at.token);
      expect(await current(w), "50 units are missing").to.equal(before);
      await expect(sync(w, meter, w.carol))
        .to.emit(w.engine, "GroupCounted")
        .withArgs(w.at.token, meter, 1000n);
      await expect(sync(w, meter, w.carol)).not.to.emit(w.engine, "InvestorWeighed");
      expect([
        await markOf(w, meter, w.alice),
        await markOf(w, meter, w.bob),
        await markOf(w, meter, w.carol),
      ]).to.deep.equal([OTHER, PLAN, OUTSIDE]);
      await expect(w.engine.settle(w.at.token)).to.emit(w.engine, "ProgramSettled");
      expect(await current(w)).to.equal(program);
    });

    it("behavior: movements before it takes effect count their parties, and what is counted stays right", async () => {
      const w = await held();
      const from = await scheduleMeters(w, [PLANS]);
      const meter = await meterOf(w, [PLANS]);
      await make(w, sale(w.alice, w.bob, 100n));
      expect(await sumsOf(w, meter)).to.deep.equal({ weighted: 2_500_000n, excluded: 0n, counted: 950n });
      await mint(w, w.bob, 10n);
      await make(w, { kind: "burn", from: w.carol, amount: 20n });
      expect(await sumsOf(w, meter)).to.deep.equal({ weighted: 2_600_000n, excluded: 30n, counted: 990n });
      await w.networkHelpers.time.increaseTo(from);
      await w.engine.settle(w.at.token);
      await expectRefused(w, { kind: "mint", to: w.bob, amount: 1n }, above(2n, 261n, 240n));
    });

    it("behavior: without units it is complete at once, and takes effect by its time alone", async () => {
      const w = await fresh();
      const from = await scheduleMeters(w, [PLANS]);
      await mint(w, w.bob, 30n);
      await w.networkHelpers.time.increaseTo(from);
      expect(await current(w)).to.equal(await w.engine.programAddress(someProgram([PLANS]).id));
      await expectRefused(w, { kind: "mint", to: w.bob, amount: 1n }, above(2n, 31n, 24n));
    });

    it("behavior: another limit goes on with the same sums; a program that did not read them begins anew", async () => {
      const { w, meter } = await counted();
      const wider = [{ ...PLANS, window: 3000, limit: 7n }];
      expect(await meterOf(w, [PLANS])).to.equal(meter);
      await w.enforce(wider);
      expect(await meterOf(w, wider)).to.equal(meter);
      expect(await sumsOf(w, meter)).to.deep.equal({ weighted: 1_500_000n, excluded: 50n, counted: 1000n });
      await w.enforce([]);
      expect(await sumsOf(w, meter)).to.deep.equal({ weighted: 0n, excluded: 0n, counted: 0n });
      await make(w, sale(w.alice, w.bob, 500n));
      await expect(sync(w, meter, w.bob)).to.be.revertedWithCustomError(w.engine, "GroupNotCounted");
      const again = await enforceGroup(w, [PLANS], [w.bob, w.alice, w.carol]);
      expect(again).to.equal(meter);
      expect(await sumsOf(w, meter)).to.deep.equal({ weighted: 6_500_000n, excluded: 50n, counted: 1000n });
    });

    it("behavior: two rules of one group have one count, and of two scopes two", async () => {
      const w = await held();
      const europe = { ...PLANS, countrySet: { set: 0, outside: false }, window: 5000 };
      const rules = [PLANS, { ...PLANS, window: 5000 }, europe];
      const order = someProgram(rules, [[276, 826]]).rules.map(({ window }) => window);
      const from = await scheduleMeters(w, rules, [[276, 826]]);
      const keys = await Promise.all(order.map((_, i) => meterOf(w, rules, i, [[276, 826]])));
      expect(new Set(keys).size).to.equal(2);
      for (const key of new Set(keys)) await sync(w, key, w.alice, w.bob, w.carol);
      await w.networkHelpers.time.increaseTo(from);
      await w.engine.settle(w.at.token);
      await make(w, sale(w.alice, w.bob, 5n));
      for (const key of new Set(keys))
        expect(await sumsOf(w, key)).to.deep.equal({ weighted: 1_550_000n, excluded: 50n, counted: 1000n });
    });

    it("error: GroupNotCounted, WalletNotRecorded, TokenUnknown", async () => {
      const { w, meter } = await counted();
      await expect(sync(w, ZeroHash, w.alice))
        .to.be.revertedWithCustomError(w.engine, "GroupNotCounted")
        .withArgs(w.at.token, ZeroHash);
      await expect(sync(w, meter, w.alice, w.stranger))
        .to.be.revertedWithCustomError(w.engine, "WalletNotRecorded")
        .withArgs(w.registry, w.stranger.address);
      await expect(w.engine.syncGroup(w.stranger.address, meter, [])).to.be.revertedWithCustomError(
        w.engine,
        "GroupNotCounted",
      );
      await expect(w.engine.joinMarks([w.at.token], w.alice.address, w.bob.address)).to.be.revertedWithCustomError(
        w.engine,
        "NotMerging",
      );
    });

    it("behavior: of a token that does not tell what it has, nothing comes to the group, and nothing moves", async () => {
      const w = await fresh();
      await setStatuses(w, w.carol, NO_PLAN);
      const hostile = await w.ethers.deployContract("HostileToken", [w.at.engine]);
      await admitFurther(w, hostile as never, [PLANS]);
      await hostile.answerWith(REVERTS, 0n);
      const report = (from: Account, to: Account) => hostile.report(0, from.address, to.address, 5n, 100n, 0n);
      await expect(report(w.carol, w.bob)).to.be.revertedWithCustomError(w.reasons, "TokenUnreadable");
      await expect(report(w.bob, w.carol))
        .to.be.revertedWithCustomError(w.engine, "HoldingUnreadable")
        .withArgs(await hostile.getAddress(), w.bob.address);
    });

    it("behavior: a token that tells what is not so spoils its own sums, and they stay within their field", async () => {
      const w = await fresh();
      await setStatuses(w, w.carol, NO_PLAN);
      const hostile = await w.ethers.deployContract("HostileToken", [w.at.engine]);
      const at = await admitFurther(w, hostile as never, [{ ...PLANS, window: 10_000, limit: MOST_UNITS }]);
      const meter = await meterOf(w, [{ ...PLANS, window: 10_000, limit: MOST_UNITS }]);
      await hostile.answerWith(0, MOST_UNITS);
      for (let i = 0; i < 8; i++) await hostile.report(2, w.bob.address, ZeroAddress, MOST_UNITS, MOST_UNITS, 0n);
      const [weighted, excluded, counted] = await w.engine.groupSums(at, meter);
      expect({ weighted, excluded, counted }).to.deep.equal({ weighted: 0n, excluded: 0n, counted: 0n });
    });
  });

  describe("facts that change", () => {
    it("behavior: a changed record moves no sum until its investor is counted anew, or moves", async () => {
      const { w, meter } = await counted();
      await setStatuses(w, w.bob, NO_PLAN);
      expect((await sumsOf(w, meter)).weighted).to.equal(1_500_000n);
      await expect(sync(w, meter, w.bob))
        .to.emit(w.engine, "InvestorWeighed")
        .withArgs(w.at.token, meter, 2n, 150n, 0n, false);
      expect(await sumsOf(w, meter)).to.deep.equal({ weighted: 0n, excluded: 50n, counted: 1000n });
      await setStatuses(w, w.bob, 0);
      await make(w, sale(w.bob, w.alice, 10n));
      expect(await sumsOf(w, meter)).to.deep.equal({ weighted: 1_400_000n, excluded: 50n, counted: 1000n });
    });

    it("behavior: a party is judged as it is now, not as it was counted", async () => {
      const { w, meter } = await counted();
      await setStatuses(w, w.alice, 0);
      // Alice's 800 are plans' now, wherever they go; bob gets 1 of them.
      const refusal = above(2n, 1n, 237n);
      expect((await sumsOf(w, meter)).weighted).to.equal(1_500_000n);
      await expectAllowed(w, sale(w.alice, w.bob, 1n));
      expect((await sumsOf(w, meter)).weighted).to.equal(9_500_000n);
      await expectRefused(w, sale(w.carol, w.bob, 1n), { ...refusal, measured: 951n, limit: 237n });
      await expectSame(w, sale(w.carol, w.bob, 1n));
    });

    it("behavior: a receiver that lost its evidence brings all that it holds", async () => {
      const { w, meter } = await counted();
      await setStatuses(w, w.alice, 0);
      // 800 + 150 + 1 of 951
      await expectRefused(w, sale(w.carol, w.alice, 1n), above(1n, 951n, 237n));
      await setStatuses(w, w.alice, NO_PLAN);
      await expectAllowed(w, sale(w.carol, w.alice, 1n));
      expect(await sumsOf(w, meter)).to.deep.equal({ weighted: 1_500_000n, excluded: 49n, counted: 1000n });
    });

    it("behavior: over several wallets", async () => {
      const { w, meter } = await counted();
      await make(w, sale(w.alice, w.alice2, 300n));
      expect(await sumsOf(w, meter), "one person").to.deep.equal({
        weighted: 1_500_000n,
        excluded: 50n,
        counted: 1000n,
      });
      await setStatuses(w, w.alice, 0);
      await sync(w, meter, w.alice2);
      expect((await sumsOf(w, meter)).weighted).to.equal(9_500_000n);
    });
  });

  describe("setGroupWeight", () => {
    const state = (w: Walk, meter: string, to: Account, weight: bigint, instrument = INSTRUMENT) =>
      w.engine.connect(w.agent).setGroupWeight(w.at.token, meter, to.address, weight, instrument);

    it("default: an entity counts to its part, from now on; without a statement wholly", async () => {
      const { w, meter } = await counted();
      await expect(state(w, meter, w.bob, 3_333n))
        .to.emit(w.engine, "GroupWeightSet")
        .withArgs(w.at.token, meter, 2n, 0n, 3_333n, INSTRUMENT)
        .and.to.emit(w.engine, "InvestorWeighed")
        .withArgs(w.at.token, meter, 2n, 150n, 3_333n, false);
      expect((await sumsOf(w, meter)).weighted).to.equal(150n * 3_333n);
      // (150 + a) × 3,333 < 2,500 × 950: a <= 562
      await expectRefused(w, sale(w.alice, w.bob, 563n), above(2n, 238n, 237n));
      await expectAllowed(w, sale(w.alice, w.bob, 562n));
      await state(w, meter, w.bob, 0n);
      expect((await sumsOf(w, meter)).weighted).to.equal(712n * 10_000n);
    });

    it("behavior: a statement on who is no member waits until it is one", async () => {
      const { w, meter } = await counted();
      await state(w, meter, w.alice, 1n);
      expect(await markOf(w, meter, w.alice)).to.deep.equal(OTHER);
      await setStatuses(w, w.alice, 0);
      await sync(w, meter, w.alice);
      expect(await markOf(w, meter, w.alice)).to.deep.equal({ ...PLAN, weight: 1n });
    });

    it("error: WeightAboveWhole, EvidenceMissing, GroupNotCounted, WalletNotRecorded", async () => {
      const { w, meter } = await counted();
      await expect(state(w, meter, w.bob, 10_001n))
        .to.be.revertedWithCustomError(w.engine, "WeightAboveWhole")
        .withArgs(10_001n, 10_000n);
      await state(w, meter, w.bob, 10_000n);
      await expect(state(w, meter, w.bob, 1n, ZeroHash)).to.be.revertedWithCustomError(w.engine, "EvidenceMissing");
      await expect(state(w, ZeroHash, w.bob, 1n)).to.be.revertedWithCustomError(w.engine, "GroupNotCounted");
      await expect(state(w, meter, w.stranger, 1n)).to.be.revertedWithCustomError(w.engine, "WalletNotRecorded");
    });
  });

  describe("merge", () => {
    it("behavior: what the one who goes had counts as what the one who stays has", async () => {
      const { w, meter } = await counted();
      const merge = (kept: Account, gone: Account) =>
        w.engine.connect(w.registrar).merge(w.registry, kept.address, gone.address, [w.at.token]);
      await expect(merge(w.alice, w.bob)).to.emit(w.engine, "InvestorsMerged");
      expect(await sumsOf(w, meter)).to.deep.equal({ weighted: 0n, excluded: 50n, counted: 1000n });
      expect(await markOf(w, meter, w.bob)).to.deep.equal(OTHER);
      await merge(w.carol, w.alice);
      expect(await sumsOf(w, meter)).to.deep.equal({ weighted: 0n, excluded: 1000n, counted: 1000n });
    });

    it("behavior: while the counting goes on, whoever of the two was counted", async () => {
      for (const first of ["alice", "bob"] as const) {
        const w = await held();
        await scheduleMeters(w, [PLANS]);
        const meter = await meterOf(w, [PLANS]);
        await sync(w, meter, w[first]);
        await w.engine.connect(w.registrar).merge(w.registry, w.bob.address, w.alice.address, [w.at.token]);
        expect(await sumsOf(w, meter)).to.deep.equal({ weighted: 9_500_000n, excluded: 0n, counted: 950n });
        await expect(sync(w, meter, w.carol)).to.emit(w.engine, "GroupCounted");
      }
    });

    it("behavior: a merge of holders of other tokens, too, leaves those alone", async () => {
      const { w, meter } = await counted();
      const other = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 0]);
      const at = await admitFurther(w, other, []);
      await other.mint(w.bob.address, 5n);
      const tokens = [w.at.token as string, at].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
      await w.engine.connect(w.registrar).merge(w.registry, w.alice.address, w.bob.address, tokens);
      expect(await sumsOf(w, meter)).to.deep.equal({ weighted: 0n, excluded: 50n, counted: 1000n });
    });
  });

  it("behavior: headroom is true at its edges", async () => {
    const { w } = await counted();
    const { room } = await w.engine.headroom(asMovement(w, sale(w.alice, w.bob, 0n)));
    expect([room.least, room.most, room.whole, room.tried, room.proven]).to.deep.equal([1n, 87n, false, 88n, true]);
    const minted = await w.engine.headroom(asMovement(w, { kind: "mint", to: w.bob, amount: 0n }));
    // 150 + a < (950 + a) / 4: a <= 116
    expect([minted.room.least, minted.room.most]).to.deep.equal([1n, 116n]);
  });

  it("args: the mode of the share is in its window", () => {
    expect(PLANS.window).to.equal(STRICTLY + 2500);
  });
});
