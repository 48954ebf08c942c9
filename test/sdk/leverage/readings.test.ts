import { expect } from "chai";
import { type Address, zeroHash } from "viem";
import { LeverageQuestionError, ParameterInvalidError } from "../../../sdk/errors/index.js";
import { BINDINGS, VENUE_KINDS } from "../../../sdk/kinds/index.js";
import * as sdk from "../../../sdk/leverage/index.js";
import type { Provision } from "../../../sdk/rulebook/index.js";
import { hashProvision } from "../../../sdk/rulebook/index.js";
import { shippedLaw } from "../../../sdk/cli/readLaw.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { hashOf, leverageOf, someRow, TABLE, TABLE_NOTICE } from "../../fixtures/leverage.js";
import { DAY, freshWalks, LONG_FRESH } from "../../fixtures/walk.js";

const provisions: readonly Provision[] = shippedLaw().flatMap((one) => ("provisions" in one ? one.provisions : []));
const REG_T = provisions.find(({ id }) => id === "us/frb/regulation-t-12a")!;
const [SECURITY, FUTURE] = [1, 3];

describe("a leverage registry asked by the SDK", () => {
  const fresh = freshWalks();

  /** Alice has accounts at a broker (table of 220.12(a)), at a futures venue, and at an exchange whose equity is portable. The spender reports for all. */
  async function opened() {
    const w = await fresh();
    const l = await leverageOf(w);
    const { at: leverage } = l;
    const reader = w.connection.provider;
    const { registry } = w;
    const row = someRow({ binding: BINDINGS.law, provision: hashProvision(REG_T), leverageCap: 30_000 });
    await l.row(TABLE.lender, SECURITY, row);
    await l.row(TABLE.lender, FUTURE, { ...row, initial: 1_500, maintenance: 1_500, cure: 1_500, closeOut: 500 });
    const broker = Number(await l.venue(w.spender, TABLE.lender));
    const futures = Number(await l.venue(w.spender, TABLE.lender));
    const portable = Number(await l.venue(w.spender, TABLE.lender, "portable"));
    const wallet = w.alice.address as Address;
    for (const venue of [broker, futures, portable])
      await w.send(w.alice, sdk.openAccount({ leverage, venue, registry }));
    const exposureAt = async (venue: number, said: Partial<sdk.Exposure>): Promise<sdk.Exposure> => {
      const { account, investor, at } = await sdk.readAccount(reader, { leverage, venue, registry, wallet });
      const base = { venue, registry, investor, wallet, sequence: account.sequence + 1, asOf: at.time };
      return { ...base, collateral: 0n, debt: 0n, drawn: 0n, legs: [], ...said };
    };
    const report = async (venue: number, said: Partial<sdk.Exposure>): Promise<void> =>
      w.send(w.spender, sdk.reportExposure({ leverage, exposure: await exposureAt(venue, said) }));
    const switchOn = async (): Promise<void> => {
      const policy = { initialMargin: true, leverageCap: true, absoluteCap: true, provision: hashOf("framework") };
      const from = (await w.now()) + TABLE_NOTICE + 60n;
      await w.send(w.admin, sdk.scheduleLeveragePolicy({ leverage, policy, from }));
      await w.networkHelpers.time.increaseTo(from);
    };
    const place = { leverage, registry, wallet };
    return { w, l, reader, leverage, registry, wallet, broker, futures, portable, place, exposureAt, report, switchOn };
  }
  const long = (notional: bigint, of = SECURITY): sdk.Leg => ({ class: of, quantity: 10n, notional });

  it("readAccount: what was reported, the levels, and how much of it counts", async () => {
    const { reader, place, broker, report, registry, leverage } = await opened();
    await report(broker, { collateral: 300_000n, debt: 100_000n, legs: [long(200_000n)] });
    const { at, ...read } = await sdk.readAccount(reader, { ...place, venue: broker });
    expect(at.number).to.be.a("bigint");
    expect(read.levels).to.deep.equal({
      ...{ equity: 200_000n, initial: 100_000n, maintenance: 50_000n, cure: 50_000n, closeOut: 20_000n },
    });
    expect([read.investor, read.tier, read.counted, read.call]).to.deep.equal([1n, 0, 100_000n, null]);
    expect(read.all).to.deep.equal({
      equity: 100_000n,
      notional: 200_000n,
      initial: 100_000n,
      overdue: 0n,
      venues: 3n,
    });
    const { kind, state, modes, expiry } = read.venue;
    expect([kind, state, modes, expiry]).to.deep.equal(["brokerDealer", "open", [], LONG_FRESH]);
    const nowhere = await errorOf(sdk.readAccount(reader, { ...place, venue: 9 }));
    expect(nowhere).to.be.instanceOf(LeverageQuestionError);
    expect((nowhere as LeverageQuestionError).errorName).to.equal("VenueUnknown");
    const stranger = await errorOf(sdk.readAccount(reader, { leverage, registry, venue: broker, wallet: leverage }));
    expect((stranger as LeverageQuestionError).errorName).to.equal("WalletNotRecorded");
  });

  it("buyingPower: so much passes, and a cent more does not, by the limit that it names", async () => {
    const { reader, place, broker, portable, report, switchOn } = await opened();
    await report(broker, { collateral: 100_000n });
    const own = await sdk.buyingPower(reader, { ...place, venue: broker, classes: [SECURITY, FUTURE, 7] });
    expect(
      own.powers.map(({ class: of, most, proven, binding }) => [of, most, proven, binding[0]?.reason]),
    ).to.deep.equal([
      [SECURITY, 200_000n, true, "InitialMarginShort"],
      [FUTURE, 666_666n, true, "InitialMarginShort"],
      [7, 0n, true, "ClassNotListed"],
    ]);
    expect(own.powers[0]?.binding[0]).to.include({ binding: "law", provision: hashProvision(REG_T), limit: 100_001n });
    // Three times the equity that counts: of the broker's what serves as its margin, of the portable one's all.
    await switchOn();
    await report(portable, { collateral: 10_000n });
    const { powers } = await sdk.buyingPower(reader, { ...place, venue: portable, classes: [FUTURE] });
    expect(powers.map(({ most, proven, binding }) => [most, proven, binding[0]?.reason])).to.deep.equal([
      [30_000n, true, "LeverageAboveCap"],
    ]);
    const short = await sdk.buyingPower(reader, { ...place, venue: broker, classes: [SECURITY], side: "short" });
    expect(short.powers[0]).to.include({ most: 200_000n, proven: true });
  });

  it("buyingPower: a venue that publishes bands is asked itself", async () => {
    const { w, l, reader, place } = await opened();
    const { leverage, registry } = place;
    const venue = Number(await l.venue(w.spender, TABLE.lender, "bands"));
    await w.send(w.alice, sdk.openAccount({ leverage, venue, registry }));
    const error = await errorOf(sdk.buyingPower(reader, { ...place, venue, classes: [1] }));
    expect(error).to.be.instanceOf(ParameterInvalidError);
    const asOf = await w.now();
    const band: sdk.ExposureBand = {
      ...{ venue, registry, investor: 1n, wallet: place.wallet, sequence: 1, asOf, expiry: asOf + DAY },
      ...{ headroom: 5, withinCap: false, increased: false },
    };
    const chainId = BigInt((await w.ethers.provider.getNetwork()).chainId);
    const { domain, types, message } = sdk.bandData({ chainId, leverage, band });
    const signature = (await w.spender.signTypedData(domain, types as never, message)) as `0x${string}`;
    await w.send(w.stranger, sdk.reportBand({ leverage, band, signature }));
    const { shares, all } = await sdk.venueShares(reader, place);
    expect(shares.at(-1)).to.include({ venue, counted: 0n, because: "noFigures", overdue: true });
    expect(all.overdue).to.equal(1n);
  });

  it("explainIncrease: names law and provision, what would make it pass, and nobody's other venues to a venue", async () => {
    const { reader, leverage, place, broker, futures, exposureAt, report, switchOn } = await opened();
    const named = { leverage, provisions, classNames: new Map([[SECURITY, "a margin security"]]) };
    const tooMuch = await exposureAt(broker, { collateral: 200_001n, debt: 100_001n, legs: [long(200_001n)] });
    const own = await sdk.explainIncrease(reader, { ...named, exposure: tooMuch });
    expect(own.findings).to.deep.equal([
      {
        ...{ reason: "InitialMarginShort", venue: broker, class: SECURITY, measured: 100_000n, limit: 100_001n },
        ...{ provision: hashProvision(REG_T), binding: "law", provisionId: REG_T.id, citation: "12 CFR 220.12(a)" },
        sentence: "Net equity at the venue would be 1,000.00; its table asks 1,000.01 of initial margin.",
        remedy: { type: "deposit", cents: 1n, where: "here" },
      },
    ]);
    expect(own.shares).to.equal(null);

    // Lawful at each venue alone; over both of them 4.5 times what counts.
    const half = { collateral: 200_000n, debt: 100_000n, legs: [long(200_000n)] };
    const stacked = { collateral: 100_000n, debt: 0n, legs: [long(600_000n, FUTURE)] };
    await report(broker, half);
    const exposure = await exposureAt(futures, stacked);
    expect((await sdk.explainIncrease(reader, { ...named, exposure })).allowed).to.equal(true);
    await switchOn();
    // What was reported before is overdue by now.
    const late = await exposureAt(futures, stacked);
    const waits = await sdk.explainIncrease(reader, { ...named, exposure: late, audience: "investor" });
    expect(waits.findings[0]?.remedy).to.deep.equal({ type: "wait", what: `a report of venue ${broker}` });
    await report(broker, half);
    const again = await exposureAt(futures, stacked);
    const told = await sdk.explainIncrease(reader, { ...named, exposure: again, audience: "investor" });
    expect(
      told.findings.map(({ reason, binding, sentence, remedy }) => [reason, binding, sentence, remedy]),
    ).to.deep.equal([
      [
        ...["LeverageAboveCap", "policy"],
        "Notional over all venues would be 4.2106 times net equity; at most 3 times is allowed.",
        { type: "reduce", cents: 230_000n },
      ],
    ]);
    expect(told.shares?.map(({ venue, counted, because }) => [venue, counted, because])).to.deep.equal([
      [broker, 100_000n, "ownMargin"],
      [futures, 0n, "ownMargin"],
      [3, 0n, "portable"],
    ]);
    expect(told.counted).to.equal(90_000n);
    const venue = await sdk.explainIncrease(reader, { ...named, exposure: again });
    expect(venue.findings.map(({ measured, limit, sentence }) => [measured, limit, sentence])).to.deep.equal([
      [null, null, "A policy over all venues of the investor stands against it; no rule of this venue does."],
    ]);
    expect(place.wallet).to.equal(again.wallet);
  });

  it("venueShares: who is controlled counts with who controls it, and reads of its own accounts only", async () => {
    const { w, reader, leverage, registry, broker, futures, place, report, exposureAt } = await opened();
    const carol = w.carol.address as Address;
    await w.send(w.admin, sdk.setHead({ leverage, registry, wallet: carol, head: place.wallet }));
    await w.send(w.carol, sdk.openAccount({ leverage, venue: broker, registry }));
    await report(futures, { collateral: 10_000n, legs: [long(50_000n, FUTURE)] });
    const said = { ...(await exposureAt(broker, { collateral: 50_000n, legs: [long(40_000n)] })), investor: 3n };
    await w.send(w.spender, sdk.reportExposure({ leverage, exposure: { ...said, wallet: carol } }));
    const [own, its] = [
      await sdk.venueShares(reader, place),
      await sdk.venueShares(reader, { ...place, wallet: carol }),
    ];
    const rows = own.shares.map(({ venue, investor, counted, notional }) => [venue, investor, counted, notional]);
    expect(rows).to.deep.equal([
      [broker, 1n, 0n, 0n],
      [broker, 3n, 20_000n, 40_000n],
      [futures, 1n, 7_500n, 50_000n],
      [3, 1n, 0n, 0n],
    ]);
    expect([its.head, its.shares, its.all]).to.deep.equal([1n, own.shares, own.all]);
    expect([own.all.equity, own.all.notional]).to.deep.equal([27_500n, 90_000n]);
    const asked = { ...said, wallet: carol, sequence: 2, legs: [long(50_000n)] };
    const told = async (audience: sdk.LeverageAudience) =>
      (await sdk.explainIncrease(reader, { leverage, exposure: asked, audience })).shares?.map(
        ({ investor }) => investor,
      );
    expect(await told("investor")).to.deep.equal([3n]);
    expect(await told("agent")).to.deep.equal([1n, 3n, 1n, 1n]);
  });

  it("marginCalls: what is open, the first to be met first, and not what was met", async () => {
    const { reader, leverage, registry, broker, futures, report } = await opened();
    await report(broker, { collateral: 100_000n, debt: 50_000n, legs: [long(100_000n)] });
    await report(futures, { collateral: 10_000n, legs: [long(50_000n, FUTURE)] });
    expect((await sdk.marginCalls(reader, { leverage, registry })).calls).to.deep.equal([]);
    await report(broker, { collateral: 60_000n, debt: 50_000n, legs: [long(60_000n)] });
    await report(futures, { collateral: 10_000n, legs: [long(70_000n, FUTURE)] });
    const open = await sdk.marginCalls(reader, { leverage, registry });
    expect(open.calls.map(({ venue, investor, equity, isOver }) => [venue, investor, equity, isOver])).to.deep.equal([
      [broker, 1n, 10_000n, false],
      [futures, 1n, 10_000n, false],
    ]);
    expect((await sdk.marginCalls(reader, { leverage, registry, venue: futures })).calls).to.have.lengthOf(1);
    expect((await sdk.marginCalls(reader, { leverage, registry, investor: 2n })).calls).to.deep.equal([]);
    await report(broker, { collateral: 60_000n, debt: 45_000n, legs: [long(60_000n)] });
    expect((await sdk.marginCalls(reader, { leverage, registry })).calls.map(({ venue }) => venue)).to.deep.equal([
      futures,
    ]);
  });

  it("reportExposure: what the reporter signed anybody brings, once", async () => {
    const { w, l, leverage, broker, exposureAt, reader, place } = await opened();
    const exposure = await exposureAt(broker, { collateral: 100n, debt: 0n, legs: [long(50n)] });
    const chainId = BigInt((await w.ethers.provider.getNetwork()).chainId);
    const { domain, types, message } = sdk.exposureData({ chainId, leverage, exposure });
    const signature = (await w.spender.signTypedData(domain, types as never, message)) as `0x${string}`;
    const call = sdk.reportExposure({ leverage, exposure, signature });
    await w.send(w.stranger, call);
    expect((await sdk.readAccount(reader, { ...place, venue: broker })).account.legs).to.deep.equal(exposure.legs);
    const { data, to } = call;
    await expect(w.stranger.sendTransaction({ to, data })).to.be.revertedWithCustomError(l.leverage, "ReportReplayed");
  });

  it("openVenue, setVenueTerms, setVenueState, rotateReporter, closeAccount: what the registry then says", async () => {
    const { w, reader, place, broker } = await opened();
    const { leverage, registry } = place;
    const terms: sdk.VenueTerms = {
      ...{ reporter: w.spender.address as Address, expiry: LONG_FRESH, kind: "lender", modes: ["portable"] },
      ...{ table: TABLE.lender, mostAge: 3, registration: hashOf("NMLS 1") },
    };
    for (const call of sdk.configureLeverage({ manager: w.at.manager, leverage })) await w.send(w.admin, call);
    await w.send(w.registrar, sdk.openVenue({ leverage, terms }));
    await w.send(w.registrar, sdk.setVenueTerms({ leverage, venue: 4, terms: { ...terms, mostAge: 1, modes: [] } }));
    await w.send(w.guardian, sdk.setVenueState({ leverage, venue: broker, state: "closeOnly" }));
    await w.send(w.spender, sdk.rotateReporter({ leverage, venue: broker, reporter: w.bob.address as Address }));
    const { venue } = await sdk.readAccount(reader, { ...place, venue: broker });
    expect([venue.state, venue.reporter]).to.deep.equal(["closeOnly", w.bob.address]);
    await w.send(w.alice, sdk.openAccount({ leverage, venue: 4, registry }));
    const lender = await sdk.readAccount(reader, { ...place, venue: 4 });
    expect([lender.venue.kind, lender.venue.mostAge, VENUE_KINDS.lender]).to.deep.equal(["lender", 1, 8]);
    await w.send(w.alice, sdk.closeAccount({ leverage, venue: 4, registry, wallet: place.wallet }));
    const closed = await errorOf(sdk.readAccount(reader, { ...place, venue: 4 }));
    expect((closed as LeverageQuestionError).errorName).to.equal("AccountUnknown");
    await w.send(w.author, sdk.setLeverageTier({ leverage, tier: 1, statuses: 0 }));
    const row = { table: 9, class: 1, tier: 1, row: someRow({ provision: zeroHash, binding: BINDINGS.policy }) };
    await w.send(w.author, sdk.scheduleMarginRow({ leverage, row, from: 0n }));
  });
});
