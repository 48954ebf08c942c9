import { expect } from "chai";
import { hashTypedData, type Hex } from "viem";
import { exposureData } from "../../../sdk/leverage/index.js";
import { VENUE_STATES } from "../../../sdk/kinds/index.js";
import {
  CLASS,
  hashOf,
  investorOf,
  leverageOf,
  type SomeReport,
  someRow,
  TABLE,
  TABLE_NOTICE,
} from "../../fixtures/leverage.js";
import { DAY, FACTS, freshWalks, LONG_FRESH } from "../../fixtures/walk.js";

const SECURITY = CLASS.marginSecurity;
const PROVISION = hashOf("a framework's policy");
const OFF = { initialMargin: false, leverageCap: false, absoluteCap: false, provision: PROVISION };

describe("LeverageRegistry venues", () => {
  const fresh = freshWalks();

  /** Alice has accounts at two brokers, the second of which is portable; the spender reports for both. */
  async function opened() {
    const w = await fresh();
    const l = await leverageOf(w);
    const venues = [
      await l.venue(w.spender, TABLE.broker),
      await l.venue(w.spender, TABLE.broker, "portable"),
    ] as const;
    for (const venue of venues) await l.leverage.connect(w.alice).openAccount(venue, w.registry);
    const reports = l.leverage.connect(w.spender);
    const alice = await investorOf(w, w.alice);
    const sent = ({ legs, ...rest }: SomeReport) => ({ ...rest, legs: [...legs] });
    /** Units of the margin security, at 100 dollars, half of them lent. */
    const holding = async (venue: bigint, quantity: bigint, debt = quantity * 5_000n) => {
      const figures = { collateral: quantity * 10_000n, debt };
      const legs: [number, bigint, bigint][] = quantity === 0n ? [] : [[SECURITY, quantity, quantity * 10_000n]];
      return sent(await l.said(venue, w.alice, figures, ...legs));
    };
    const hold = async (venue: bigint, quantity: bigint, debt?: bigint) =>
      reports.report(await holding(venue, quantity, debt));
    const inForce = async (policy: Partial<typeof OFF>) => {
      const from = (await w.now()) + TABLE_NOTICE + 60n;
      await l.leverage.schedulePolicy({ ...OFF, ...policy }, from);
      await w.networkHelpers.time.increaseTo(from);
    };
    return { ...l, venues, reports, alice, holding, hold, inForce };
  }

  it("counts equity that is not portable no further than its own margin, wherever the investor's wallets and venues are", async () => {
    const { w, leverage, venues, alice, hold } = await opened();
    await hold(venues[0], 10n, 10_000n); // 90,000 of equity, of which 50,000 are asked
    await hold(venues[1], 10n, 10_000n);
    const [equity, notional, initial] = await leverage.aggregateOf(w.registry, alice);
    expect([equity, notional, initial]).to.deep.equal([50_000n + 90_000n, 200_000n, 100_000n]);
    await hold(venues[0], 10n, 60_000n); // a deficit counts everywhere
    expect((await leverage.aggregateOf(w.registry, alice)).equity).to.equal(40_000n + 90_000n);
  });

  it("counts controlled entities as one: what is split over them is refused as what one holds", async () => {
    const { w, leverage, venues, alice, hold, inForce, said, reports } = await opened();
    const set = async (who: typeof w.bob, head: string) => leverage.setHead(w.registry, who.address, head);
    await expect(
      leverage.connect(w.stranger).setHead(w.registry, w.bob.address, w.carol.address),
    ).to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized");
    await expect(set(w.alice, w.bob.address)).to.be.revertedWithCustomError(leverage, "AccountsOpen");
    await expect(set(w.bob, w.bob.address)).to.be.revertedWithCustomError(leverage, "HeadInvalid");
    await set(w.bob, w.alice2.address);
    await expect(set(w.carol, w.bob.address)).to.be.revertedWithCustomError(leverage, "HeadInvalid");
    const bob = await investorOf(w, w.bob);
    expect(await leverage.headOf(w.registry, bob)).to.equal(alice);
    await leverage.connect(w.bob).openAccount(venues[1], w.registry);
    const from = (await w.now()) + TABLE_NOTICE + 60n;
    await leverage.scheduleRow(TABLE.broker, SECURITY, 0, someRow({ absoluteCap: 150_000n }), from);
    await inForce({ absoluteCap: true });
    await hold(venues[1], 10n);
    const split = await said(venues[1], w.bob, { collateral: 60_000n, debt: 30_000n }, [SECURITY, 6n, 60_000n]);
    await expect(reports.report({ ...split, legs: [...split.legs] }))
      .to.be.revertedWithCustomError(leverage, "NotionalAboveCap")
      .withArgs(venues[1], SECURITY, 160_000n, 150_000n);
    const within = { ...split, legs: [{ class: SECURITY, quantity: 5n, notional: 50_000n }] };
    await reports.report(within);
    const all = await leverage.aggregateOf(w.registry, alice);
    expect([all.notional, all.venues]).to.deep.equal([150_000n, 2n]);
    expect((await leverage.aggregateOf(w.registry, bob)).notional).to.equal(150_000n);
    expect((await leverage.standing(w.registry, bob, 0n, w.at.token))[0]).to.equal(
      (await leverage.standing(w.registry, alice, 0n, w.at.token))[0],
    );
    await reports.report({ ...within, sequence: within.sequence + 1n, collateral: 0n, debt: 0n, legs: [] });
    await leverage.connect(w.bob).closeAccount(venues[1], w.registry, w.bob.address);
    expect((await leverage.aggregateOf(w.registry, alice)).notional).to.equal(100_000n);
    await set(w.bob, "0x0000000000000000000000000000000000000000");
    expect(await leverage.headOf(w.registry, bob)).to.equal(0n);
  });

  it("refuses no increase anywhere for a silent venue, until a policy is on; then names how many are overdue", async () => {
    const { w, leverage, venues, reports, alice, hold, holding, inForce } = await opened();
    await hold(venues[0], 10n);
    await hold(venues[1], 10n);
    await w.networkHelpers.time.increase(3n * DAY);
    expect((await leverage.aggregateOf(w.registry, alice)).overdue).to.equal(2n);
    await hold(venues[1], 11n);
    await inForce({ absoluteCap: true });
    await expect(reports.report(await holding(venues[1], 12n)))
      .to.be.revertedWithCustomError(leverage, "EvidenceOverdue")
      .withArgs(venues[1], 0, 1n, 0n);
    await hold(venues[1], 11n); // its own report is fresh, and no increase
    await hold(venues[0], 0n, 0n); // what is flat can be silent
    await hold(venues[1], 12n);
  });

  it("is overdue from the day on which a report's age ends, and not the second before", async () => {
    const { w, leverage, venues, alice, hold } = await opened();
    const midnight = ((await w.now()) / DAY + 2n) * DAY;
    await w.networkHelpers.time.increaseTo(midnight + 10n);
    await hold(venues[0], 10n);
    const overdue = async () => (await leverage.aggregateOf(w.registry, alice)).overdue;
    await w.networkHelpers.time.increaseTo(midnight + 2n * DAY - 1n);
    expect(await overdue()).to.equal(0n);
    await w.networkHelpers.time.increaseTo(midnight + 2n * DAY);
    expect(await overdue()).to.equal(1n);
    await w.networkHelpers.time.increaseTo(midnight + 40n * DAY);
    expect(await overdue()).to.equal(1n);
    await hold(venues[0], 10n);
    expect(await overdue()).to.equal(0n);
  });

  it("tightens a table for increases at once when its time has come, and calls nobody before", async () => {
    const { w, leverage, venues, reports, alice, hold, holding } = await opened();
    await hold(venues[0], 10n);
    const from = (await w.now()) + TABLE_NOTICE + 60n;
    const tight = someRow({ initial: 7_500, maintenance: 6_000, cure: 6_000 });
    await expect(leverage.scheduleRow(TABLE.broker, SECURITY, 0, tight, from - 61n)).to.be.revertedWithCustomError(
      leverage,
      "EffectTooEarly",
    );
    await leverage.scheduleRow(TABLE.broker, SECURITY, 0, tight, from);
    await w.networkHelpers.time.increaseTo(from - 2n);
    await hold(venues[0], 11n); // a second before
    await w.networkHelpers.time.increaseTo(from);
    expect((await leverage.accountAt(venues[0], w.registry, alice)).callSince).to.equal(0n);
    await expect(reports.report(await holding(venues[0], 12n)))
      .to.be.revertedWithCustomError(leverage, "InitialMarginShort")
      .withArgs(venues[0], SECURITY, 60_000n, 90_000n);
    await expect(hold(venues[0], 11n)).to.emit(leverage, "MarginCalled");
    await expect(hold(venues[0], 11n, 44_000n)).to.emit(leverage, "MarginCallMet");
  });

  it("cancels a row that waits, and none that is in force", async () => {
    const { w, leverage } = await opened();
    const from = (await w.now()) + TABLE_NOTICE + 60n;
    await leverage.scheduleRow(TABLE.broker, SECURITY, 0, someRow({ initial: 9_000 }), from);
    await leverage.cancelRow(TABLE.broker, SECURITY, 0);
    const [row, , waits] = await leverage.rowAt(TABLE.broker, SECURITY, 0, from + 1n);
    expect([row.initial, waits]).to.deep.equal([5_000n, 0n]);
    await expect(leverage.cancelRow(TABLE.broker, SECURITY, 0)).to.be.revertedWithCustomError(
      leverage,
      "RowNotScheduled",
    );
  });

  it("judges by the tier that fresh evidence gives, of venues whose table asks for it, from the change of status on", async () => {
    const { w, leverage, venue, row, said, reports } = await opened();
    await leverage.setTier(1, 1 << 3);
    const tiered = await venue(w.spender, TABLE.broker, "tiers");
    await row(TABLE.broker, CLASS.securityFuture, { banned: true });
    await row(TABLE.broker, CLASS.securityFuture, { initial: 2_000 }, 1);
    await leverage.connect(w.alice).openAccount(tiered, w.registry);
    const one = async (quantity: bigint) => {
      const figures = { collateral: 2_000n, debt: 0n };
      const { legs, ...rest } = await said(tiered, w.alice, figures, [CLASS.securityFuture, quantity, 10_000n]);
      return { ...rest, legs: [...legs] };
    };
    await expect(reports.report(await one(1n)))
      .to.be.revertedWithCustomError(leverage, "ClassBanned")
      .withArgs(tiered, CLASS.securityFuture, 1n, 0n);
    const registrar = w.engine.connect(w.registrar);
    const states = 4; // leveraged, which no registrar writes
    const statuses = 1 << 3;
    await registrar.update(w.registry, w.alice.address, { ...FACTS.alice, statuses, states });
    await reports.report(await one(1n));
    await registrar.update(w.registry, w.alice.address, { ...FACTS.alice, statuses: 0, states });
    await expect(reports.report(await one(2n))).to.be.revertedWithCustomError(leverage, "ClassBanned");
    await reports.report(await one(1n));
    const stranger = await one(2n);
    await expect(reports.report({ ...stranger, wallet: w.bob.address }))
      .to.be.revertedWithCustomError(leverage, "WalletNotRecorded")
      .withArgs(w.registry, w.bob.address);
  });

  it("takes a signed report once, of the reporter's present key, on this chain and of this registry alone", async () => {
    const { w, leverage, at, venues, holding } = await opened();
    const { sequence, asOf, venue, ...rest } = await holding(venues[0], 10n);
    const exposure = { ...rest, wallet: rest.wallet as Hex, venue: Number(venue), sequence: Number(sequence), asOf };
    const chainId = (await w.ethers.provider.getNetwork()).chainId;
    const sign = async (signer: typeof w.spender, on: { readonly chainId: bigint; readonly leverage: Hex }) => {
      const { domain, types, message } = exposureData({ ...on, exposure });
      return signer.signTypedData(domain, types as never, message);
    };
    const said = { ...rest, venue, sequence, asOf };
    const here = { chainId, leverage: at };
    for (const [signer, on] of [
      [w.stranger, here],
      [w.spender, { ...here, chainId: chainId + 1n }],
      [w.spender, { ...here, leverage: w.at.engine }],
    ] as const)
      await expect(leverage.reportSigned(said, await sign(signer, on))).to.be.revertedWithCustomError(
        w.engine,
        "SignatureInvalid",
      );
    const signature = await sign(w.spender, here);
    await leverage.connect(w.spender).rotateReporter(venues[0], w.carol.address);
    await expect(leverage.reportSigned(said, signature)).to.be.revertedWithCustomError(w.engine, "SignatureInvalid");
    await leverage.connect(w.carol).rotateReporter(venues[0], w.spender.address);
    await expect(
      leverage.connect(w.stranger).rotateReporter(venues[0], w.stranger.address),
    ).to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized");
    await leverage.connect(w.bob).reportSigned(said, signature);
    await expect(leverage.connect(w.bob).reportSigned(said, signature)).to.be.revertedWithCustomError(
      leverage,
      "ReportReplayed",
    );
  });

  it("takes a report that a venue's own contract has approved (ERC-1271), and no other digest", async () => {
    const { w, leverage, at, venue, said } = await opened();
    const wallet = await w.ethers.deployContract("SigningWallet");
    const id = await venue((await wallet.getAddress()) as Hex, TABLE.broker);
    await leverage.connect(w.alice).openAccount(id, w.registry);
    const { legs, ...rest } = await said(id, w.alice, { collateral: 10_000n, debt: 5_000n }, [SECURITY, 1n, 10_000n]);
    const exposure = { ...rest, wallet: rest.wallet as Hex, venue: Number(id), sequence: Number(rest.sequence), legs };
    const chainId = (await w.ethers.provider.getNetwork()).chainId;
    const { domain, types, message, primaryType } = exposureData({ chainId, leverage: at, exposure });
    await wallet.approve(hashTypedData({ domain, types, message, primaryType } as never));
    const report = { ...rest, legs: [...legs] };
    await expect(leverage.reportSigned({ ...report, debt: 4_999n }, "0x")).to.be.revertedWithCustomError(
      w.engine,
      "SignatureInvalid",
    );
    await leverage.connect(w.stranger).reportSigned(report, "0x");
  });

  it("keeps the sequence of an account that was closed and opened again", async () => {
    const { w, leverage, venues, reports, hold, holding } = await opened();
    const first = await holding(venues[0], 10n);
    await reports.report(first);
    await hold(venues[0], 0n, 0n);
    const alice = leverage.connect(w.alice);
    await alice.closeAccount(venues[0], w.registry, w.alice.address);
    await alice.openAccount(venues[0], w.registry);
    await expect(reports.report(first)).to.be.revertedWithCustomError(leverage, "ReportReplayed");
  });

  it("takes bands of a venue that publishes no figures: over the cap, or overdue, counts; the venue alone closes", async () => {
    const { w, leverage, venue, alice, inForce, reports, holding, hold, venues } = await opened();
    const banded = await venue(w.carol, TABLE.broker, "bands");
    await leverage.connect(w.alice).openAccount(banded, w.registry);
    let sequence = 0n;
    const band = async (withinCap: boolean, increased = false) => {
      const asOf = await w.now();
      await leverage.connect(w.carol).reportBand({
        ...{
          venue: banded,
          registry: w.registry,
          investor: alice,
          wallet: w.alice.address,
          sequence: ++sequence,
          asOf,
        },
        ...{ expiry: asOf + DAY, headroom: 20n, withinCap, increased },
      });
    };
    await band(true);
    await inForce({ leverageCap: true });
    await hold(venues[0], 0n, 0n);
    await expect(reports.report(await holding(venues[0], 1n))).to.be.revertedWithCustomError(
      leverage,
      "EvidenceOverdue",
    );
    await band(true, true);
    await hold(venues[0], 1n);
    await band(false);
    expect((await leverage.aggregateOf(w.registry, alice)).overdue).to.equal(1n);
    await expect(reports.report(await holding(venues[0], 2n))).to.be.revertedWithCustomError(
      leverage,
      "EvidenceOverdue",
    );
    await expect(band(false, true)).to.be.revertedWithCustomError(leverage, "EvidenceOverdue");
    await expect(reports.report(await holding(banded, 2n))).to.be.revertedWithCustomError(leverage, "ModeMismatch");
    const close = async (who: typeof w.alice) =>
      leverage.connect(who).closeAccount(banded, w.registry, w.alice.address);
    await expect(close(w.alice)).to.be.revertedWithCustomError(leverage, "AccountNotFlat");
    await close(w.carol);
    expect((await leverage.aggregateOf(w.registry, alice)).overdue).to.equal(0n);
  });

  it("winds down a venue that has disappeared, after a delay, and releases its accounts and what it kept", async () => {
    const { w, leverage, venues, reports, alice, hold } = await opened();
    const venue = venues[1];
    await hold(venue, 10n);
    await reports.setEncumbered(venue, w.registry, w.alice.address, w.at.token, 7n);
    await expect(leverage.announceWindDown(venue)).to.be.revertedWithCustomError(leverage, "VenueNotSilent");
    await w.networkHelpers.time.increase(9n * DAY);
    await leverage.announceWindDown(venue);
    await expect(leverage.windDown(venue)).to.be.revertedWithCustomError(leverage, "WindDownEarly");
    await hold(venue, 9n); // it comes back
    await w.networkHelpers.time.increase(9n * DAY);
    await expect(leverage.windDown(venue)).to.be.revertedWithCustomError(leverage, "WindDownEarly");
    await leverage.announceWindDown(venue);
    await expect(leverage.releaseAccount(venue, w.registry, w.alice.address)).to.be.revertedWithCustomError(
      leverage,
      "VenueNotWoundDown",
    );
    await w.networkHelpers.time.increase(7n * DAY);
    await leverage.windDown(venue);
    await expect(hold(venue, 8n))
      .to.be.revertedWithCustomError(leverage, "VenueSilenced")
      .withArgs(venue, VENUE_STATES.woundDown);
    const anybody = leverage.connect(w.stranger);
    await anybody.releaseAccount(venue, w.registry, w.alice.address);
    expect(await leverage.aggregateOf(w.registry, alice)).to.deep.equal([0n, 0n, 0n, 0n, 1n]);
    expect(await leverage.standing(w.registry, alice, alice, w.at.token)).to.deep.equal([0n, 7n]);
    await expect(
      anybody.setEncumbered(venue, w.registry, w.alice.address, w.at.token, 1n),
    ).to.be.revertedWithCustomError(leverage, "ReporterUnknown");
    await anybody.setEncumbered(venue, w.registry, w.alice.address, w.at.token, 0n);
    expect(await leverage.standing(w.registry, alice, alice, w.at.token)).to.deep.equal([0n, 0n]);
  });

  it("is written by its authority alone", async () => {
    const { w, leverage, venues } = await opened();
    const stranger = leverage.connect(w.stranger);
    const { registration } = (await leverage.venueOf(venues[0]))[1];
    const terms = {
      reporter: w.spender.address,
      expiry: LONG_FRESH,
      kind: 7,
      modes: 0,
      table: 1,
      mostAge: 2,
      registration,
    };
    for (const call of [
      async () => stranger.admitVenue(terms),
      async () => stranger.setVenueTerms(venues[0], terms),
      async () => stranger.setVenueState(venues[0], 2),
      async () => stranger.announceWindDown(venues[0]),
      async () => stranger.windDown(venues[0]),
      async () => stranger.scheduleRow(1, 1, 0, someRow(), 0n),
      async () => stranger.cancelRow(1, 1, 0),
      async () => stranger.setTier(1, 1),
      async () => stranger.schedulePolicy(OFF, LONG_FRESH),
    ])
      await expect(call()).to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized");
  });

  it("refuses terms and rows that cannot be meant", async () => {
    const { w, leverage } = await opened();
    const registration = hashOf("8-1");
    const terms = {
      reporter: w.spender.address,
      expiry: LONG_FRESH,
      kind: 7,
      modes: 0,
      table: 1,
      mostAge: 2,
      registration,
    };
    for (const [field, wrong] of [
      [0n, { reporter: "0x0000000000000000000000000000000000000000" }],
      [2n, { kind: 0 }],
      [2n, { kind: 9 }],
      [3n, { modes: 16 }],
      [3n, { modes: 1 | 2 }],
      [3n, { modes: 1 | 4 }],
      [4n, { table: 0 }],
      [5n, { mostAge: 0 }],
      [5n, { mostAge: 7 }],
      [6n, { registration: `0x${"00".repeat(32)}` }],
    ] as const) {
      const error = leverage.admitVenue({ ...terms, ...wrong });
      await expect(error).to.be.revertedWithCustomError(leverage, "VenueTermInvalid");
      await error.catch((found: unknown) => expect(String(found)).to.include(String(field)));
    }
    for (const wrong of [
      { cure: 2_499 },
      { closeOut: 2_501 },
      { staleHaircut: 10_001 },
      { binding: 0 },
      { binding: 3 },
      { provision: `0x${"00".repeat(32)}` as Hex },
    ])
      await expect(leverage.scheduleRow(9, 1, 0, someRow(wrong), 0n)).to.be.revertedWithCustomError(
        leverage,
        "RowFieldInvalid",
      );
    await expect(leverage.scheduleRow(9, 1, 4, someRow(), 0n)).to.be.revertedWithCustomError(
      leverage,
      "RowFieldInvalid",
    );
    await expect(leverage.setTier(0, 1)).to.be.revertedWithCustomError(leverage, "TierOutOfRange");
  });
});
