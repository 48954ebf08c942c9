import { expect } from "chai";
import fc from "fast-check";
import { type Activity, assess } from "../../../../sdk/rulebook/index.js";
import { activity, AS_OF, define, exempt, is, limit, pack, provision } from "./law.js";

type Json = Record<string, unknown>;

const RUNS = 100;

const bool = (id: string) => fc.boolean().map((value) => is(id, value));
const wealth = fc
  .tuple(fc.constantFrom("<", "<=", "==", "!=", ">=", ">"), fc.integer({ min: 0, max: 3 }))
  .map(([cmp, num]) => is("counterparty.wealth", { num: String(num), unit: "USD" }, cmp));
const leaf = fc.oneof(bool("counterparty.good"), bool("counterparty.rich"), wealth);
const test: fc.Arbitrary<Json> = fc.oneof(
  leaf,
  fc.array(leaf, { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
  fc.array(leaf, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  leaf.map((not) => ({ not })),
);
const verification = fc.constantFrom("secondary", "unverified");

/** Prohibitions with their exemptions, limits, consequences and discretions; no definition among them. */
const law = fc
  .array(
    fc.record({
      type: fc.constantFrom("prohibit", "limit", "exempt", "discretion"),
      test,
      when: fc.option(test),
      verification,
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((rows) => rows.map((row, index) => rowOf(`p${index}`, row)));

function rowOf(
  id: string,
  row: { readonly type: string; readonly test: Json; readonly when: Json | null; readonly verification: string },
): Json {
  const scope = row.when === null ? {} : { when: row.when };
  const effects: Record<string, Json> = {
    ...{ prohibit: { type: "prohibit" }, limit: limit(row.test), exempt: exempt("ban", row.test) },
    discretion: { type: "discretion", by: "the agency", when: row.test },
  };
  return provision(id, effects[row.type] ?? {}, { scope, verification: row.verification });
}

const facts = fc.record(
  {
    "counterparty.good": fc.boolean(),
    "counterparty.rich": fc.boolean(),
    "counterparty.wealth": fc.integer({ min: 0, max: 3 }).map(String),
  },
  { requiredKeys: [] },
);

const BAN = provision("ban", { type: "prohibit" });
const outcome = (rows: Json[], given: Json, claims: string[]) =>
  assess([pack(rows)], activity(given, { claims } as Partial<Activity>), { asOf: AS_OF }).outcome;
const exemptions = (rows: Json[]) =>
  rows.filter(({ effect }) => (effect as Json)["type"] === "exempt").map(({ id }) => id as string);

describe("assess, of any law and facts", function () {
  this.timeout(20_000);

  it("behavior: another prohibition, limit or discretion never turns a refusal into an allowance", () => {
    fc.assert(
      fc.property(law, law, facts, (rows, more, given) => {
        const before = [BAN, ...rows];
        const added = more
          .filter(({ effect }) => (effect as Json)["type"] !== "exempt")
          .map((row, index) => ({ ...row, id: `q${index}` }));
        if (outcome(before, given, exemptions(rows)) !== "refuse") return;
        expect(outcome([...before, ...added], given, exemptions(rows))).to.equal("refuse");
      }),
      { numRuns: RUNS },
    );
  });

  it("behavior: no proposed row changes a decision", () => {
    const defined = fc
      .constantFrom("counterparty.good", "counterparty.rich")
      .chain((id) => leaf.map((as) => define(id, as)));
    fc.assert(
      fc.property(law, law, defined, facts, (rows, more, definition, given) => {
        const idle = { status: "proposed", effective: undefined };
        const proposed = [
          ...more.map((row, index) => ({ ...row, id: `q${index}`, ...idle })),
          { ...provision("q-define", definition), ...idle },
        ];
        const claims = exemptions(rows);
        expect(outcome([BAN, ...rows, ...proposed], given, claims)).to.equal(outcome([BAN, ...rows], given, claims));
      }),
      { numRuns: RUNS },
    );
  });

  it("behavior: an unverified row never allows what was not allowed", () => {
    fc.assert(
      fc.property(law, law, facts, (rows, more, given) => {
        const added = more.map((row, index) => ({ ...row, id: `q${index}`, verification: "unverified" }));
        const claims = [...exemptions(rows), ...exemptions(added)];
        if (outcome([BAN, ...rows], given, exemptions(rows)) === "allow") return;
        expect(outcome([BAN, ...rows, ...added], given, claims)).not.to.equal("allow");
      }),
      { numRuns: RUNS },
    );
  });

  it("behavior: more purchases before never turn a refusal into an allowance", () => {
    const counted = {
      ...{ take: "count", base: "purchasers", basis: "purchase", unit: "person", where: is("entry.good", false) },
      ...{ per: [], window: { last: { n: 90, unit: "day" } }, withThis: true },
    };
    const row = provision("a", limit({ left: { meter: counted }, cmp: "<=", right: { num: "3", unit: "person" } }));
    const line = fc.record({
      on: fc.integer({ min: 1, max: 30 }).map((day) => `2026-06-${String(day).padStart(2, "0")}`),
      party: fc.constantFrom("a", "b", "c", "d", "e"),
      quantity: fc.constant("1"),
      facts: fc.boolean().map((good) => ({ "entry.good": good })),
    });
    const adds = { party: "z", quantity: "1", facts: { "entry.good": false } };
    const found = (entries: readonly object[]) => {
      const ledgers = [{ base: "purchasers", basis: "purchase", unit: "person", entries, adds }];
      return assess([pack([row])], activity({}, { ledgers } as unknown as Partial<Activity>), { asOf: AS_OF }).outcome;
    };
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.array(line, { maxLength: 4 }), (before, more) => {
        if (found(before) === "refuse") expect(found([...before, ...more])).to.equal("refuse");
      }),
      { numRuns: RUNS },
    );
  });
});
