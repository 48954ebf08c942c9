import { expect } from "chai";
import { type Address } from "viem";
import * as sdk from "../../../sdk/leverage/index.js";
import { accountFacts } from "../../../sdk/leverage/accountFacts.js";
import { askIncrease } from "../../../sdk/leverage/askIncrease.js";
import { BINDINGS } from "../../../sdk/kinds/index.js";
import { seeded } from "../../differential/random.js";
import { hashOf, leverageOf, someRow, TABLE, TABLE_NOTICE } from "../../fixtures/leverage.js";
import { DAY, freshWalks } from "../../fixtures/walk.js";

const ROUNDS = 48;
const CLASSES = [1, 2, 3, 4] as const;

/** Its own words, so that they add up to what the chain answers and not to what the SDK calls it. */
const LAW = { binding: BINDINGS.law, provision: hashOf("law") };

describe("judgeIncrease and the leverage registry", () => {
  const fresh = freshWalks();

  it("behavior: of random reports at three venues the chain says what the twin says, and books what it weighs", async () => {
    const w = await fresh();
    const l = await leverageOf(w);
    const reader = w.connection.provider;
    const random = seeded(0xf6);
    const venues = [
      await l.venue(w.spender, TABLE.broker),
      await l.venue(w.spender, TABLE.broker, "portable"),
      await l.venue(w.spender, TABLE.lender),
    ].map(Number);
    await l.row(TABLE.lender, 1, someRow({ ...LAW, initial: 3_333, leverageCap: 30_000 }));
    await l.row(
      TABLE.lender,
      2,
      someRow({ ...LAW, initial: 1, maintenance: 1, cure: 1, closeOut: 0, absoluteCap: 60_000n }),
    );
    await l.row(TABLE.lender, 3, someRow({ banned: true }));
    await l.row(TABLE.lender, 4, someRow({ longOnly: true, leverageCap: 15_000 }));
    const { leverage: contract, at: leverage } = l;
    const send = (call: Parameters<typeof w.send>[1]) => w.send(w.spender, call);
    const wallet = w.alice.address as Address;
    for (const venue of venues) await w.send(w.alice, sdk.openAccount({ leverage, venue, registry: w.registry }));
    const places = venues.map((venue) => ({ leverage, venue, registry: w.registry, wallet }));
    const reasons = new Set<string>();
    let booked = 0;

    for (let round = 0; round < ROUNDS; round += 1) {
      if (round === ROUNDS / 3) {
        // From then on every policy is on.
        const policy = { initialMargin: true, leverageCap: true, absoluteCap: true, provision: hashOf("framework") };
        const from = (await w.now()) + TABLE_NOTICE + 60n;
        await w.send(w.admin, sdk.scheduleLeveragePolicy({ leverage, policy, from }));
        await w.networkHelpers.time.increaseTo(from);
      }
      if (random.oneIn(12)) await w.networkHelpers.time.increase(DAY);
      if (random.oneIn(8)) {
        const state = random.pick(["open", "closeOnly"] as const);
        await w.send(w.admin, sdk.setVenueState({ leverage, venue: random.pick(venues), state }));
      }
      // The lender's table has a row of every sort.
      const place = random.pick([...places, ...places.slice(2), ...places.slice(2)]);
      const read = await sdk.readAccount(reader, place);
      const facts = await accountFacts(reader, { leverage, classes: CLASSES, read }, { at: read.at });
      const isSafe = random.oneIn(2);
      const kept = isSafe ? ([1, 2] as const) : CLASSES;
      const legs = kept
        .filter(() => random.oneIn(2))
        .map((of): sdk.Leg => {
          const size = BigInt(random.int(5) + 1);
          return {
            class: of,
            quantity: random.oneIn(3) ? -size : size,
            notional: random.amount(isSafe ? 20_000n : 400_000n),
          };
        });
      const [collateral, drawn] = [random.amount(1_500_000n), random.oneIn(5) ? random.amount(100n) : 0n];
      const debt = isSafe ? 0n : random.amount(collateral);
      const exposure: sdk.Exposure = {
        ...{
          venue: place.venue,
          registry: w.registry,
          investor: read.investor,
          wallet,
          sequence: read.account.sequence + 1,
        },
        ...{ asOf: read.at.time, collateral, debt, drawn, legs },
      };
      const expiryDay = Number(read.at.time / DAY) + read.venue.mostAge;
      const weighed = sdk.weighExposure(facts, { collateral, debt, drawn, legs, expiryDay, price: null });
      const mine = weighed.increase === null ? [] : sdk.judgeIncrease(weighed.increase);
      const its = await askIncrease(reader, { leverage, asked: { exposure } }, { at: read.at });
      expect(its, `round ${round}`).to.deep.equal(mine);
      for (const { reason } of its) reasons.add(reason);
      const call = sdk.reportExposure({ leverage, exposure });
      if (its.length > 0) {
        await expect(w.spender.sendTransaction({ to: call.to, data: call.data })).to.be.revertedWithCustomError(
          contract,
          its[0]!.reason,
        );
        continue;
      }
      await send(call);
      booked += 1;
      const after = await sdk.readAccount(reader, place);
      const { equity, initial, maintenance, cure, closeOut, counted, all } = weighed;
      expect(after.levels).to.deep.equal({ equity, initial, maintenance, cure, closeOut });
      expect(after.counted).to.equal(counted);
      expect({ ...after.all, venues: undefined }).to.deep.equal({ ...all, venues: undefined });
      // A call opens below maintenance, and ends at the cure level.
      const called = read.call !== null ? equity < cure : equity < maintenance;
      expect(after.call !== null).to.equal(called);
    }
    expect(booked).to.be.greaterThan(ROUNDS / 6);
    expect([...reasons].sort()).to.deep.equal(
      [
        ...["VenueNotOpen", "ClassNotListed", "ClassBanned", "ShortBarred", "InitialMarginShort"],
        ...["EvidenceOverdue", "GlobalMarginShort", "LeverageAboveCap", "NotionalAboveCap"],
      ].sort(),
    );
    const { shares, all } = await sdk.venueShares(reader, places[0]!);
    expect(shares.map(({ venue }) => venue)).to.deep.equal(venues);
    const sum = (field: "counted" | "notional" | "initial") =>
      shares.reduce((total, share) => total + share[field], 0n);
    expect([sum("counted"), sum("notional"), sum("initial")]).to.deep.equal([all.equity, all.notional, all.initial]);
    expect(BigInt(shares.filter(({ overdue }) => overdue).length)).to.equal(all.overdue);
  });
});
