import { expect } from "chai";
import { MOST_UNITS } from "../../sdk/kinds/index.js";
import { packFlow } from "../../sdk/program/index.js";
import { asMovement, expectAllowed, expectRefused, INSTRUMENT, make } from "../fixtures/attempt.js";
import { today } from "../fixtures/lots.js";
import { flowsOf, INFLOW, meterOf, moveTo, OUTFLOW, PURCHASERS, setFlows, startOf } from "../fixtures/meters.js";
import { someProgram } from "../fixtures/rules.js";
import { DAY, freshWalks, type Walk } from "../fixtures/walk.js";

const ABOVE = { reason: "OutflowAboveLimit", rule: 0, subject: 1n } as const;

describe("what a transfer agent brings of flows", () => {
  const fresh = freshWalks();
  const send = (w: Walk, amount: bigint) => ({ kind: "transfer", from: w.alice, to: w.bob, amount }) as const;
  const RULES = [OUTFLOW, PURCHASERS];

  async function ruled() {
    const w = await fresh();
    for (const to of [w.alice, w.bob]) await (await make(w, { kind: "mint", to, amount: 1_000n })).wait();
    await w.enforce(RULES);
    const [outflow, purchasers] = [await meterOf(w, RULES, 0), await meterOf(w, RULES, 1)];
    return { w, outflow, purchasers, day: Number(await today(w)) };
  }

  it("behavior: flows from before count within the window, from whichever wallet", async () => {
    const { w, outflow, day } = await ruled();
    const flows = [
      { day: day - 89, units: 30n },
      { day: day - 1, units: 50n },
    ];
    await expect(setFlows(w, outflow, w.alice2, flows))
      .to.emit(w.engine, "FlowsSet")
      .withArgs(w.at.token, outflow, 1n, [], flows.map(packFlow), INSTRUMENT);
    expect(await flowsOf(w, outflow, w.alice)).to.deep.equal(flows);
    await expectRefused(w, send(w, 21n), { ...ABOVE, measured: 101n, limit: 100n });
    await moveTo(w, startOf(day + 1));
    await expectAllowed(w, send(w, 50n));
    await (await setFlows(w, outflow, w.alice, [])).wait();
    expect(await flowsOf(w, outflow, w.alice)).to.deep.equal([]);
  });

  it("behavior: a purchaser from before counts, once, and may be taken back", async () => {
    const { w, purchasers, day } = await ruled();
    const refused = { reason: "PurchasersAboveLimit", rule: 1, subject: 3n, measured: 3n, limit: 2n } as const;
    await (await setFlows(w, purchasers, w.alice, [{ day: day - 80, units: 1n }])).wait();
    await (await setFlows(w, purchasers, w.bob, [{ day: day - 10, units: 1n }])).wait();
    await expectRefused(w, { kind: "mint", to: w.carol, amount: 1n }, refused);
    await (await setFlows(w, purchasers, w.bob, [{ day: day - 85, units: 1n }])).wait();
    expect(await flowsOf(w, purchasers)).to.deep.equal([
      { day: day - 85, units: 1n },
      { day: day - 80, units: 1n },
    ]);
    await expectAllowed(w, { kind: "mint", to: w.bob, amount: 1n });
    expect((await flowsOf(w, purchasers)).map((flow) => flow.day)).to.deep.equal([day - 80, day]);
    await (await setFlows(w, purchasers, w.alice, [])).wait();
    await expectAllowed(w, { kind: "mint", to: w.carol, amount: 1n });
    expect(await flowsOf(w, purchasers)).to.deep.equal([{ day, units: 2n }]);
  });

  it("behavior: what is more than a word holds counts as the largest: nothing more passes, and nothing overflows", async () => {
    const { w, outflow, day } = await ruled();
    const flows = Array.from({ length: 8 }, (_, index) => ({ day: day - 7 + index, units: MOST_UNITS }));
    await (await setFlows(w, outflow, w.alice, flows)).wait();
    await expectRefused(w, send(w, 1n), { ...ABOVE, measured: 8n * MOST_UNITS + 1n, limit: 100n });
    const [room] = await w.engine.headroom(asMovement(w, send(w, 0n)));
    expect([room.least, room.most]).to.deep.equal([0n, 0n]);
  });

  it("error: FlowInvalid, FlowsAboveMost, for what is not of the form", async () => {
    const { w, outflow, purchasers, day } = await ruled();
    const one = (offset: number, units = 1n) => ({ day: day + offset, units });
    for (const [meter, flows, index] of [
      [outflow, [one(-90)], 0],
      [outflow, [one(1)], 0],
      [outflow, [one(0, 0n)], 0],
      [outflow, [one(-1), one(-1)], 1],
      [outflow, [one(-1), one(-2)], 1],
      [purchasers, [one(0, 2n)], 0],
      [purchasers, [one(-90)], 0],
    ] as const)
      await expect(setFlows(w, meter, w.alice, flows))
        .to.be.revertedWithCustomError(w.engine, "FlowInvalid")
        .withArgs(index, packFlow(flows[index] ?? one(0)));
    const nine = Array.from({ length: 9 }, (_, index) => one(index - 8));
    await expect(setFlows(w, outflow, w.alice, nine))
      .to.be.revertedWithCustomError(w.engine, "FlowsAboveMost")
      .withArgs(9n, 8n);
    await expect(setFlows(w, purchasers, w.alice, nine.slice(7)))
      .to.be.revertedWithCustomError(w.engine, "FlowsAboveMost")
      .withArgs(2n, 1n);
  });

  it("behavior: volumes are told with each one's own time", async () => {
    const { w } = await ruled();
    await expect(w.engine.connect(w.agent).reportVolumes(w.at.token, 1n, 2n, 3n, 4n, INSTRUMENT))
      .to.emit(w.engine, "VolumesReported")
      .withArgs(w.at.token, 1n, 2n, 3n, 4n, INSTRUMENT);
  });

  it("error: EvidenceMissing, WalletNotRecorded, MeterNotRunning, UnitsAboveCapacity", async () => {
    const { w, outflow } = await ruled();
    const zero = `0x${"00".repeat(32)}`;
    const agent = w.engine.connect(w.agent);
    const { token } = w.at;
    for (const call of [
      setFlows(w, outflow, w.alice, [], zero),
      agent.reportVolumes(token, 1n, 1n, 1n, 1n, zero),
      agent.setPersonalLimit(token, w.alice, 1n, 1n, zero),
    ])
      await expect(call).to.be.revertedWithCustomError(w.engine, "EvidenceMissing");
    for (const call of [
      setFlows(w, outflow, w.stranger, []),
      agent.setPersonalLimit(token, w.stranger, 1n, 1n, INSTRUMENT),
    ])
      await expect(call).to.be.revertedWithCustomError(w.engine, "WalletNotRecorded");
    await w.engine.publish(someProgram([INFLOW]).bytes);
    const other = await meterOf(w, [INFLOW]);
    await expect(setFlows(w, other, w.alice, []))
      .to.be.revertedWithCustomError(w.engine, "MeterNotRunning")
      .withArgs(token, other);
    for (const call of [
      agent.reportVolumes(token, MOST_UNITS + 1n, 1n, 1n, 1n, INSTRUMENT),
      agent.reportVolumes(token, 1n, 1n, MOST_UNITS + 1n, 1n, INSTRUMENT),
      agent.setPersonalLimit(token, w.alice, MOST_UNITS + 1n, 1n, INSTRUMENT),
    ])
      await expect(call)
        .to.be.revertedWithCustomError(w.engine, "UnitsAboveCapacity")
        .withArgs(MOST_UNITS + 1n, MOST_UNITS);
  });

  it("attack: nobody but the token itself, and the token of its own units only, adds to a meter", async () => {
    const { w, outflow } = await ruled();
    const movement = asMovement(w, send(w, 5n));
    await expect(w.engine.connect(w.stranger).recordFlows(movement))
      .to.be.revertedWithCustomError(w.engine, "TokenNotCaller")
      .withArgs(w.at.token, w.stranger.address);
    await (await w.engine.connect(w.stranger).recordFlows({ ...movement, token: w.stranger.address })).wait();
    expect(await flowsOf(w, outflow, w.alice)).to.deep.equal([]);
  });

  describe("behavior: a merge", () => {
    const merge = async (w: Walk, tokens: readonly string[]) =>
      (await w.engine.connect(w.registrar).merge(w.registry, w.bob.address, w.carol.address, [...tokens])).wait();

    it("joins what flowed by both, and two purchases of one person are one", async () => {
      const { w, outflow, purchasers, day } = await ruled();
      await (
        await setFlows(w, outflow, w.carol, [
          { day: day - 3, units: 30n },
          { day, units: 20n },
        ])
      ).wait();
      await (await setFlows(w, outflow, w.bob, [{ day, units: 40n }])).wait();
      await (await setFlows(w, purchasers, w.carol, [{ day: day - 1, units: 1n }])).wait();
      await (await setFlows(w, purchasers, w.bob, [{ day: day - 5, units: 1n }])).wait();
      await merge(w, [w.at.token]);
      expect(await flowsOf(w, outflow, w.carol)).to.deep.equal([
        { day: day - 3, units: 30n },
        { day, units: 60n },
      ]);
      expect(await flowsOf(w, purchasers)).to.deep.equal([{ day: day - 1, units: 1n }]);
      expect(await flowsOf(w, purchasers, w.bob)).to.deep.equal([{ day: day - 1, units: 1n }]);
      await expectRefused(
        w,
        { kind: "transfer", from: w.bob, to: w.alice, amount: 11n },
        { ...ABOVE, subject: 2n, measured: 101n, limit: 100n },
      );
    });

    it("of a token that the merge did not name, anybody joins them later, once", async () => {
      const { w, outflow, day } = await ruled();
      await (await setFlows(w, outflow, w.carol, [{ day, units: 70n }])).wait();
      await merge(w, []);
      expect(await flowsOf(w, outflow, w.bob)).to.deep.equal([]);
      for (let again = 0; again < 2; again++)
        await (await w.engine.connect(w.stranger).joinFlows([w.at.token], 3n)).wait();
      expect(await flowsOf(w, outflow, w.bob)).to.deep.equal([{ day, units: 70n }]);
      // And on through a further merge.
      await (
        await w.engine.connect(w.registrar).merge(w.registry, w.alice.address, w.bob.address, [w.at.token])
      ).wait();
      expect(await flowsOf(w, outflow, w.alice)).to.deep.equal([{ day, units: 70n }]);
      await (await w.engine.joinFlows([w.at.token], 3n)).wait();
      await expect(w.engine.joinFlows([w.at.token], 1n))
        .to.be.revertedWithCustomError(w.engine, "InvestorNotMerged")
        .withArgs(w.registry, 1n);
    });

    it("of who went up in somebody who went up in another, they are the last one's", async () => {
      const { w, outflow, day } = await ruled();
      await (await setFlows(w, outflow, w.carol, [{ day, units: 70n }])).wait();
      await merge(w, []);
      const registrar = w.engine.connect(w.registrar);
      await (await registrar.merge(w.registry, w.alice.address, w.bob.address, [w.at.token])).wait();
      expect(await flowsOf(w, outflow, w.alice)).to.deep.equal([]);
      await (await w.engine.joinFlows([w.at.token], 3n)).wait();
      expect(await flowsOf(w, outflow, w.alice)).to.deep.equal([{ day, units: 70n }]);
    });

    it("of two personal limits the lower one stays", async () => {
      const { w } = await ruled();
      const until = (await w.now()) + DAY;
      const agent = w.engine.connect(w.agent);
      await (await agent.setPersonalLimit(w.at.token, w.bob, 50n, until, INSTRUMENT)).wait();
      await (await agent.setPersonalLimit(w.at.token, w.carol, 40n, until + 1n, INSTRUMENT)).wait();
      await merge(w, [w.at.token]);
      expect(await w.engine.personalLimit(w.at.token, w.carol)).to.deep.equal([40n, until + 1n]);
    });

    for (const stale of ["bob", "carol"] as const)
      it(`bug: a lower limit that is stale, ${stale}'s, does not take the place of one that stands`, async () => {
        const { w } = await ruled();
        const now = await w.now();
        const agent = w.engine.connect(w.agent);
        const fresh = stale === "bob" ? w.carol : w.bob;
        await (await agent.setPersonalLimit(w.at.token, w[stale], 40n, now, INSTRUMENT)).wait();
        await (await agent.setPersonalLimit(w.at.token, fresh, 50n, now + DAY, INSTRUMENT)).wait();
        await merge(w, [w.at.token]);
        expect(await w.engine.personalLimit(w.at.token, w.carol)).to.deep.equal([50n, now + DAY]);
      });
  });
});
