import { expect } from "chai";
import { SPAN_MONTHS } from "../../sdk/kinds/index.js";
import { asMovement, type Attempt, expectAllowed, expectRefused, INSTRUMENT, make } from "../fixtures/attempt.js";
import { setStatuses, today } from "../fixtures/lots.js";
import { at, flowsOf, INFLOW, meterOf, moveTo, OUTFLOW, startOf, VENUE } from "../fixtures/meters.js";
import { type SomeRule } from "../fixtures/rules.js";
import { DAY, freshWalks, type Walk } from "../fixtures/walk.js";

const OUTFLOW_ABOVE = { reason: "OutflowAboveLimit", rule: 0 } as const;

describe("rules on what flows within a window", () => {
  const fresh = freshWalks();

  /** Alice and bob hold 1,000 units each, then these rules are in force. */
  async function ruled(rules: readonly SomeRule[]) {
    const w = await fresh();
    for (const to of [w.alice, w.bob]) await make(w, { kind: "mint", to, amount: 1_000n });
    await w.enforce(rules);
    return w;
  }
  const send = (w: Walk, amount: bigint) => ({ kind: "transfer", from: w.alice, to: w.bob, amount }) as const;
  /** Makes it in the block of this second. */
  const sendAt = async (w: Walk, time: bigint, amount: bigint) => {
    await at(w, time);
    await (await make(w, send(w, amount))).wait();
  };

  /** What the view says in the last block's second. */
  const asked = async (w: Walk, attempt: Attempt) => {
    const { allowed, first } = await w.engine.check(asMovement(w, attempt));
    return [allowed, first.measured, first.limit];
  };

  describe("behavior: outflow", () => {
    it("up to the limit, over all wallets, and not a unit more", async () => {
      const w = await ruled([OUTFLOW]);
      await expectAllowed(w, send(w, 60n));
      await (await make(w, { kind: "forced", from: w.bob, to: w.alice2, amount: 50n })).wait();
      await expectAllowed(w, { kind: "transfer", from: w.alice2, to: w.bob, amount: 39n });
      await expectRefused(w, send(w, 2n), { ...OUTFLOW_ABOVE, subject: 1n, measured: 101n, limit: 100n });
      await expectAllowed(w, send(w, 1n));
      await expectRefused(w, send(w, 1n), { ...OUTFLOW_ABOVE, subject: 1n, measured: 101n, limit: 100n });
    });

    it("each sender has an allowance of its own; what is no sale uses up none", async () => {
      const w = await ruled([OUTFLOW]);
      const meter = await meterOf(w, [OUTFLOW]);
      await expectAllowed(w, send(w, 100n));
      await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 100n });
      for (const kind of ["forced", "transmission"] as const) {
        await (await make(w, { kind, from: w.alice, to: w.carol, amount: 5n })).wait();
      }
      await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 50n });
      await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 0n });
      const day = Number(await today(w));
      expect(await flowsOf(w, meter, w.alice)).to.deep.equal([{ day, units: 100n }]);
      expect(await flowsOf(w, meter, w.carol)).to.deep.equal([]);
    });

    it("a window of 90 days rolls at midnight, and its first day falls out on the 91st, to the second", async () => {
      const w = await ruled([OUTFLOW]);
      const day = (await today(w)) + 2n;
      await sendAt(w, startOf(day) - 1n, 40n);
      await sendAt(w, startOf(day), 60n);
      const last = startOf(day + 89n);
      await moveTo(w, last - 1n);
      expect(await asked(w, send(w, 1n))).to.deep.equal([false, 101n, 100n]);
      await moveTo(w, last);
      await expectRefused(w, send(w, 41n), { ...OUTFLOW_ABOVE, subject: 1n, measured: 101n, limit: 100n });
      await expectAllowed(w, send(w, 40n));
      await moveTo(w, last + DAY - 1n);
      expect(await asked(w, send(w, 1n))).to.deep.equal([false, 101n, 100n]);
      await moveTo(w, last + DAY);
      await expectRefused(w, send(w, 61n), { ...OUTFLOW_ABOVE, subject: 1n, measured: 101n, limit: 100n });
      await expectAllowed(w, send(w, 60n));
    });

    it("a day at a time: no two days together exceed the limit", async () => {
      const w = await ruled([{ ...OUTFLOW, window: 1 }]);
      const day = (await today(w)) + 1n;
      await sendAt(w, startOf(day) - 1n, 100n);
      await sendAt(w, startOf(day), 100n);
      await expectRefused(w, send(w, 1n), { ...OUTFLOW_ABOVE, subject: 1n, measured: 101n, limit: 100n });
    });

    it("three months end on the same day of the month; a sale on that day is within them, one on the day before is not", async () => {
      const w = await ruled([{ ...OUTFLOW, window: SPAN_MONTHS + 3 }]);
      const noon = (date: string) => BigInt(Date.parse(`${date}T12:00:00Z`) / 1_000);
      const year = new Date(Number(await w.now()) * 1_000).getUTCFullYear() + 1;
      await sendAt(w, noon(`${year}-02-27`), 10n);
      await sendAt(w, noon(`${year}-02-28`), 20n);
      await sendAt(w, noon(`${year}-03-01`), 30n);
      // From the 31st of May three months back is the last of February.
      await moveTo(w, noon(`${year}-05-27`));
      await expectRefused(w, send(w, 41n), { ...OUTFLOW_ABOVE, subject: 1n, measured: 101n, limit: 100n });
      for (const day of ["28", "29", "30", "31"]) {
        await moveTo(w, noon(`${year}-05-${day}`));
        await expectRefused(w, send(w, 51n), { ...OUTFLOW_ABOVE, subject: 1n, measured: 101n, limit: 100n });
      }
      await moveTo(w, noon(`${year}-06-01`));
      await expectRefused(w, send(w, 71n), { ...OUTFLOW_ABOVE, subject: 1n, measured: 101n, limit: 100n });
      await moveTo(w, noon(`${year}-06-02`));
      await expectAllowed(w, send(w, 100n));
    });

    it("a share of the supply before the movement, rounded down; a burn does not raise its own limit", async () => {
      const w = await ruled([
        { kind: "mostOutflowShare", side: "sender", window: 30, limit: 333n }, // of 2,000 units: 66.6
      ]);
      const above = { reason: "OutflowAboveShare", rule: 0, subject: 1n } as const;
      await expectRefused(w, send(w, 67n), { ...above, measured: 67n, limit: 66n });
      await expectAllowed(w, { kind: "burn", from: w.alice, amount: 66n });
      // Of 1,934 units: 64.4.
      await expectRefused(w, send(w, 1n), { ...above, measured: 67n, limit: 64n });
      await (await make(w, { kind: "mint", to: w.bob, amount: 100n })).wait();
      await expectAllowed(w, send(w, 1n));
    });

    it("of share and reported weekly volume the larger, until the report is stale, to the second", async () => {
      const w = await ruled([
        { kind: "mostOutflowShareOrVolume", side: "sender", window: SPAN_MONTHS + 3, limit: 100n },
      ]);
      const above = { reason: "OutflowAboveVolume", rule: 0, subject: 1n } as const;
      const report = async (weekly: bigint, until: bigint) => {
        await (await w.engine.connect(w.agent).reportVolumes(w.at.token, weekly, until, 0n, 0n, INSTRUMENT)).wait();
      };
      await expectRefused(w, send(w, 21n), { ...above, measured: 21n, limit: 20n });
      const until = (await w.now()) + 1_000n;
      await report(19n, until);
      await expectRefused(w, send(w, 21n), { ...above, measured: 21n, limit: 20n });
      await report(21n, until);
      await expectRefused(w, send(w, 22n), { ...above, measured: 22n, limit: 21n });
      await moveTo(w, until - 1n);
      expect((await w.engine.check(asMovement(w, send(w, 21n)))).allowed).to.be.true;
      await moveTo(w, until);
      await expectRefused(w, send(w, 21n), { ...above, measured: 21n, limit: 20n });
    });

    it("who has a status that lifts the rule uses nothing up, and pays for no meter", async () => {
      const rule: SomeRule = { ...OUTFLOW, liftedBy: 1 << 5 };
      const w = await ruled([rule]);
      await setStatuses(w, w.alice, 1 << 5);
      await expectAllowed(w, send(w, 500n));
      await setStatuses(w, w.alice, 0);
      await expectAllowed(w, send(w, 100n));
      await expectRefused(w, send(w, 1n), { ...OUTFLOW_ABOVE, subject: 1n, measured: 101n, limit: 100n });
    });

    it("two rules of one scope read one meter, each within its own window", async () => {
      const rules = [OUTFLOW, { ...OUTFLOW, window: 2, limit: 70n }];
      const w = await ruled(rules);
      const day = (await today(w)) + 1n;
      await sendAt(w, startOf(day), 70n);
      await moveTo(w, startOf(day + 2n));
      expect(await asked(w, send(w, 31n))).to.deep.equal([false, 101n, 100n]);
      await expectAllowed(w, send(w, 30n));
      expect(await meterOf(w, rules, 0)).to.equal(await meterOf(w, rules, 1));
      expect(await flowsOf(w, await meterOf(w, rules), w.alice)).to.deep.equal([
        { day: Number(day), units: 70n },
        { day: Number(day) + 2, units: 30n },
      ]);
    });
  });

  describe("behavior: inflow", () => {
    const buy = (w: Walk, amount: bigint) => ({ kind: "mint", to: w.carol, amount }) as const;
    const above = { reason: "InflowAboveLimit", rule: 0, subject: 3n } as const;
    const limitTo = async (w: Walk, units: bigint, until: bigint) => {
      await (await w.engine.connect(w.agent).setPersonalLimit(w.at.token, w.carol, units, until, INSTRUMENT)).wait();
    };

    it("within twelve months, from the issuer and from others", async () => {
      const w = await ruled([INFLOW]);
      await expectAllowed(w, buy(w, 60n));
      await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.carol, amount: 40n });
      await expectRefused(w, buy(w, 1n), { ...above, measured: 101n, limit: 100n });
      // Who sells again has bought all the same.
      await expectAllowed(w, { kind: "transfer", from: w.carol, to: w.alice, amount: 100n });
      await expectRefused(w, buy(w, 1n), { ...above, measured: 101n, limit: 100n });
    });

    it("a personal limit stands in its place while it is fresh, whether higher or lower", async () => {
      const w = await ruled([INFLOW]);
      const until = (await w.now()) + 1_000n;
      await limitTo(w, 150n, until);
      await expectAllowed(w, buy(w, 101n));
      await limitTo(w, 30n, until);
      await expectRefused(w, buy(w, 1n), { ...above, measured: 102n, limit: 30n });
      await limitTo(w, 102n, until);
      await moveTo(w, until - 1n);
      expect((await w.engine.check(asMovement(w, buy(w, 1n)))).allowed).to.be.true;
      await moveTo(w, until);
      await expectRefused(w, buy(w, 1n), { ...above, measured: 102n, limit: 100n });
      await limitTo(w, 0n, 0n);
      expect(await w.engine.personalLimit(w.at.token, w.carol)).to.deep.equal([0n, 0n]);
    });
  });

  describe("behavior: a venue's volume", () => {
    const CAP: SomeRule = { kind: "mostVenueVolume", side: "token", limit: 2_500n };
    const above = { reason: "VenueVolumeAboveLimit", rule: 0, subject: 0n } as const;

    /** The spender is a venue; 400 units a day pass on average, until the time. */
    async function traded() {
      const w = await ruled([CAP]);
      const facts = { country: 0, region: 0, lane: 0, statuses: VENUE, states: 0, kycUntil: 4e9, statusUntil: 4e9 };
      await w.engine.connect(w.registrar).enrol(w.registry, { wallets: [w.spender.address], facts });
      await w.token.connect(w.alice).approve(w.spender.address, 1_000n);
      const until = (await w.now()) + 3n * DAY;
      await w.engine.connect(w.agent).reportVolumes(w.at.token, 0n, 0n, 400n, until, INSTRUMENT);
      return { w, until };
    }

    it("a quarter of the average, each day anew, whatever moves without a venue", async () => {
      const { w } = await traded();
      const through = (amount: bigint) =>
        ({ kind: "transfer", spender: w.spender, from: w.alice, to: w.bob, amount }) as const;
      const day = (await today(w)) + 1n;
      await moveTo(w, startOf(day));
      await expectAllowed(w, through(99n));
      await expectAllowed(w, send(w, 200n));
      await expectRefused(w, through(2n), { ...above, measured: 101n, limit: 100n });
      await expectAllowed(w, through(1n));
      await moveTo(w, startOf(day + 1n) - 1n);
      expect(await asked(w, through(1n))).to.deep.equal([false, 101n, 100n]);
      await moveTo(w, startOf(day + 1n));
      await expectAllowed(w, through(100n));
    });

    it("a venue as seller or buyer counts, too, and its mints; with a stale report nothing passes through it", async () => {
      const { w, until } = await traded();
      await (await make(w, { kind: "forced", from: w.alice, to: w.spender, amount: 80n })).wait();
      await moveTo(w, startOf((await today(w)) + 1n));
      await expectAllowed(w, { kind: "transfer", from: w.spender, to: w.bob, amount: 60n });
      await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.spender, amount: 40n });
      await expectRefused(w, { kind: "mint", to: w.spender, amount: 1n }, { ...above, measured: 101n, limit: 100n });
      await moveTo(w, until);
      await expectRefused(w, { kind: "mint", to: w.spender, amount: 1n }, { ...above, measured: 1n, limit: 0n });
      await expectAllowed(w, send(w, 1n));
    });
  });
});
