import { expect } from "chai";
import { ActivityInvalidError, RulebookInvalidError } from "../../../../sdk/errors/index.js";
import { type Activity, assess, type LawDocument } from "../../../../sdk/rulebook/index.js";
import { accepting, activity, AS_OF, define, exempt, is, limit, pack, provenance, provision } from "./law.js";

type Json = Record<string, unknown>;

const usd = (num: string) => ({ num, unit: "USD" });
const answer = (provisions: Json[], facts: Json = {}, some: Partial<Activity> = {}, documents: LawDocument[] = []) =>
  assess([pack(provisions), ...documents], activity(facts, some), { asOf: AS_OF });
const outcome = (...parameters: Parameters<typeof answer>) => answer(...parameters).outcome;
const wealth = (cmp: string) => provision("a", limit(is("counterparty.wealth", usd("1000"), cmp)));

describe("assess", () => {
  it("default", () => {
    const { findings, ...rest } = answer([wealth("<=")], { "counterparty.wealth": "1000.01" });
    expect(findings).to.deep.equal([
      {
        ...{ provision: "a", citation: "Act, a", effect: "limit", result: "failed", binds: true, decides: true },
        requirements: [
          {
            ...{ id: "one", measure: "some", result: "failed", measured: "1000.01", cmp: "<=", limit: "1000" },
            remedy: undefined,
          },
        ],
        missing: [],
        because: "something that it requires is not met",
      },
    ]);
    expect(rest).to.deep.equal({
      ...{ outcome: "refuse", asOf: "2026-06-15", on: "2026-06-15", asIfAdopted: [], paths: [], missing: [] },
      ...{ duties: [], undetermined: [], coverage: { speaking: ["test"], silent: [] } },
      facts: [{ fact: "counterparty.wealth", value: "1000.01", ...provenance, until: undefined }],
    });
  });

  const edges: [string, boolean, boolean, boolean][] = [
    ["<", true, false, false],
    ["<=", true, true, false],
    ["==", false, true, false],
    ["!=", true, false, true],
    [">=", false, true, true],
    [">", false, false, true],
  ];
  for (const [cmp, ...wanted] of edges)
    it(`behavior: ${cmp} at -1, 0 and +1`, () => {
      const found = ["999.99", "1000.00", "1000.01"].map((num) =>
        outcome([wealth(cmp)], { "counterparty.wealth": num }),
      );
      expect(found).to.deep.equal(wanted.map((allowed) => (allowed ? "allow" : "refuse")));
    });

  it("behavior: names a missing fact, and does not decide without it", () => {
    const found = answer([wealth("<=")]);
    expect(found.outcome).to.equal("ambiguous");
    expect(found.missing).to.deep.equal([{ name: "counterparty.wealth", why: "absent" }]);
  });

  it("behavior: what does not matter is not missing", () => {
    const either = { any: [is("counterparty.good", true), is("counterparty.wealth", usd("1"), ">=")] };
    expect(answer([provision("a", limit(either))], { "counterparty.good": true })).to.include({ outcome: "allow" });
    const both = { all: [is("counterparty.wealth", usd("1"), ">="), is("counterparty.good", true)] };
    const refused = answer([provision("a", limit(both))], { "counterparty.good": false });
    expect(refused.outcome).to.equal("refuse");
    expect(refused.missing).to.deep.equal([]);
  });

  it("behavior: a fact is missing before its day and after its last", () => {
    const on = (some: Json) => answer([wealth("<=")], { "counterparty.wealth": { value: "1", source: "x", ...some } });
    expect(on({ asOf: "2026-06-15", until: "2026-06-15" }).outcome).to.equal("allow");
    for (const some of [{ asOf: "2026-06-16" }, { asOf: "2026-01-01", until: "2026-06-14" }])
      expect(on(some).missing).to.deep.equal([{ name: "counterparty.wealth", why: "outOfDate" }]);
  });

  it("behavior: evidence that is too weak is missing", () => {
    const law = [provision("a", limit(is("counterparty.good", true), { evidence: "verified" }))];
    const by = (evidence: string) =>
      outcome(
        law,
        { "counterparty.good": true },
        { provenance: { ...provenance, evidence } as Activity["provenance"] },
      );
    expect(["verified", "attested", "belief"].map(by)).to.deep.equal(["allow", "ambiguous", "ambiguous"]);
  });

  it("behavior: of what the law leaves to judgement only an attested value counts", () => {
    const law = [provision("a", limit(is("actor.judged", true)))];
    const by = (evidence: string) =>
      outcome(law, { "actor.judged": true }, { provenance: { ...provenance, evidence } as Activity["provenance"] });
    expect(["attested", "belief"].map(by)).to.deep.equal(["allow", "ambiguous"]);
  });

  it("behavior: an exemption is claimed, or shown and not applied", () => {
    const law = [
      provision("ban", { type: "prohibit" }),
      provision("way", exempt("ban", is("counterparty.good", true))),
    ];
    const open = answer(law, { "counterparty.good": true });
    expect(open.outcome).to.equal("refuse");
    expect(open.paths.map(({ claimed, result }) => [claimed, result])).to.deep.equal([[false, "met"]]);
    const claims = ["way"];
    expect(outcome(law, { "counterparty.good": true }, { claims })).to.equal("allow");
    expect(outcome(law, { "counterparty.good": false }, { claims })).to.equal("refuse");
    expect(outcome(law, {}, { claims })).to.equal("ambiguous");
  });

  it("behavior: one exemption of several is enough", () => {
    const law = [
      provision("ban", { type: "prohibit" }),
      provision("one", exempt("ban", is("counterparty.good", true))),
      provision("two", exempt("ban", is("counterparty.rich", true))),
    ];
    const facts = { "counterparty.good": false, "counterparty.rich": true };
    expect(outcome(law, facts, { claims: ["one", "two"] })).to.equal("allow");
    expect(outcome(law, facts, { claims: ["one"] })).to.equal("refuse");
  });

  it("behavior: what is unverified never allows", () => {
    const unverified = { verification: "unverified" };
    const met = { "counterparty.wealth": "1" };
    const doubted = [provision("a", limit(is("counterparty.wealth", usd("1000"), "<=")), unverified)];
    expect(outcome(doubted, met)).to.equal("ambiguous");
    expect(outcome(doubted, { "counterparty.wealth": "9999" })).to.equal("ambiguous");
    expect(outcome(doubted, met, {}, [accepting("a")])).to.equal("allow");
    const way = [
      provision("ban", { type: "prohibit" }),
      provision("way", exempt("ban", is("counterparty.good", true)), unverified),
    ];
    const claimed = { claims: ["way"] };
    expect(outcome(way, { "counterparty.good": true }, claimed)).to.equal("refuse");
    expect(outcome(way, { "counterparty.good": true }, claimed, [accepting("way")])).to.equal("refuse");
  });

  it("behavior: what is proposed decides only as if it were adopted", () => {
    const law = pack([
      wealth(">="),
      provision("p", limit(is("counterparty.good", true)), { status: "proposed", effective: undefined }),
    ]);
    const asked = activity({ "counterparty.wealth": "1000", "counterparty.good": false });
    expect(assess([law], asked, { asOf: AS_OF })).to.include({ outcome: "allow" });
    expect(assess([law], asked, { asOf: AS_OF, asIfAdopted: ["p"] })).to.include({ outcome: "refuse" });
  });

  it("behavior: a proposal that defines a fact by itself is at fault only where somebody judges by it", () => {
    const idle = { status: "proposed", effective: undefined };
    const law = [wealth("<="), provision("p", define("counterparty.good", is("counterparty.good", false)), idle)];
    const given = activity({ "counterparty.wealth": "1" });
    expect(assess([pack(law)], given, { asOf: AS_OF })).to.include({ outcome: "allow" });
    const adopted = () => assess([pack(law)], given, { asOf: AS_OF, asIfAdopted: ["p"] });
    expect(adopted).to.throw(RulebookInvalidError, "is defined by itself");
  });

  it("behavior: the last day in force counts, and the day before the first does not", () => {
    const law = [
      provision("a", limit(is("counterparty.good", true)), {
        status: "expired",
        effective: { from: "2026-06-15", through: "2026-06-16" },
      }),
    ];
    const on = (day: number) =>
      assess([pack(law)], activity({ "counterparty.good": { value: false, asOf: "2026-01-01", source: "x" } }), {
        asOf: BigInt(Date.UTC(2026, 5, day) / 1000),
      }).outcome;
    expect([14, 15, 16, 17].map(on)).to.deep.equal(["ungoverned", "refuse", "refuse", "ungoverned"]);
  });

  it("behavior: what another provision goes before is displaced, if that one binds", () => {
    const scope = { when: is("counterparty.kind", { text: "company" }) };
    const over = [{ provision: "a", because: "the text says so" }];
    const law = [wealth(">="), provision("b", limit(is("counterparty.good", true)), { over, scope })];
    const facts = { "counterparty.wealth": "1", "counterparty.good": true };
    const displaced = answer(law, { ...facts, "counterparty.kind": "company" });
    expect(displaced.outcome).to.equal("allow");
    expect(displaced.findings.map(({ result }) => result)).to.deep.equal(["displaced", "met"]);
    expect(outcome(law, { ...facts, "counterparty.kind": "person" })).to.equal("refuse");
    expect(outcome(law, facts)).to.equal("ambiguous");
  });

  it("behavior: a definition derives a fact, by any of its routes", () => {
    const law = [
      provision("rich", define("counterparty.rich", is("counterparty.wealth", usd("1000"), ">"))),
      provision("kind", define("counterparty.rich", is("counterparty.kind", { text: "company" }))),
      provision("a", limit(is("counterparty.rich", true))),
    ];
    expect(outcome(law, { "counterparty.wealth": "1001" })).to.equal("allow");
    expect(outcome(law, { "counterparty.wealth": "1000", "counterparty.kind": "person" })).to.equal("refuse");
    expect(answer(law, { "counterparty.wealth": "1000" }).missing).to.deep.equal([
      { name: "counterparty.rich", why: "absent", from: ["counterparty.kind"] },
    ]);
    const contradicted = answer(law, {
      "counterparty.wealth": "1000",
      "counterparty.kind": "person",
      "counterparty.rich": true,
    });
    expect(contradicted.missing).to.deep.equal([{ name: "counterparty.rich", why: "contradicted" }]);
  });

  it("behavior: a consequence is a duty with a due day, and refuses nothing", () => {
    const due = { from: "offering.startedOn", within: { n: 15, unit: "day" } };
    const duties = [{ who: "issuer", what: "File.", due }];
    const law = [provision("a", { type: "consequence", when: is("counterparty.good", false), duties })];
    const found = answer(law, { "counterparty.good": false, "offering.startedOn": "2026-06-10" });
    expect(found.outcome).to.equal("duty");
    expect(found.duties.map(({ dueOn }) => dueOn)).to.deep.equal(["2026-06-25"]);
    const lifted = [...law, provision("b", exempt("a", is("counterparty.rich", true)))];
    const rich = { "counterparty.good": false, "counterparty.rich": true };
    expect(outcome(lifted, rich, { claims: ["b"] })).to.equal("ungoverned");
    expect(outcome(lifted, rich)).to.equal("duty");
    const open = answer(law);
    expect(open).to.deep.include({ outcome: "ungoverned", undetermined: ["a"] });
  });

  it("behavior: an agency's discretion is ambiguous", () => {
    const law = [provision("a", { type: "discretion", by: "the Commission", when: is("counterparty.good", false) })];
    expect(outcome(law, { "counterparty.good": false })).to.equal("ambiguous");
    expect(outcome(law, { "counterparty.good": true })).to.equal("ungoverned");
  });

  it("behavior: nothing speaks of another activity or product", () => {
    expect(outcome([wealth("<=")], { "counterparty.wealth": "1" }, { kind: "list" })).to.equal("ungoverned");
    expect(outcome([wealth("<=")], { "counterparty.wealth": "1" }, { product: { classes: ["debt"] } })).to.equal(
      "ungoverned",
    );
  });

  it("error: ActivityInvalidError", () => {
    const bad = () =>
      answer(
        [wealth("<=")],
        { "counterparty.wealth": "1e3", "counterparty.unheard": true, "counterparty.good": "yes" },
        { claims: [] },
      );
    expect(bad).to.throw(ActivityInvalidError, "3 issues");
    expect(() => outcome([wealth("<=")], {}, { claims: ["a"] })).to.throw(ActivityInvalidError, "is no exemption");
    expect(() => outcome([wealth("<=")], {}, { claims: ["zzz"] })).to.throw(ActivityInvalidError, "names no provision");
    expect(() => outcome([wealth("<=")], { "counterparty.good": true }, { provenance: undefined })).to.throw(
      ActivityInvalidError,
      "no provenance",
    );
  });

  it("error: RulebookInvalidError", () => {
    const over = (id: string) => ({ over: [{ provision: id, because: "so" }] });
    const circle = [provision("a", { type: "prohibit" }, over("b")), provision("b", { type: "prohibit" }, over("a"))];
    expect(() => outcome(circle)).to.throw(RulebookInvalidError, "goes before itself");
    const defined = [
      provision("a", define("counterparty.good", is("counterparty.rich", true))),
      provision("b", define("counterparty.rich", is("counterparty.good", true))),
    ];
    expect(() => outcome(defined)).to.throw(RulebookInvalidError, "is defined by itself");
    expect(() => outcome([wealth("<")], {}, {}, [pack([wealth("<")], "again")])).to.throw(
      RulebookInvalidError,
      "and again",
    );
  });
});
