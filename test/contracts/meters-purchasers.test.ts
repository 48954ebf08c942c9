import { expect } from "chai";
import { expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { setStatuses, today } from "../fixtures/lots.js";
import { at, flowsOf, meterOf, moveTo, PURCHASERS, scheduleMeters, setFlows, startOf } from "../fixtures/meters.js";
import { enrol, someWallets } from "../fixtures/registers.js";
import { type SomeRule } from "../fixtures/rules.js";
import { FACTS, freshWalks, type Walk } from "../fixtures/walk.js";

const above = { reason: "PurchasersAboveLimit", rule: 0 } as const;
const ISSUER = 1 << 24;

describe("rules on purchasers within a window", () => {
  const fresh = freshWalks();
  type Wallet = { readonly address: string };
  const buy = (to: Wallet, amount = 10n) => ({ kind: "mint", to: to as Walk["alice"], amount }) as const;
  const buyAt = async (w: Walk, time: bigint, to: Wallet) => {
    await at(w, time);
    await (await make(w, buy(to))).wait();
  };
  async function ruled(rule: SomeRule) {
    const w = await fresh();
    await w.enforce([rule]);
    return { w, meter: await meterOf(w, [rule]), day: (await today(w)) + 1n };
  }

  it("behavior: so many, and not one more; who has bought buys again, in whichever wallet", async () => {
    const { w, meter } = await ruled(PURCHASERS);
    await expectAllowed(w, buy(w.alice));
    await expectAllowed(w, buy(w.bob));
    await expectRefused(w, buy(w.carol), { ...above, subject: 3n, measured: 3n, limit: 2n });
    await expectAllowed(w, buy(w.alice2));
    await expectAllowed(w, buy(w.bob));
    expect((await flowsOf(w, meter)).map(({ units }) => units)).to.deep.equal([2n]);
    // Who sells all of it has bought all the same.
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 20n });
    await expectRefused(w, buy(w.carol), { ...above, subject: 3n, measured: 3n, limit: 2n });
  });

  it("behavior: 90 calendar days, the day itself and the 89 before, to the second", async () => {
    const { w, day } = await ruled(PURCHASERS);
    await buyAt(w, startOf(day) - 1n, w.alice);
    await buyAt(w, startOf(day), w.bob);
    const check = async (time: bigint) => {
      await moveTo(w, time);
      return (await w.engine.check({ ...EVERYBODY, kind: 1, token: w.at.token, to: w.carol.address, amount: 1n }))
        .allowed;
    };
    expect(await check(startOf(day + 89n) - 1n)).to.be.false;
    expect(await check(startOf(day + 89n))).to.be.true;
    await expectAllowed(w, buy(w.carol));
    await expectRefused(w, buy(w.alice), { ...above, subject: 1n, measured: 3n, limit: 2n });
  });

  it("behavior: who buys again counts from the later day on, and once", async () => {
    const { w, meter, day } = await ruled(PURCHASERS);
    await buyAt(w, startOf(day), w.alice);
    await buyAt(w, startOf(day + 10n), w.bob);
    await buyAt(w, startOf(day + 80n), w.alice);
    expect(await flowsOf(w, meter)).to.deep.equal([
      { day: Number(day) + 10, units: 1n },
      { day: Number(day) + 80, units: 1n },
    ]);
    await moveTo(w, startOf(day + 91n));
    await expectRefused(w, buy(w.carol), { ...above, subject: 3n, measured: 3n, limit: 2n });
    await moveTo(w, startOf(day + 100n));
    await expectAllowed(w, buy(w.carol));
    await expectRefused(w, buy(w.bob), { ...above, subject: 2n, measured: 3n, limit: 2n });
  });

  it("behavior: who bought before the window is left out of the list as soon as somebody buys, or is no purchaser after all", async () => {
    const { w, meter, day } = await ruled({ ...PURCHASERS, window: 2, limit: 9n });
    await buyAt(w, startOf(day), w.alice);
    await buyAt(w, startOf(day + 1n), w.bob);
    await buyAt(w, startOf(day + 2n), w.carol);
    const on = (after: number) => ({ day: Number(day) + after, units: 1n });
    expect(await flowsOf(w, meter)).to.deep.equal([on(1), on(2)]);
    await moveTo(w, startOf(day + 3n));
    await (await setFlows(w, meter, w.carol, [])).wait();
    expect(await flowsOf(w, meter)).to.deep.equal([]);
  });

  it("bug: when the window grows, who bought on the first day that is kept moves, and who bought before is not counted twice", async () => {
    const { w, meter, day } = await ruled({ ...PURCHASERS, window: 2, limit: 9n });
    await buyAt(w, startOf(day), w.bob);
    await buyAt(w, startOf(day + 1n), w.alice);
    await buyAt(w, startOf(day + 1n) + 9n, w.carol);
    await moveTo(w, startOf(day + 2n));
    await scheduleMeters(w, [PURCHASERS]);
    const on = (after: number, units: bigint) => ({ day: Number(day) + after, units });
    await expectAllowed(w, buy(w.alice));
    expect(await flowsOf(w, meter)).to.deep.equal([on(1, 1n), on(2, 1n)]);
    await expectAllowed(w, buy(w.bob));
    expect(await flowsOf(w, meter)).to.deep.equal([on(1, 1n), on(2, 2n)]);
  });

  it("bug: a purchase that was stated when the window had grown is not counted a second time, nor when it has grown again", async () => {
    const { w, meter, day } = await ruled({ ...PURCHASERS, window: 2, limit: 9n });
    await buyAt(w, startOf(day), w.bob);
    await moveTo(w, startOf(day + 2n));
    await scheduleMeters(w, [{ ...PURCHASERS, window: 10 }]);
    expect(await flowsOf(w, meter, w.bob), "what was dropped is told no more").to.deep.equal([]);
    const before = { day: Number(day), units: 1n };
    for (const buyer of [w.bob, w.carol]) await (await setFlows(w, meter, buyer, [before])).wait();
    expect(await flowsOf(w, meter, w.bob)).to.deep.equal([before]);
    await expectAllowed(w, buy(w.bob));
    expect((await flowsOf(w, meter)).map(({ units }) => units)).to.deep.equal([1n, 1n]);
    await (await w.engine.connect(w.agent).completeMeters(w.at.token)).wait();
    await moveTo(w, startOf(day + 4n));
    await (await w.engine.settle(w.at.token)).wait();
    await scheduleMeters(w, [PURCHASERS]);
    await expectAllowed(w, buy(w.carol));
    expect((await flowsOf(w, meter)).map(({ units }) => units)).to.deep.equal([1n, 1n]);
  });

  it("behavior: only those of a lane, and only from the issuer", async () => {
    const rule = { ...PURCHASERS, limit: 1n, lanes: 1 << FACTS.bob.lane, otherBits: ISSUER };
    const { w } = await ruled(rule);
    await expectAllowed(w, buy(w.alice, 100n));
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 10n });
    const [other = ""] = someWallets(0, 1);
    const investor = await enrol(w, [other], FACTS.bob);
    await setStatuses(w, w.alice, ISSUER);
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 10n });
    const third = { kind: "transfer", from: w.alice, to: { address: other } as Walk["bob"], amount: 1n } as const;
    await expectRefused(w, third, { ...above, subject: investor, measured: 2n, limit: 1n });
    await setStatuses(w, w.alice, 0);
    await expectAllowed(w, third);
  });

  it("behavior: nine days fold into eight, never below the truth, and the folded purchaser is found where it counts", async () => {
    const { w, meter, day } = await ruled({ ...PURCHASERS, limit: 100n });
    const wallets = someWallets(0, 9);
    for (const [index, address] of wallets.entries()) {
      await enrol(w, [address], FACTS.bob);
      await buyAt(w, startOf(day + BigInt(index)), { address });
    }
    const folded = await flowsOf(w, meter);
    expect(folded.map((flow) => [flow.day - Number(day), flow.units])).to.deep.equal([
      [1, 2n],
      ...[2, 3, 4, 5, 6, 7, 8].map((each) => [each, 1n]),
    ]);
    // Of purchasers together: subject 0.
    const events = await w.engine.queryFilter(w.engine.filters.FlowFolded(w.at.token, meter));
    expect(events.map(({ args }) => [...args])).to.deep.equal([[w.at.token, meter, 0n, day, day + 1n, 1n]]);
    expect(await flowsOf(w, meter, { address: `0x${"1".padStart(40, "0")}` }), "of somebody unknown").to.deep.equal([]);
    await buyAt(w, startOf(day + 9n), { address: wallets[0] ?? "" });
    expect((await flowsOf(w, meter)).map((flow) => [flow.day - Number(day), flow.units])).to.deep.equal([
      [2, 2n],
      ...[3, 4, 5, 6, 7, 8, 9].map((each) => [each, 1n]),
    ]);
  });
});

const EVERYBODY = { spender: `0x${"00".repeat(20)}`, from: `0x${"00".repeat(20)}` } as const;
