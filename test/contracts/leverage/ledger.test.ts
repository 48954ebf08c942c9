import { expect } from "chai";
import { type Address } from "viem";
import { VENUE_STATES } from "../../../sdk/kinds/index.js";
import { seeded } from "../../differential/random.js";
import { CLASS, hashOf, leverageOf, type SomeReport, someRow, TABLE, TABLE_NOTICE } from "../../fixtures/leverage.js";
import { freshWalks } from "../../fixtures/walk.js";
import { Ledger, type LedgerRow, type Outcome, type SomeBand } from "./ledger.js";

/** How many operations: a short form in each run, 100,000 in the nightly one. */
const OPERATIONS = Number(process.env["LEVERAGE_OPERATIONS"] ?? 600);
const BATCH = 60;
const SEED = Number(process.env["LEVERAGE_SEED"] ?? 7);

const TABLES: Readonly<Record<number, Readonly<Record<number, Partial<ReturnType<typeof someRow>>>>>> = {
  [TABLE.broker]: {
    [CLASS.marginSecurity]: { leverageCap: 40_000, absoluteCap: 400_000n },
    [CLASS.unlisted]: { initial: 10_000, maintenance: 10_000, cure: 10_000, closeOut: 0, longOnly: true },
  },
  [TABLE.futures]: {
    [CLASS.marginSecurity]: { banned: true },
    [CLASS.securityFuture]: { initial: 1_500, maintenance: 1_500, cure: 1_500, leverageCap: 60_000 },
  },
};

describe("LeverageRegistry, against an exact ledger", () => {
  const fresh = freshWalks();

  it(`agrees with it after each of ${OPERATIONS} operations of seed ${SEED}`, async () => {
    const w = await fresh();
    const { leverage, venue } = await leverageOf(w);
    const driver = await w.ethers.deployContract("LeverageDriver");
    const reporter = (await driver.getAddress()) as Address;
    const random = seeded(SEED);
    const ledger = new Ledger();
    for (const [table, classes] of Object.entries(TABLES))
      for (const [classId, row] of Object.entries(classes)) {
        const whole = someRow(row);
        const { rowAt } = leverage;
        const [known] = await rowAt(table, classId, 0, await w.now());
        if (known.binding === 0n) await leverage.scheduleRow(table, classId, 0, whole, 0n);
        else {
          const from = (await w.now()) + TABLE_NOTICE + 10n;
          await leverage.scheduleRow(table, classId, 0, whole, from);
          await w.networkHelpers.time.increaseTo(from);
        }
        ledger.rows.set(`${table}/${classId}`, ledgerRow(whole));
      }
    const people = [w.alice, w.bob, w.carol];
    const venues: bigint[] = [];
    for (const [table, ...modes] of [
      [TABLE.broker],
      [TABLE.broker, "portable"],
      [TABLE.futures],
      [TABLE.futures, "portable"],
      [TABLE.broker, "bands"],
    ] as const) {
      const id = await venue(reporter, table, ...modes);
      venues.push(id);
      const [portable, bands] = [modes[0] === "portable", modes[0] === "bands"];
      ledger.venues.set(id, { ...{ table, portable, bands, mostAge: 2n, state: "open" } });
      for (const [index, person] of people.entries()) {
        await leverage.connect(person).openAccount(id, w.registry);
        ledger.open(BigInt(index + 1), id);
      }
    }
    const sequences = new Map<string, bigint>();
    const legs = new Map<string, SomeReport["legs"]>();
    const seen = new Map<string, number>();

    for (let done = 0; done < OPERATIONS; done += BATCH) {
      if (random.int(3) === 0) await change(done);
      await w.networkHelpers.time.increase(random.int(8) === 0 ? random.int(200_000) + 1 : random.int(5_000) + 1);
      const now = (await w.now()) + 1n;
      await w.networkHelpers.time.setNextBlockTimestamp(now);
      const drawn = Array.from({ length: BATCH }, () => draw(now));
      const expected = drawn.map(({ investor, report, band, banded }) => {
        const outcome = banded ? ledger.band(investor, band, now) : ledger.report(investor, report, now);
        if (!banded && outcome.reason === null) legs.set(`${investor}/${report.venue}`, report.legs);
        return outcome;
      });
      const transaction = await driver.run(
        leverage,
        drawn.map(({ report }) => ({ ...report, legs: [...report.legs] })),
        drawn.map(({ band }) => band),
        drawn.map(({ banded }) => banded),
        drawn.map(({ investor }) => investor),
        { gasLimit: 16_700_000n },
      );
      const receipt = await transaction.wait();
      const log = receipt?.logs
        .flatMap((one) => driver.interface.parseLog(one) ?? [])
        .find((one) => one.name === "Done");
      const found = (log?.args as unknown as { readonly outcomes: readonly [string, readonly bigint[], boolean][] })
        .outcomes;
      for (const [index, one] of expected.entries()) {
        const [reason = "", all = [], called = false] = found[index] ?? [];
        const name = reason === "0x00000000" ? null : (leverage.interface.getError(reason)?.name ?? reason);
        const outcome: Outcome = { reason: name, all: [...all].slice(0, 4) as unknown as Outcome["all"], called };
        expect(outcome, `operation ${done + index}: ${print(drawn[index])}`).to.deep.equal(one);
        seen.set(String(one.reason), (seen.get(String(one.reason)) ?? 0) + 1);
      }
    }
    if (process.env["LEVERAGE_SHOW"] !== undefined) console.log(seen);
    for (const reason of ["null", "InitialMarginShort", "ReportReplayed", "ClassNotListed"])
      expect(seen.get(reason) ?? 0, reason).to.be.greaterThan(0);
    if (OPERATIONS < 20_000) return;
    for (const reason of ["VenueNotOpen", "VenueSilenced", "ClassBanned", "ShortBarred", "EvidenceOverdue"])
      expect(seen.get(reason) ?? 0, reason).to.be.greaterThan(0);
    for (const reason of ["GlobalMarginShort", "LeverageAboveCap", "NotionalAboveCap", "ReportTooOld"])
      expect(seen.get(reason) ?? 0, reason).to.be.greaterThan(0);

    function draw(now: bigint) {
      const investor = BigInt(random.int(people.length) + 1);
      const id = venues[random.int(venues.length)] ?? 1n;
      const key = `${investor}/${id}`;
      const banded = ledger.venues.get(id)?.bands ?? false;
      const last = sequences.get(key) ?? 0n;
      const sequence = random.int(12) === 0 ? last : last + 1n;
      sequences.set(key, sequence > last ? sequence : last);
      const asOf = now - BigInt(random.int(8) === 0 ? random.int(200_000) : random.int(300));
      const wallet = people[Number(investor) - 1]?.address ?? "";
      const before = legs.get(key) ?? [];
      const next = ([CLASS.marginSecurity, CLASS.unlisted, CLASS.securityFuture, 9] as const).flatMap((classId) => {
        const old = before.find((leg) => leg.class === classId)?.quantity ?? 0n;
        if (old === 0n && random.int(classId === 9 ? 30 : 3) !== 0) return [];
        const step = BigInt(random.int(5) - 2);
        const quantity = random.int(10) === 0 ? -old : old + step;
        return quantity === 0n ? [] : [{ class: classId, quantity, notional: money(300_000) }];
      });
      const notional = next.reduce((all, leg) => all + leg.notional, 0n);
      // Near what is asked, on either side of it.
      const asked = next.reduce((all, leg) => {
        const row = ledger.rows.get(`${ledger.venues.get(id)?.table ?? 0}/${leg.class}`);
        return all + (leg.notional * (row?.initial ?? 10_000n) + 9_999n) / 10_000n;
      }, 0n);
      const debt = money(400_000);
      const near =
        random.int(2) === 0
          ? asked + BigInt(random.int(3) - 1)
          : asked + money(random.int(3) === 0 ? 2_000_000 : 200_000);
      const collateral = debt + near > 0n ? debt + near : 0n;
      const report: SomeReport = {
        ...{ venue: id, registry: w.registry, investor, wallet, sequence, asOf, collateral, debt },
        ...{ drawn: random.int(3) === 0 ? money(1_000) : 0n, legs: notional === 0n ? [] : next },
      };
      const band: SomeBand = {
        ...{ venue: id, registry: w.registry, investor, wallet, sequence, asOf },
        ...{ expiry: asOf + 40_000n + BigInt(random.int(140_000)), headroom: BigInt(random.int(40)) },
        ...{ withinCap: random.int(25) !== 0, increased: random.int(2) === 0 },
      };
      return { investor, report, band, banded };
    }

    async function change(done: number) {
      const which = done === 0 ? 0 : random.int(5);
      if (which < 2) {
        const on = () => random.int(2) === 0;
        const policy = { initialMargin: on(), leverageCap: on(), absoluteCap: on() };
        const from = (await w.now()) + TABLE_NOTICE + 10n;
        await leverage.schedulePolicy({ ...policy, provision: hashOf("policy") }, from);
        await w.networkHelpers.time.increaseTo(from);
        ledger.policy = policy;
      } else {
        const id = venues[random.int(venues.length)] ?? 1n;
        const state = ({ 0: "closeOnly", 1: "suspended" } as const)[random.int(12)] ?? "open";
        await leverage.setVenueState(id, VENUE_STATES[state]);
        const known = ledger.venues.get(id);
        if (known !== undefined) known.state = state;
      }
    }

    function money(most: number): bigint {
      return BigInt(random.int(most));
    }
  });
});

function ledgerRow(row: ReturnType<typeof someRow>): LedgerRow {
  const { initial, maintenance, cure, leverageCap, absoluteCap, banned, longOnly } = row;
  const numbers = { initial: BigInt(initial), maintenance: BigInt(maintenance), cure: BigInt(cure) };
  return { ...numbers, leverageCap: BigInt(leverageCap), absoluteCap, banned, longOnly };
}

function print(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? one.toString() : one));
}
