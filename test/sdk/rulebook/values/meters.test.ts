import { expect } from "chai";
import { type Activity, assess } from "../../../../sdk/rulebook/index.js";
import { activity, AS_OF, is, limit, pack, provision } from "../assess/law.js";

type Json = Record<string, unknown>;
type Ledger = NonNullable<Activity["ledgers"]>[number];

const meter = (some: Json = {}): Json => ({
  meter: {
    ...{ take: "count", base: "purchasers", basis: "purchase", unit: "person", where: is("entry.good", false) },
    ...{ per: [], window: { last: { n: 90, unit: "day" } }, withThis: false, ...some },
  },
});
const purchase = (party: string, on = "2026-06-01", some: Json = {}) =>
  ({ on, party, quantity: "1", facts: { "entry.good": false }, ...some }) as Ledger["entries"][number];
const ledger = (entries: Ledger["entries"], some: Partial<Ledger> = {}): Ledger => ({
  ...{ base: "purchasers", basis: "purchase", unit: "person", entries, ...some },
});

/** What the meter measured, or what was missing. */
function measured(metered: Json, some: Partial<Activity> = {}): string {
  const inner = metered["meter"] as { readonly unit: string };
  const law = pack([provision("a", limit({ left: metered, cmp: "<=", right: { num: "0", unit: inner.unit } }))]);
  const { findings, missing } = assess([law], activity({}, some), { asOf: AS_OF });
  return findings[0]?.requirements[0]?.measured ?? missing.map(({ name }) => name).join();
}

describe("meters", () => {
  it("default", () => {
    expect(measured(meter(), { ledgers: [ledger([purchase("ann"), purchase("ann"), purchase("bob")])] })).to.equal("2");
  });

  it("behavior: a ledger that is not given is unknown, and an empty one is not", () => {
    expect(measured(meter())).to.equal("ledger purchasers/purchase in person");
    expect(measured(meter(), { ledgers: [ledger([])] })).to.equal("0");
    expect(measured(meter(), { ledgers: [ledger([], { base: "holders", basis: "record" })] })).to.equal(
      "ledger purchasers/purchase in person",
    );
  });

  it("behavior: the window includes its first day and the day itself, and neither the day before nor the day after", () => {
    const days = ["2026-03-17", "2026-03-18", "2026-06-15", "2026-06-16"];
    expect(measured(meter(), { ledgers: [ledger(days.map((day) => purchase(day, day)))] })).to.equal("2");
  });

  it("behavior: a ledger that does not reach so far back is unknown", () => {
    const since = (completeSince: string) => measured(meter(), { ledgers: [ledger([], { completeSince })] });
    expect(since("2026-03-18")).to.equal("0");
    expect(since("2026-03-19")).to.equal("ledger purchasers/purchase in person from 2026-03-18");
  });

  it("behavior: counts what the activity itself adds, once", () => {
    const adds = { party: "ann", quantity: "1", facts: { "entry.good": false } };
    const metered = meter({ withThis: true });
    expect(measured(metered, { ledgers: [ledger([purchase("ann")], { adds })] })).to.equal("1");
    expect(measured(metered, { ledgers: [ledger([purchase("bob")], { adds })] })).to.equal("2");
    expect(measured(metered, { ledgers: [ledger([])] })).to.equal(
      "ledger purchasers/purchase in person: what the activity adds",
    );
  });

  it("behavior: who has sold everything is no holder", () => {
    const metered = meter({ base: "holders", basis: "record", window: { at: "now" } });
    const lines = [purchase("ann"), purchase("ann", "2026-06-02", { quantity: "-1" }), purchase("bob")];
    expect(measured(metered, { ledgers: [ledger(lines, { base: "holders", basis: "record" })] })).to.equal("1");
  });

  it("behavior: holders at the end of the fiscal year", () => {
    const metered = meter({ base: "holders", basis: "record", window: { at: "fiscalYearEnd" } });
    const ledgers = [
      ledger([purchase("ann", "2025-12-31"), purchase("bob", "2026-01-01")], { base: "holders", basis: "record" }),
    ];
    expect(measured(metered, { ledgers })).to.equal("issuer.fiscalYearEnd");
    expect(measured(metered, { ledgers, facts: { "issuer.fiscalYearEnd": "2025-12-31" } })).to.equal("1");
  });

  it("behavior: per investor, and per household", () => {
    const sum = { take: "sum", base: "money", unit: "USD", per: ["counterparty.id"] };
    const ledgers = [ledger([purchase("ann"), purchase("bob"), purchase("eve")], { base: "money", unit: "USD" })];
    const parties = { counterparty: "ann" };
    expect(measured(meter(sum), { ledgers, parties })).to.equal("1");
    const together = meter({ ...sum, attribution: "household" });
    expect(measured(together, { ledgers, parties })).to.equal("attribution household");
    expect(measured(together, { ledgers, parties, attributions: { household: [["ann", "bob"]] } })).to.equal("2");
  });

  it("behavior: those who count as one count once", () => {
    const ledgers = [ledger([purchase("ann"), purchase("bob"), purchase("eve")])];
    const attributions = { household: [["ann", "bob"]] };
    expect(measured(meter({ attribution: "household" }), { ledgers, attributions })).to.equal("2");
  });

  it("behavior: a line of which cannot be told whether it counts makes the sum unknown", () => {
    expect(measured(meter(), { ledgers: [ledger([purchase("ann", "2026-06-01", { facts: {} })])] })).to.equal(
      "entry.good",
    );
  });
});
