import { expect } from "chai";
import { ActivityInvalidError, ParameterInvalidError, RulebookInvalidError } from "../../../../sdk/errors/index.js";
import { type Activity, assess, audit } from "../../../../sdk/rulebook/index.js";
import { activity, AS_OF, define, exempt, is, limit, pack, provenance, provision, requirement } from "./law.js";

type Json = Record<string, unknown>;

const BAN = provision("ban", { type: "prohibit" });
const WAY = provision("way", exempt("ban", is("counterparty.good", true)));
const before = (id: string) => ({ over: [{ provision: id, because: "the text says so" }] });
const unverified = { verification: "unverified" };
const answer = (rows: Json[], facts: Json = {}, some: Partial<Activity> = {}) =>
  assess([pack(rows)], activity(facts, some), { asOf: AS_OF });
const outcome = (...parameters: Parameters<typeof answer>) => answer(...parameters).outcome;
const claimed = { claims: ["way"] };
const GOOD = { "counterparty.good": true };

describe("assess never allows", () => {
  it("behavior: by an exemption that may give way to another provision", () => {
    const lost = provision("lost", limit(is("counterparty.good", true)), {
      ...before("way"),
      scope: { when: is("counterparty.kind", { text: "company" }) },
    });
    const law = [BAN, WAY, lost];
    const kind = (text: string) => ({ ...GOOD, "counterparty.kind": text });
    expect(outcome(law, kind("person"), claimed)).to.equal("allow");
    expect(outcome(law, kind("company"), claimed)).to.equal("refuse");
    const open = answer(law, GOOD, claimed);
    expect(open.outcome).to.equal("ambiguous");
    expect(open.missing).to.deep.equal([{ name: "counterparty.kind", why: "absent" }]);
  });

  it("behavior: by an exemption that something unverified goes before", () => {
    const lost = provision("lost", limit(is("counterparty.rich", true)), { ...before("way"), ...unverified });
    const found = answer([BAN, WAY, lost], { ...GOOD, "counterparty.rich": true }, claimed);
    expect(found.findings.find((one) => one.provision === "ban")?.result).to.equal("unknown");
    expect(found.outcome).to.equal("ambiguous");
  });

  it("behavior: by an exemption from another prohibition, one of another day, or one that is proposed", () => {
    const other = [BAN, provision("other", { type: "prohibit" }, { scope: { activities: ["list"] } })];
    const elsewhere = { ...WAY, effect: exempt("other", is("counterparty.good", true)) };
    expect(outcome([...other, elsewhere], GOOD, claimed)).to.equal("refuse");
    const ended = { ...WAY, status: "expired", effective: { from: "2020-01-01", through: "2026-06-14" } };
    expect(outcome([BAN, ended], GOOD, claimed)).to.equal("refuse");
    expect(outcome([BAN, { ...WAY, status: "proposed", effective: undefined }], GOOD, claimed)).to.equal("refuse");
  });

  it("behavior: by a precedence that is not in force", () => {
    const row = provision("row", limit(is("counterparty.good", true)));
    const upper = provision("upper", limit(is("counterparty.rich", true)), before("row"));
    const facts = { "counterparty.good": false, "counterparty.rich": true };
    expect(outcome([row, upper], facts)).to.equal("allow");
    const days = [
      { status: "expired", effective: { from: "2020-01-01", through: "2026-06-14" } },
      { effective: { from: "2026-06-16" } },
      { status: "proposed", effective: undefined },
      { scope: { products: ["debt"] } },
    ];
    for (const some of days) {
      const { scope } = upper as { readonly scope: Json };
      const idle = { ...upper, ...some, scope: { ...scope, ...(some.scope ?? {}) } };
      expect(outcome([row, idle], facts), JSON.stringify(some)).to.equal("refuse");
    }
  });

  it("behavior: by a definition where another one excludes it", () => {
    const never = { left: { bool: true }, cmp: "==", right: { bool: false } };
    const rich = provision("rich", define("counterparty.rich", is("counterparty.good", true)));
    const not = provision("not", define("counterparty.rich", never), {
      scope: { when: is("counterparty.kind", { text: "company" }) },
    });
    const law = [rich, not, provision("row", limit(is("counterparty.rich", true)))];
    const kind = (text: string) => ({ ...GOOD, "counterparty.kind": text });
    expect(outcome(law, kind("person"))).to.equal("allow");
    expect(outcome(law, kind("company"))).to.equal("refuse");
    expect(outcome(law, GOOD)).to.equal("ambiguous");
    // Whether it excludes cannot be told: neither is it so, nor is it not.
    const doubted = [rich, { ...not, ...unverified }, law[2] as Json];
    expect(outcome(doubted, kind("company"))).to.equal("ambiguous");
    const given = { ...kind("company"), "counterparty.rich": true };
    expect(answer(law, given).missing).to.deep.equal([{ name: "counterparty.rich", why: "contradicted" }]);
  });

  it("behavior: by an unverified definition within an exemption", () => {
    const rich = provision("rich", define("counterparty.rich", is("counterparty.good", true)), unverified);
    const way = provision("way", exempt("ban", is("counterparty.rich", true)));
    expect(outcome([BAN, way, rich], GOOD, claimed)).to.equal("ambiguous");
  });

  it("behavior: by weaker evidence than is asked for, also of what a definition gives way to", () => {
    const lost = provision("lost", define("counterparty.good", is("counterparty.kind", { text: "company" })), {
      ...before("rich"),
    });
    const rich = provision("rich", define("counterparty.rich", is("counterparty.licences", { text: "a" }, "has")));
    const asked = { type: "limit", requires: [requirement(is("counterparty.rich", false), { evidence: "verified" })] };
    const believed = { value: "company", asOf: "2026-06-01", source: "hearsay", evidence: "belief" };
    const facts = { "counterparty.licences": ["a"], "counterparty.kind": believed };
    // By what is believed it is displaced, and not rich; by what is verified nobody knows.
    expect(outcome([rich, lost, provision("row", limit(is("counterparty.rich", false)))], facts)).to.equal("allow");
    expect(outcome([rich, lost, provision("row", asked)], facts)).to.equal("ambiguous");
    const both = [rich, lost, provision("row", limit(is("counterparty.rich", false))), provision("strict", asked)];
    expect(outcome(both, facts)).to.equal("ambiguous");
  });

  it("behavior: beyond the last day of a calendar, or of any", () => {
    const within = (period: Json) =>
      provision("a", limit({ left: { fact: "activity.day" }, cmp: ">=", right: { after: START, period } }));
    const ask = (period: Json, day: string) => outcome([within(period)], { "offering.startedOn": day });
    expect(ask({ n: 1, unit: "businessDay", calendar: "us-federal" }, "2026-06-01")).to.equal("ambiguous");
    expect(ask({ n: 100, unit: "year" }, "9950-01-01")).to.equal("ambiguous");
    expect(ask({ n: 36_525, unit: "day" }, "9999-12-31")).to.equal("ambiguous");
    expect(ask({ n: 1, unit: "year" }, "2025-06-15")).to.equal("allow");
    expect(ask({ n: 1, unit: "year" }, "2025-06-16")).to.equal("refuse");
    expect(() => within({ n: 36_526, unit: "day" }) && ask({ n: 36_526, unit: "day" }, "2026-01-01")).to.throw(
      RulebookInvalidError,
      "must be at most 36525",
    );
  });
});

const START = { fact: "offering.startedOn" };

describe("assess, of bad input", () => {
  const invalid = (facts: Json, some: Partial<Activity>, ...words: readonly string[]) => {
    const act = () => outcome([BAN], facts, some);
    expect(act).to.throw(ActivityInvalidError);
    for (const one of words) expect(act).to.throw(one);
  };

  it("error: ActivityInvalidError: a value that its enum or set does not list, or lists twice", () => {
    invalid({ "counterparty.kind": "compny" }, {}, 'facts["counterparty.kind"]: must be one of person, company');
    invalid({ "counterparty.licences": ["c"] }, {}, "must be a list of values, none of them twice, of a, b");
    invalid({ "counterparty.licences": ["a", "a"] }, {}, "none of them twice");
    invalid({ "counterparty.wealth": "1".repeat(101) }, {}, "must be a decimal number");
    invalid({ "offering.startedOn": "2026-02-30" }, {}, "must be a day of the calendar");
  });

  it("error: ActivityInvalidError: a provenance that ends before it begins", () => {
    invalid({}, { provenance: { ...provenance, until: "2026-05-31" } }, "provenance.until: is before 2026-06-01");
    const fact = { value: true, ...provenance, until: "2026-05-31" };
    invalid({ "counterparty.good": fact }, {}, 'facts["counterparty.good"].until: is before');
    expect(outcome([BAN], {}, { provenance: { ...provenance, until: "2026-06-01" } })).to.equal("refuse");
  });

  it("error: ActivityInvalidError: of a ledger", () => {
    const ledger = (entry: Json, some: Json = {}) => {
      const entries = [{ on: "2026-06-01", party: "ann", quantity: "1", ...entry }];
      return { base: "purchasers", basis: "purchase", unit: "person", entries, ...some };
    };
    const given = (...ledgers: readonly Json[]) => ({ ledgers }) as unknown as Partial<Activity>;
    invalid({}, given(ledger({ quantity: "-1" })), "ledgers[0].entries[0].quantity: must be", "0 or more");
    invalid({}, given(ledger({ quantity: 1 })), "ledgers[0].entries[0].quantity: must be a decimal number as a string");
    invalid({}, given(ledger({ facts: { "entry.good": "yes" } })), 'entries[0].facts["entry.good"]: must be true or');
    invalid({}, given(ledger({ facts: { "entry.bad": true } })), 'entries[0].facts["entry.bad"]: names no fact');
    invalid({}, given(ledger({}, { adds: { party: "bob", quantity: "x" } })), "ledgers[0].adds.quantity");
    invalid({}, given(ledger({}), ledger({})), "ledgers[1]: is another ledger of this base, basis and unit");
    const sold = ledger({ quantity: "-1" }, { base: "position", basis: "economic", unit: "contract" });
    expect(outcome([BAN], {}, given(sold))).to.equal("refuse");
  });

  it("error: ActivityInvalidError: who stands in two groups", () => {
    const attributions = { household: [["ann", "bob"], ["bob"]] };
    invalid({}, { attributions }, 'attributions["household"][1][0]: stands in another group');
  });

  it("error: ActivityInvalidError: what is adopted is no proposal", () => {
    const ended = provision("ended", limit(is("counterparty.good", true)), {
      ...{ status: "expired", effective: { from: "2020-01-01", through: "2021-01-01" } },
    });
    const adopt = (id: string) => () => assess([pack([BAN, ended])], activity(), { asOf: AS_OF, asIfAdopted: [id] });
    expect(adopt("ended")).to.throw(ActivityInvalidError, "asIfAdopted: is no proposal, but expired");
    expect(adopt("ban")).to.throw(ActivityInvalidError, "asIfAdopted: is no proposal, but in force");
    expect(adopt("zzz")).to.throw(ActivityInvalidError, "asIfAdopted: names no provision");
  });

  it("error: ParameterInvalidError: a day of no year", () => {
    for (const asOf of [1_795_651_200_000n, 253_402_300_800n, -62_167_219_201n])
      expect(() => assess([pack([BAN])], activity(), { asOf })).to.throw(ParameterInvalidError, "not milliseconds");
    expect(assess([pack([BAN])], activity(), { asOf: 253_402_300_799n }).asOf).to.equal("9999-12-31");
  });

  it("error: RulebookInvalidError: a circle through what goes before", () => {
    const law = [
      provision("d", define("counterparty.good", is("counterparty.rich", true))),
      provision("p", limit(is("counterparty.rich", true)), before("d")),
      provision("q", { type: "prohibit" }, { ...before("p"), scope: { when: is("counterparty.good", true) } }),
    ];
    const message = "is defined by itself: counterparty.good → counterparty.good";
    expect(() => outcome(law, { "counterparty.rich": true })).to.throw(RulebookInvalidError, message);
    expect(() => audit([pack(law)], { asOf: AS_OF })).to.throw(RulebookInvalidError, message);
  });

  it("error: RulebookInvalidError: definitions that rest on one another, one after another", () => {
    const chain = (length: number) => {
      const facts = Array.from({ length: length + 1 }, (_, index) => `counterparty.f${index}`);
      const rows = facts.slice(1).map((id, index) => provision(`d${index}`, define(facts[index] ?? "", is(id, true))));
      return { ...pack([]), vocabulary: vocabularyOf(facts), provisions: rows } as unknown as ReturnType<typeof pack>;
    };
    expect(assess([chain(64)], activity(), { asOf: AS_OF }).outcome).to.equal("ungoverned");
    for (const length of [65, 200])
      expect(() => assess([chain(length)], activity(), { asOf: AS_OF })).to.throw(
        RulebookInvalidError,
        "rests on more than 64 others",
      );
  });

  it("error: RulebookInvalidError: a fact of a ledger's line outside of a meter", () => {
    const law = [provision("d", define("counterparty.good", is("entry.good", true)))];
    expect(() => pack(law)).to.throw(RulebookInvalidError, "is a fact of a ledger's line, which only a meter reads");
  });
});

const vocabularyOf = (ids: readonly string[]) => ({
  facts: ids.map((id) => ({ id, meaning: "A fact.", type: "bool" })),
  measures: [],
});
