import { expect } from "chai";
import { CLASS, hashOf, investorOf, leverageOf, someRow, TABLE, TABLE_NOTICE } from "../../fixtures/leverage.js";
import { DAY, freshWalks } from "../../fixtures/walk.js";
import { BINDINGS, STATES, VENUE_STATES } from "../../../sdk/kinds/index.js";

const SECURITY = CLASS.marginSecurity;

describe("LeverageRegistry reports", () => {
  const fresh = freshWalks();

  /** Alice has an account at a broker, whose reporter is the spender. */
  async function opened() {
    const w = await fresh();
    const l = await leverageOf(w);
    const broker = await l.venue(w.spender, TABLE.broker);
    await l.leverage.connect(w.alice).openAccount(broker, w.registry);
    const reports = l.leverage.connect(w.spender);
    const alice = await investorOf(w, w.alice);
    const states = async () => Number(((await w.engine.record(w.registry, w.alice.address)) >> 131n) & 0xffn);
    return { ...l, broker, reports, alice, states };
  }

  it("opens an account by the investor himself, who is leveraged from then on in all of his wallets", async () => {
    const { w, leverage, broker, states } = await opened();
    expect(await states()).to.equal(1 << STATES.leveraged);
    const other = await w.engine.record(w.registry, w.alice2.address);
    expect(Number((other >> 131n) & 0xffn)).to.equal(1 << STATES.leveraged);
    await expect(leverage.connect(w.alice2).openAccount(broker, w.registry))
      .to.be.revertedWithCustomError(leverage, "AccountAlreadyOpen")
      .withArgs(broker, w.registry, 1n);
    await leverage.connect(w.alice2).closeAccount(broker, w.registry, w.alice.address);
    expect(await states()).to.equal(0);
  });

  it("takes no report of a stranger to the venue, however hostile", async () => {
    const { w, leverage, broker, reports, said } = await opened();
    const report = await said(broker, w.bob, { collateral: 0n, debt: 1_000_000n });
    await expect(reports.report({ ...report, legs: [] }))
      .to.be.revertedWithCustomError(leverage, "AccountUnknown")
      .withArgs(broker, w.registry, 2n);
    await expect(leverage.connect(w.stranger).report({ ...report, legs: [] }))
      .to.be.revertedWithCustomError(leverage, "ReporterUnknown")
      .withArgs(broker, w.stranger.address);
  });

  it("allows an increase at exactly the initial margin, and refuses it a cent below", async () => {
    const { w, leverage, broker, reports, said, alice } = await opened();
    // 1,000.01 dollars of it need 500.01: rounded up.
    const short = await said(broker, w.alice, { collateral: 100_001n, debt: 50_001n }, [SECURITY, 10n, 100_001n]);
    await expect(reports.report({ ...short, legs: [...short.legs] }))
      .to.be.revertedWithCustomError(leverage, "InitialMarginShort")
      .withArgs(broker, SECURITY, 50_000n, 50_001n);
    const enough = { ...short, debt: 50_000n, legs: [...short.legs] };
    await reports.report(enough);
    expect(await leverage.aggregateOf(w.registry, alice)).to.deep.equal([50_001n, 100_001n, 50_001n, 0n, 1n]);
  });

  it("takes a falling price without a revert, opens a call, and ends it at the table's cure level", async () => {
    const { w, leverage, broker, reports, said, alice } = await opened();
    const report = async (collateral: bigint, debt: bigint) => {
      const one = await said(broker, w.alice, { collateral, debt }, [SECURITY, 10n, collateral]);
      return reports.report({ ...one, legs: [...one.legs] });
    };
    await report(100_000n, 50_000n);
    await report(66_667n, 50_000n); // 16,667 of 66,667: a quarter, rounded up, is 16,667
    expect((await leverage.accountAt(broker, w.registry, alice)).callSince).to.equal(0n);
    await expect(report(66_666n, 50_000n)).to.emit(leverage, "MarginCalled");
    const called = await leverage.accountAt(broker, w.registry, alice);
    expect(called.callUntil - called.callSince).to.equal(4n * DAY);
    await expect(report(66_666n, 49_999n)).to.emit(leverage, "MarginCallMet");
    expect((await leverage.accountAt(broker, w.registry, alice)).callSince).to.equal(0n);
  });

  it("ends a call of a security future at what was required, and one at a lender at its own level", async () => {
    const { w, leverage, venue, row, said, reports } = await opened();
    await row(TABLE.lender, SECURITY, { initial: 4_000, maintenance: 2_000, cure: 3_000, binding: BINDINGS.policy });
    for (const [table, classId, called, stillCalled, met] of [
      [TABLE.futures, CLASS.securityFuture, 14_999n, 14_999n, 15_000n],
      [TABLE.lender, SECURITY, 19_999n, 29_999n, 30_000n],
    ] as const) {
      const id = await venue(w.spender, table);
      await leverage.connect(w.alice).openAccount(id, w.registry);
      const report = async (collateral: bigint) => {
        const one = await said(id, w.alice, { collateral, debt: 0n }, [classId, 1n, 100_000n]);
        return reports.report({ ...one, legs: [...one.legs] });
      };
      await report(50_000n);
      await expect(report(called)).to.emit(leverage, "MarginCalled");
      await expect(report(stillCalled)).not.to.emit(leverage, "MarginCallMet");
      await expect(report(met)).to.emit(leverage, "MarginCallMet");
    }
  });

  it("lets reductions and repayments pass below every level, and no draw", async () => {
    const { w, leverage, broker, reports, said } = await opened();
    const report = async (quantity: bigint, collateral: bigint, debt: bigint, drawn = 0n) => {
      const one = await said(broker, w.alice, { collateral, debt, drawn }, [SECURITY, quantity, collateral]);
      return reports.report({ ...one, legs: [...one.legs] });
    };
    await report(10n, 100_000n, 50_000n);
    await report(10n, 40_000n, 50_000n);
    await report(9n, 36_000n, 46_000n);
    await expect(report(9n, 36_000n, 46_001n, 1n))
      .to.be.revertedWithCustomError(leverage, "InitialMarginShort")
      .withArgs(broker, SECURITY, 0n, 18_000n);
    await report(9n, 36_000n, 46_001n); // interest
  });

  it("refuses what is replayed, out of order, of the future, or too old", async () => {
    const { w, leverage, broker, reports, said } = await opened();
    const first = await said(broker, w.alice, { collateral: 100n, debt: 0n });
    await reports.report({ ...first, sequence: 7n, legs: [] });
    for (const sequence of [6n, 7n])
      await expect(reports.report({ ...first, sequence, legs: [] }))
        .to.be.revertedWithCustomError(leverage, "ReportReplayed")
        .withArgs(broker, sequence, 7n);
    const next = { ...first, sequence: 8n, legs: [] };
    const now = await w.now();
    await expect(reports.report({ ...next, asOf: now + 60n })).to.be.revertedWithCustomError(
      leverage,
      "ReportFromFuture",
    );
    await expect(reports.report({ ...next, asOf: now - 2n * DAY })).to.be.revertedWithCustomError(
      leverage,
      "ReportTooOld",
    );
    await reports.report({ ...next, asOf: now - 2n * DAY + 60n });
  });

  it("lets an investor stack what is lawful at each venue, and refuses it as policy once the policy is on", async () => {
    const { w, leverage, venue, broker, reports, said } = await opened();
    const futures = await venue(w.stranger, TABLE.futures);
    await leverage.connect(w.alice).openAccount(futures, w.registry);
    const atBroker = await said(broker, w.alice, { collateral: 200_000n, debt: 100_000n }, [SECURITY, 20n, 200_000n]);
    await reports.report({ ...atBroker, legs: [...atBroker.legs] });
    const at = async (quantity: bigint, notional: bigint, collateral: bigint) => {
      const one = await said(futures, w.alice, { collateral, debt: 0n }, [CLASS.securityFuture, quantity, notional]);
      return { ...one, legs: [...one.legs] };
    };
    const lawful = await at(100n, 600_000n, 100_000n);
    await leverage.connect(w.stranger).report(lawful); // 2 times there and 6 times here: nothing stands against it today
    const from = (await w.now()) + TABLE_NOTICE + 60n;
    const cap = someRow({ initial: 1_500, maintenance: 1_500, cure: 1_500, leverageCap: 30_000 });
    await leverage.scheduleRow(TABLE.futures, CLASS.securityFuture, 0, cap, from);
    const provision = hashOf("a framework's policy");
    await leverage.schedulePolicy({ initialMargin: false, leverageCap: true, absoluteCap: false, provision }, from);
    await w.networkHelpers.time.increaseTo(from);
    const again = await said(broker, w.alice, { collateral: 200_000n, debt: 100_000n }, [SECURITY, 20n, 200_000n]);
    await reports.report({ ...again, legs: [...again.legs] });
    const more = await at(101n, 606_000n, 100_000n);
    // At the futures venue 90,900 of equity count; with the broker's 100,000 that is 190,900 for 806,000 of notional.
    await expect(leverage.connect(w.stranger).report(more))
      .to.be.revertedWithCustomError(leverage, "LeverageAboveCap")
      .withArgs(futures, CLASS.securityFuture, 42_222n, 30_000n);
    const [finding] = await leverage.explainReport(more);
    expect(finding?.binding).to.equal(2n);
    expect(finding?.provision).to.equal(provision);
    const marked = await at(100n, 700_000n, 110_000n);
    await leverage.connect(w.stranger).report(marked); // no increase: the price rose
  });

  it("takes no more from a venue that is close-only, and nothing from a suspended one", async () => {
    const { w, leverage, broker, reports, said } = await opened();
    const report = async (quantity: bigint) => {
      const one = await said(broker, w.alice, { collateral: 1_000n, debt: 0n }, [SECURITY, quantity, 1_000n]);
      return reports.report({ ...one, legs: [...one.legs] });
    };
    await report(10n);
    await leverage.setVenueState(broker, VENUE_STATES.closeOnly);
    await report(9n);
    await expect(report(10n))
      .to.be.revertedWithCustomError(leverage, "VenueNotOpen")
      .withArgs(broker, 0, VENUE_STATES.closeOnly, VENUE_STATES.open);
    await leverage.setVenueState(broker, VENUE_STATES.suspended);
    await expect(report(8n))
      .to.be.revertedWithCustomError(leverage, "VenueSilenced")
      .withArgs(broker, VENUE_STATES.suspended);
  });
});
