import { expect } from "chai";
import { type Activity, assess } from "../../../../sdk/rulebook/index.js";
import { activity, AS_OF, is, limit, pack, provision } from "../assess/law.js";

type Json = Record<string, unknown>;

const usd = (num: string) => ({ num, unit: "USD" });
const wealth = { fact: "counterparty.wealth" };

/** What a test answers, and the comparison that decided it. */
function decided(test: Json, facts: Json = {}) {
  const { findings } = assess([pack([provision("a", limit(test))])], activity(facts as Activity["facts"] & Json), {
    asOf: AS_OF,
  });
  const { result, measured, cmp, limit: beside } = findings[0]!.requirements![0]!;
  return [result, measured, cmp, beside];
}
/** What an expression of money is worth. */
const worth = (left: Json, facts: Json = {}) => decided({ left, cmp: "<=", right: usd("0") }, facts)[1];

describe("values", () => {
  it("behavior: in and has look at every member, and at no other", () => {
    const licences = (cmp: string, right: Json, given: readonly string[]) =>
      decided({ left: { fact: "counterparty.licences" }, cmp, right }, { "counterparty.licences": given })[0];
    expect(licences("has", { text: "b" }, ["a", "b"])).to.equal("met");
    expect(licences("has", { text: "b" }, ["a"])).to.equal("failed");
    const kind = (given: string) =>
      decided(
        { left: { fact: "counterparty.kind" }, cmp: "in", right: { set: ["person"] } },
        { "counterparty.kind": given },
      )[0];
    expect([kind("person"), kind("company")]).to.deep.equal(["met", "failed"]);
  });

  it("behavior: sets are equal in any order, and neither of a part nor of a whole", () => {
    const equal = (given: readonly string[], set: readonly string[], cmp = "==") =>
      decided({ left: { fact: "counterparty.licences" }, cmp, right: { set } }, { "counterparty.licences": given })[0];
    expect(equal(["b", "a"], ["a", "b"])).to.equal("met");
    expect(equal(["a"], ["a", "b"])).to.equal("failed");
    expect(equal(["a", "b"], ["a"])).to.equal("failed");
    expect(equal(["a"], ["a", "b"], "!=")).to.equal("met");
  });

  it("behavior: a comparison behind a `not` is told as what it asks", () => {
    const opposites = { "<": ">=", "<=": ">", "==": "!=", "!=": "==", ">=": "<", ">": "<=" };
    for (const [cmp, opposite] of Object.entries(opposites)) {
      const inner = { left: wealth, cmp, right: usd("5") };
      const one = decided(inner, { "counterparty.wealth": "5" });
      const other = decided({ not: inner }, { "counterparty.wealth": "5" });
      expect(other.slice(1)).to.deep.equal(["5", opposite, "5"]);
      expect(new Set([one[0], other[0]])).to.deep.equal(new Set(["met", "failed"]));
      expect(decided({ not: { not: inner } }, { "counterparty.wealth": "5" })).to.deep.equal(one);
    }
  });

  it("behavior: sums, differences, the least and the greatest", () => {
    const facts = { "counterparty.wealth": "7.5", "activity.price": "10" };
    const of = [wealth, { fact: "activity.price" }];
    const found = ["add", "sub", "min", "max"].map((op) => worth({ op, of }, facts));
    expect(found).to.deep.equal(["17.5", "-2.5", "7.5", "10"]);
    expect(worth({ op: "add", of }, { "activity.price": "10" })).to.equal(undefined);
  });

  it("behavior: a product with a percentage takes a part", () => {
    const of = [wealth, { num: "10", unit: "percent" }];
    expect(worth({ op: "mul", of }, { "counterparty.wealth": "250" })).to.equal("25");
  });

  it("behavior: the earlier and the later of two days", () => {
    const of = [{ fact: "offering.startedOn" }, { fact: "issuer.fiscalYearEnd" }];
    const day = (op: string) =>
      decided(
        { left: { op, of }, cmp: "<=", right: { day: "2026-01-01" } },
        { "offering.startedOn": "2025-06-30", "issuer.fiscalYearEnd": "2025-12-31" },
      )[1];
    expect([day("min"), day("max")]).to.deep.equal(["2025-06-30", "2025-12-31"]);
  });

  it("behavior: a case of which cannot be told whether it holds leaves the value unknown", () => {
    const left = { pick: [{ when: is("counterparty.good", true), then: usd("1") }], else: usd("2") };
    const found = [true, false].map((good) => worth(left, { "counterparty.good": good }));
    expect(found).to.deep.equal(["1", "2"]);
    expect(worth(left)).to.equal(undefined);
  });

  it("behavior: what is unverified, or an exemption that is not claimed, goes before nothing", () => {
    const over = [{ provision: "a", because: "the text says so" }];
    const row = provision("a", limit(is("counterparty.good", true)));
    const by = (some: Json, claims: string[] = []) => {
      const ban = provision("ban", { type: "prohibit" }, { scope: { activities: ["list"] } });
      const law = [row, ban, { ...provision("b", limit(is("counterparty.rich", true))), over, ...some }];
      const facts = { "counterparty.good": false, "counterparty.rich": true };
      const asked = activity(facts, { claims });
      return assess([pack(law)], asked, { asOf: AS_OF }).findings[0]?.result;
    };
    expect(by({})).to.equal("displaced");
    expect(by({ verification: "unverified" })).to.equal("failed");
    const effect = { ...limit(is("counterparty.rich", true)), type: "exempt", from: ["ban"] };
    expect(by({ effect })).to.equal("failed");
    expect(by({ effect }, ["b"])).to.equal("displaced");
  });
});
