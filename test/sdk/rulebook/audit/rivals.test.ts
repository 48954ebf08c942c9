import { expect } from "chai";
import { audit, type AuditReport } from "../../../../sdk/rulebook/index.js";
import { amount, AS_OF, documents, is, limit, provision } from "../../../fixtures/smallPacks.js";

type Row = Readonly<Record<string, unknown>>;

const run = (...rows: readonly Row[]) => audit(documents(...rows), { asOf: AS_OF });
const told = ({ findings }: AuditReport) => findings.map(({ code, severity }) => `${code} ${severity}`);
const a = (fields: Row) => provision("a", fields);
const b = (fields: Row) => provision("b", { authority: "CFTC", ...fields });
const same = { authority: "SEC" };
const margin = (cmp: string, num: string) => amount("activity.margin", cmp, num);
const other = (cmp: string, num: string) => amount("activity.other", cmp, num);
const all = (...tests: readonly Row[]): Row => ({ all: tests });
const define = (fact: string, as: Row): Row => ({ type: "define", fact, as });

const OVERLAP = "overlap-without-precedence";

describe("audit: definitions of one term", () => {
  const red = (as: Row) => ({ effect: define("product.red", as) });

  it("default: two authorities that draw the line elsewhere, with the cell between both", () => {
    const report = run(a(red(margin(">=", "5"))), b(red(margin(">=", "10"))));
    expect(told(report)).to.deep.equal([`${OVERLAP} warning`]);
    const [question] = report.findings[0]?.witness?.questions ?? [];
    expect(question?.answers.map(({ answer }) => answer)).to.deep.equal(["met", "failed"]);
    expect(report.agreements).to.deep.equal([]);
    const more = run(a(red(margin(">=", "5"))), b(red(all(margin(">=", "5"), is("product.green")))));
    expect(told(more)).to.deep.equal([`${OVERLAP} warning`]);
  });

  it("behavior: near misses: alike, two ways, a stated precedence, nobody under both", () => {
    const alike = run(a(red(margin(">=", "5"))), b(red(margin(">=", "5"))));
    expect([told(alike), alike.agreements.length]).to.deep.equal([[], 1]);
    expect(told(run(a(red(margin(">=", "5"))), b(red(other(">=", "10")))))).to.deep.equal([]);
    const over = { over: [{ provision: "b", because: "It says so" }] };
    expect(told(run(a({ ...red(margin(">=", "5")), ...over }), b(red(margin(">=", "10")))))).to.deep.equal([]);
    const scopes = [true, false].map((broker) => ({ scope: { when: is("firm.broker", broker) } }));
    const apart = run(a({ ...red(margin(">=", "5")), ...scopes[0] }), b({ ...red(margin(">=", "10")), ...scopes[1] }));
    expect(told(apart)).to.deep.equal([]);
  });

  it("behavior: of one authority one that only repeats less of another is noted, and several ways are none", () => {
    expect(told(run(a(red(margin(">=", "5"))), b({ ...same, ...red(margin(">=", "10")) })))).to.deep.equal([
      `${OVERLAP} note`,
    ]);
    const ways = run(a(red(margin(">=", "10"))), b({ ...same, ...red(all(margin(">=", "5"), is("product.green"))) }));
    expect(told(ways)).to.deep.equal([]);
  });
});

describe("audit: two claims to one product", () => {
  const exposure = { exposure: "stock" };
  const green = is("product.green");
  const vague = (as: Row, more: Row = {}) => ({ effect: define("product.vague", as), scope: exposure, ...more });
  const red = (as: Row, more: Row = {}) => ({ effect: define("product.red", as), scope: exposure, ...more });

  it("default: one product that two authorities each call theirs", () => {
    const report = run(a(red(green)), b(vague(green)));
    expect(told(report)).to.deep.equal([`${OVERLAP} warning`]);
    expect(report.groups.map(({ title }) => title)).to.deep.equal(["Classification, stock: CFTC, SEC"]);
  });

  it("behavior: near misses: one authority, one term made of the other, what takes away, what is said of a person or a number", () => {
    expect(told(run(a(red(green)), b({ ...same, ...vague(green) })))).to.deep.equal([]);
    expect(told(run(a(red(green)), b(vague(is("product.red")))))).to.deep.equal([]);
    const after = provision("c", { effect: define("firm.broker", is("product.red")) });
    const takes = { over: [{ provision: "c", because: "It says so" }] };
    expect(told(run(a(red(green)), b(vague(green, takes)), after))).to.deep.equal([]);
    expect(told(run(a(red(green)), b(vague(is("firm.broker")))))).to.deep.equal([]);
    expect(told(run(a(red(green)), b(vague(green, { scope: { ...exposure, when: margin(">", "5") } }))))).to.deep.equal(
      [],
    );
  });
});

describe("audit: one duty of two provisions", () => {
  const due = (n: number, from = "activity.day") => ({ due: { from, within: { n, unit: "day" } } });
  const duty = (when: Row, days: Row = {}, what = "Report it.") => ({
    effect: { type: "consequence", when, duties: [{ who: "firm", what, ...days }] },
  });
  const low = margin("<", "60");

  it("default: on two days, from two days on, or by a day and by none", () => {
    for (const days of [due(5), due(2, "product.firstDay"), {}]) {
      const report = run(a(duty(low, due(2))), b(duty(low, days)));
      expect(told(report)).to.deep.equal([`${OVERLAP} warning`]);
      expect(report.findings[0]?.witness?.questions[0]?.answers.map(({ answer }) => answer)).to.deep.equal([
        "met",
        "met",
      ]);
    }
    expect(told(run(a(duty(low, due(2))), b({ ...same, ...duty(low, due(5)) })))).to.deep.equal([`${OVERLAP} note`]);
  });

  it("behavior: of two authorities, at two numbers; of one authority those are two cases", () => {
    const [one, two] = [duty(low, due(2)), duty(margin("<", "50"), due(2))];
    const report = run(a(one), b(two));
    expect(told(report)).to.deep.equal([`${OVERLAP} warning`]);
    expect(Number(report.findings[0]?.witness?.questions[0]?.facts["activity.margin"])).to.be.within(50, 59);
    expect(told(run(a(one), b({ ...same, ...two })))).to.deep.equal([]);
  });

  it("behavior: near misses: alike, another duty, of somebody else, never both, another quantity, a stated precedence", () => {
    expect(told(run(a(duty(low, due(2))), b(duty(low, due(2)))))).to.deep.equal([]);
    expect(told(run(a(duty(low, due(2))), b(duty(low, due(5), "Pay for it."))))).to.deep.equal([]);
    const venue = {
      effect: { type: "consequence", when: low, duties: [{ who: "venue", what: "Report it.", ...due(5) }] },
    };
    expect(told(run(a(duty(low, due(2))), b(venue)))).to.deep.equal([]);
    const apart = [true, false].map((broker) => ({ scope: { when: is("firm.broker", broker) } }));
    expect(told(run(a({ ...duty(low, due(2)), ...apart[0] }), b({ ...duty(low, due(5)), ...apart[1] })))).to.deep.equal(
      [],
    );
    expect(told(run(a(duty(low, due(2))), b(duty(other("<", "60"), due(5)))))).to.deep.equal([]);
    const over = { over: [{ provision: "b", because: "It says so" }] };
    expect(told(run(a({ ...duty(low, due(2)), ...over }), b(duty(low, due(5)))))).to.deep.equal([]);
  });

  it("behavior: a yes or no that one refuses and for which the other only asks a report", () => {
    const limited = a({ effect: limit("time", is("product.red")) });
    const report = run(limited, b(duty(is("product.red", false))));
    expect(told(report)).to.deep.equal(["limit-against-consequence note"]);
    // A consequence that waits for what is allowed, too, is about something else.
    expect(told(run(limited, b(duty(is("product.green")))))).to.deep.equal([]);
    const either = { any: [is("product.red"), is("product.green")] };
    expect(told(run(a({ effect: limit("time", either) }), b(duty(is("product.red", false)))))).to.deep.equal([]);
  });

  it("behavior: one consequence beside many limits is one finding", () => {
    const limits = ["50", "40", "30"].map((num, index) =>
      provision(`l${index}`, { effect: limit("margin", margin(">=", num)), scope: { exposure: `stock ${index}` } }),
    );
    const { findings } = run(...limits, b(duty(low)));
    expect(findings.map(({ code, provisions }) => [code, ...provisions])).to.deep.equal([
      ["limit-against-consequence", "l0", "b", "l1", "l2"],
    ]);
  });
});

describe("audit: what is no conflict", () => {
  const time = (test: Row, scope: Row = {}) => ({ effect: limit("time", test), scope });

  it("behavior: two conditions under one measure that look at nothing in common", () => {
    expect(told(run(a(time(is("product.red"))), b(time(is("product.green")))))).to.deep.equal([]);
    expect(told(run(a(time(is("product.red"))), b(time(is("product.red", false)))))).to.deep.equal([
      "contradiction error",
    ]);
    // What a definition makes one of the other is in common.
    const derived = provision("c", { effect: define("product.red", is("product.green")) });
    expect(
      told(run(a(time(is("product.red"))), b(time({ any: [is("product.green"), is("firm.broker")] })), derived)),
    ).to.deep.equal([`${OVERLAP} warning`]);
  });

  it("behavior: two numbers under one measure are in common, in its unit", () => {
    const of = (measure: string, test: Row) => ({ effect: limit(measure, test) });
    expect(told(run(a(of("margin", margin(">=", "5"))), b(of("margin", other(">=", "5")))))).to.deep.equal([
      `${OVERLAP} warning`,
    ]);
    expect(told(run(a(of("time", margin(">=", "5"))), b(of("time", other(">=", "5")))))).to.deep.equal([]);
  });

  it("behavior: conditions that look at nothing in common contradict each other where a scope decides one of them", () => {
    const rows = [a(time(is("product.red"), { when: is("product.green", false) })), b(time(is("product.green")))];
    expect(told(run(...rows))).to.deep.equal(["contradiction error"]);
  });

  it("behavior: two economic exposures", () => {
    const at = (num: string, exposure?: string) => ({
      effect: limit("margin", margin(">=", num)),
      scope: { exposure },
    });
    expect(told(run(a(at("50", "corn")), b(at("51", "oats"))))).to.deep.equal([]);
    expect(told(run(a(at("50", "corn")), b(at("51", "corn"))))).to.deep.equal([`${OVERLAP} warning`]);
    expect(told(run(a(at("50", "corn")), b(at("51"))))).to.deep.equal([`${OVERLAP} warning`]);
  });

  it("behavior: clocks of two measures", () => {
    const clock = (measure: string, fact: string) => ({
      effect: limit(measure, {
        left: { fact: "activity.day" },
        cmp: ">=",
        right: { after: { fact }, period: { n: 6, unit: "month" } },
      }),
    });
    const [one, two] = [clock("time", "product.firstDay"), clock("time", "product.otherDay")];
    expect(told(run(a(one), b(two)))).to.deep.equal(["counted-differently note"]);
    expect(told(run(a(one), b(clock("margin", "product.otherDay"))))).to.deep.equal([]);
  });

  it("behavior: a discretion about something else than what is refused", () => {
    const event = { exposure: "event" };
    const may = (when: Row) => ({ effect: { type: "discretion", by: "The agency", when }, scope: event });
    const refused = a(time(is("product.red"), event));
    expect(told(run(refused, b(may(is("product.red", false)))))).to.deep.equal(["limit-against-discretion warning"]);
    expect(told(run(refused, b(may(is("product.green")))))).to.deep.equal([]);
  });
});
