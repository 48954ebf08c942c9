import { expect } from "chai";
import { ZeroHash } from "ethers";
import { expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { today } from "../fixtures/lots.js";
import { at, flowsOf, meterOf, moveTo, OUTFLOW, PURCHASERS, scheduleMeters, startOf } from "../fixtures/meters.js";
import { someProgram, type SomeRule } from "../fixtures/rules.js";
import { DAY, freshWalks, NOTICE, type Walk } from "../fixtures/walk.js";

const ABOVE = { reason: "OutflowAboveLimit", rule: 0, subject: 1n } as const;

describe("when a meter runs, and a program that reads it takes effect", () => {
  const fresh = freshWalks();
  const send = (w: Walk, amount: bigint) => ({ kind: "transfer", from: w.alice, to: w.bob, amount }) as const;
  const current = async (w: Walk) => (await w.engine.programsOf(w.at.token)).current;
  const placeOf = (w: Walk, rules: readonly SomeRule[]) => w.engine.programAddress(someProgram(rules).id);
  const settle = async (w: Walk) => (await w.engine.settle(w.at.token)).wait();
  const complete = async (w: Walk) => (await w.engine.connect(w.agent).completeMeters(w.at.token)).wait();
  const state = async (w: Walk, meter: string) => {
    const { running, epoch, since, keptDays, whole } = await w.engine.meterState(w.at.token, meter);
    return { running, epoch, since, keptDays, whole };
  };
  async function held() {
    const w = await fresh();
    await (await make(w, { kind: "mint", to: w.alice, amount: 1_000n })).wait();
    return w;
  }

  /** Another token, that had no program. */
  async function newToken(): Promise<Walk> {
    const w = await fresh();
    const token = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Further", "FUR", 0]);
    const further = { ...w, token, at: { ...w.at, token: (await token.getAddress()) as Walk["at"]["token"] } };
    await w.engine.connect(w.admin).admit(w.registry, further.at.token, w.at.manager, NOTICE);
    return further;
  }

  it("behavior: before the first program nothing can have moved: it is in force at its time", async () => {
    const further = await newToken();
    const w = further;
    const from = await scheduleMeters(further, [OUTFLOW]);
    const meter = await meterOf(w, [OUTFLOW]);
    const expected = { running: true, epoch: 1n, since: await today(w), keptDays: 90n, whole: true };
    expect(await state(further, meter)).to.deep.equal(expected);
    expect((await w.engine.metering(further.at.token)).nextAwaits).to.be.false;
    await moveTo(w, from);
    expect(await current(further)).to.equal(await placeOf(w, [OUTFLOW]));
  });

  it("behavior: a later one waits until its window has been seen, to the second; of the day on which it began it has not seen all", async () => {
    const rules = [{ ...OUTFLOW, window: 3 }];
    const w = await held();
    const before = await current(w);
    const day = await today(w);
    await scheduleMeters(w, rules);
    const meter = await meterOf(w, rules);
    expect(await state(w, meter)).to.deep.include({ since: day + 1n, keptDays: 3n, whole: false });
    const [started] = await w.engine.queryFilter(w.engine.filters.MeterStarted(w.at.token, meter));
    expect([...(started?.args ?? [])]).to.deep.equal([w.at.token, meter, 1n, day + 1n, 3n, false]);
    await at(w, startOf(day + 2n));
    await (await make(w, send(w, 70n))).wait();
    await moveTo(w, startOf(day + 3n) - 2n);
    await settle(w);
    expect(await current(w), "a second before").to.equal(before);
    await at(w, startOf(day + 3n));
    await settle(w);
    expect(await current(w)).to.equal(await placeOf(w, rules));
    await expectRefused(w, send(w, 31n), { ...ABOVE, measured: 101n, limit: 100n });
    await expectAllowed(w, send(w, 30n));
  });

  it("behavior: or until the transfer agent says that all is in; at once, if its time has passed", async () => {
    const w = await held();
    const from = await scheduleMeters(w, [OUTFLOW]);
    await complete(w);
    expect((await w.engine.metering(w.at.token)).nextAwaits).to.be.false;
    await moveTo(w, from);
    expect(await current(w)).to.equal(await placeOf(w, [OUTFLOW]));
    const second = [{ ...OUTFLOW, liftedBy: 1 }];
    const later = await scheduleMeters(w, second);
    await moveTo(w, later + DAY);
    await settle(w);
    expect(await current(w)).to.equal(await placeOf(w, [OUTFLOW]));
    await complete(w);
    expect(await current(w), "without a call").to.equal(await placeOf(w, second));
  });

  it("behavior: what moves while the program is to come is counted for it, once", async () => {
    const w = await held();
    const rules = [{ ...OUTFLOW, window: 5, limit: 99n }, OUTFLOW];
    const from = await scheduleMeters(w, rules);
    await complete(w);
    await (await make(w, send(w, 60n))).wait();
    const day = Number(await today(w));
    const meter = await meterOf(w, rules);
    expect(await flowsOf(w, meter, w.alice)).to.deep.equal([{ day, units: 60n }]);
    await moveTo(w, from);
    // In force by time: nobody has settled it.
    await expectRefused(w, send(w, 40n), { ...ABOVE, measured: 100n, limit: 99n });
    await expectAllowed(w, send(w, 30n));
    expect((await flowsOf(w, meter, w.alice)).reduce((sum, { units }) => sum + units, 0n)).to.equal(90n);
    await settle(w);
    await expectAllowed(w, send(w, 9n));
    expect((await flowsOf(w, meter, w.alice)).reduce((sum, { units }) => sum + units, 0n)).to.equal(99n);
  });

  it("behavior: a changed limit or a shorter window goes on with what was counted, another scope begins anew", async () => {
    const w = await held();
    await w.enforce([OUTFLOW]);
    await (await make(w, send(w, 60n))).wait();
    const share: SomeRule = { kind: "mostOutflowShare", side: "sender", window: 30, limit: 1_000n };
    const from = await scheduleMeters(w, [share]);
    expect((await w.engine.metering(w.at.token)).nextAwaits, "nothing is missing").to.be.false;
    expect((await state(w, ZeroHash)).running, "one meter for both, and no other").to.be.false;
    await moveTo(w, from);
    await expectRefused(w, send(w, 41n), {
      ...ABOVE,
      ...{ reason: "OutflowAboveShare", measured: 101n, limit: 100n },
    });
    await settle(w);
    const other = [{ ...OUTFLOW, lanes: 1 << 2 }];
    await scheduleMeters(w, other);
    expect((await w.engine.metering(w.at.token)).nextAwaits).to.be.true;
    expect(await state(w, await meterOf(w, other))).to.deep.include({ epoch: 1n, whole: false });
  });

  it("behavior: a longer window waits for what was dropped; meanwhile the shorter one counts on, and keeps more", async () => {
    const short = { ...OUTFLOW, window: 2 };
    const long = { ...OUTFLOW, window: 5 };
    const w = await held();
    await w.enforce([short]);
    const meter = await meterOf(w, [short]);
    const day = await today(w);
    await (await make(w, send(w, 40n))).wait();
    await moveTo(w, startOf(day + 3n));
    await expectAllowed(w, send(w, 50n));
    expect((await flowsOf(w, meter, w.alice)).length, "the first day was dropped").to.equal(1);
    await scheduleMeters(w, [long]);
    expect(await state(w, meter)).to.deep.include({ epoch: 1n, since: day + 2n, keptDays: 5n, whole: false });
    const [lengthened] = await w.engine.queryFilter(w.engine.filters.MeterLengthened(w.at.token, meter));
    expect([...(lengthened?.args ?? [])]).to.deep.equal([w.at.token, meter, day + 2n, 5n]);
    await moveTo(w, startOf(day + 5n));
    await expectAllowed(w, send(w, 60n));
    await moveTo(w, startOf(day + 6n) - 2n);
    await settle(w);
    expect(await current(w)).to.equal(await placeOf(w, [short]));
    await at(w, startOf(day + 6n));
    await settle(w);
    expect(await current(w)).to.equal(await placeOf(w, [long]));
    await expectRefused(w, send(w, 1n), { ...ABOVE, measured: 111n, limit: 100n });
  });

  it("behavior: the same window, or a shorter one, leaves a meter as it is, however late it comes", async () => {
    const w = await held();
    await w.enforce([OUTFLOW]);
    const meter = await meterOf(w, [OUTFLOW]);
    const before = await state(w, meter);
    await moveTo(w, startOf((await today(w)) + 100n));
    for (const window of [90, 89]) {
      await scheduleMeters(w, [{ ...OUTFLOW, window, limit: 99n }]);
      expect(await state(w, meter), `${window} days`).to.deep.equal(before);
      await (await w.engine.connect(w.guardian).cancel(w.at.token)).wait();
    }
    expect(await w.engine.queryFilter(w.engine.filters.MeterLengthened(w.at.token, meter))).to.deep.equal([]);
  });

  for (const [days, whole] of [
    [4n, true],
    [5n, false],
  ] as const)
    it(`behavior: a longer window ${days} days after the first of five: ${whole ? "nothing was dropped" : "a day was"}`, async () => {
      const w = await newToken();
      const [short, long] = [{ ...OUTFLOW, window: 5 }, OUTFLOW];
      const day = await today(w);
      await moveTo(w, await scheduleMeters(w, [short]));
      await settle(w);
      const meter = await meterOf(w, [short]);
      const began = await state(w, meter);
      expect(began).to.deep.include({ since: day, whole: true });
      await moveTo(w, startOf(day + days));
      await scheduleMeters(w, [long]);
      const since = whole ? day : day + 1n;
      expect(await state(w, meter)).to.deep.equal({ ...began, keptDays: 90n, since, whole });
      expect((await w.engine.metering(w.at.token)).nextAwaits).to.equal(!whole);
    });

  it("behavior: a withdrawn program's meters stand still, and begin anew with the next one", async () => {
    const w = await held();
    await scheduleMeters(w, [OUTFLOW]);
    const meter = await meterOf(w, [OUTFLOW]);
    await (await make(w, send(w, 60n))).wait();
    await (await w.engine.connect(w.guardian).cancel(w.at.token)).wait();
    expect(await state(w, meter)).to.deep.include({ running: false, epoch: 1n });
    expect(await flowsOf(w, meter, w.alice)).to.deep.equal([]);
    await (await make(w, send(w, 10n))).wait();
    await scheduleMeters(w, [OUTFLOW]);
    expect(await state(w, meter)).to.deep.include({ running: true, epoch: 2n });
    expect(await flowsOf(w, meter, w.alice), "nothing is left of the first time").to.deep.equal([]);
    await (await make(w, send(w, 5n))).wait();
    expect((await flowsOf(w, meter, w.alice)).map(({ units }) => units)).to.deep.equal([5n]);
  });

  it("behavior: a program without meters stops them; who comes back to them waits again", async () => {
    const w = await held();
    await w.enforce([OUTFLOW]);
    await w.enforce([]);
    const meter = await meterOf(w, [OUTFLOW]);
    expect((await state(w, meter)).running).to.be.false;
    await expectAllowed(w, send(w, 500n));
    await scheduleMeters(w, [OUTFLOW]);
    expect(await state(w, meter)).to.deep.include({ running: true, epoch: 2n, whole: false });
    expect((await w.engine.metering(w.at.token)).nextAwaits).to.be.true;
  });

  it("behavior: countries are known by their set, whatever its number in a program", async () => {
    const w = await held();
    const rule = (set: number): SomeRule => ({ ...OUTFLOW, countrySet: { set, outside: false } });
    const other: SomeRule = { kind: "countryIn", limit: 0n };
    const [first, second] = [
      { rules: [rule(0)], sets: [[276, 840]] },
      { rules: [other, { ...rule(1), limit: 70n }], sets: [[276], [276, 840]] },
    ];
    await w.enforce(first.rules, first.sets);
    await expectAllowed(w, send(w, 60n));
    await w.engine.publish(someProgram(second.rules, second.sets).bytes);
    const key = await w.engine.meterOf(await current(w), 0);
    expect(
      await w.engine.meterOf(await w.engine.programAddress(someProgram(second.rules, second.sets).id), 1),
    ).to.equal(key);
    await scheduleMeters(w, second.rules, second.sets);
    expect((await w.engine.metering(w.at.token)).nextAwaits).to.be.false;
    // Outside of the set is another meter.
    const outside = [{ ...OUTFLOW, countrySet: { set: 0, outside: true } }];
    await w.engine.publish(someProgram(outside, first.sets).bytes);
    expect(await meterOf(w, outside, 0, first.sets)).not.to.equal(key);
  });

  it("behavior: units that were burned do not make the past empty", async () => {
    const w = await held();
    await (await make(w, send(w, 500n))).wait();
    for (const from of [w.alice, w.bob]) await (await make(w, { kind: "burn", from, amount: 500n })).wait();
    expect(await w.token.totalSupply()).to.equal(0n);
    await scheduleMeters(w, [PURCHASERS]);
    expect((await w.engine.metering(w.at.token)).nextAwaits).to.be.true;
  });

  it("error: MeterNotRunning, of a token whose programs read none", async () => {
    const w = await held();
    await expect(w.engine.connect(w.agent).completeMeters(w.at.token))
      .to.be.revertedWithCustomError(w.engine, "MeterNotRunning")
      .withArgs(w.at.token, `0x${"00".repeat(32)}`);
  });

  it("error: MeterNone, for a rule that reads none, one that is not there, and what is no program", async () => {
    const w = await held();
    await w.engine.publish(someProgram([{ kind: "mostUnits", limit: 1n }, OUTFLOW]).bytes);
    const place = await placeOf(w, [{ kind: "mostUnits", limit: 1n }, OUTFLOW]);
    for (const [program, rule] of [
      [place, 0n],
      [place, 2n],
      [w.alice.address, 0n],
    ] as const)
      await expect(w.engine.meterOf(program, rule))
        .to.be.revertedWithCustomError(w.engine, "MeterNone")
        .withArgs(program, rule);
  });
});
