import { expect } from "chai";
import { audit, FINDING_CODES } from "../../../../sdk/rulebook/index.js";
import { amount, AS_OF, count, documents, is, limit, provision } from "../../../fixtures/smallPacks.js";

type Row = Readonly<Record<string, unknown>>;
const codes = (...rows: readonly Row[]) => audit(documents(...rows), { asOf: AS_OF }).findings.map(({ code }) => code);
const margin = (cmp: string, num: string) => limit("margin", amount("activity.margin", cmp, num));
const cftc = { authority: "CFTC" };
const a = (fields: Row) => provision("a", fields);
const b = (fields: Row) => provision("b", { ...cftc, ...fields });
const after = (start: string, n: number) => ({
  left: { fact: "activity.day" },
  cmp: ">=",
  right: { after: { fact: start }, period: { n, unit: "month" } },
});
const ended = (through: string) => ({ status: "superseded", effective: { from: "2019-01-01", through } });

/** Of each code something that has it, and what is nearly the same and has not. */
const CASES: Readonly<Record<string, { readonly planted: readonly Row[]; readonly near: readonly Row[] }>> = {
  contradiction: {
    planted: [a({ effect: margin(">=", "50") }), b({ effect: margin("<", "50") })],
    near: [a({ effect: margin(">=", "50") }), b({ effect: margin("<=", "50") })],
  },
  "overlap-without-precedence": {
    planted: [a({ effect: margin(">=", "50") }), b({ effect: margin(">=", "51") })],
    near: [
      a({ effect: margin(">=", "50"), over: [{ provision: "b", because: "The text says so" }] }),
      b({ effect: margin(">=", "51") }),
    ],
  },
  "counted-differently": {
    planted: [
      a({ effect: limit("record", count("record", "<", "9")) }),
      b({ effect: limit("beneficial", count("beneficial", "<", "9")) }),
    ],
    near: [
      a({ effect: limit("record", count("record", "<", "9")) }),
      b({ effect: limit("record", count("record", "<", "9")) }),
    ],
  },
  "differs-by-class": {
    planted: [
      a({ effect: margin(">=", "50"), scope: { exposure: "stock" } }),
      b({ effect: margin(">=", "15"), scope: { exposure: "stock", products: ["future"] } }),
    ],
    near: [
      a({ effect: margin(">=", "50"), scope: { exposure: "stock" } }),
      b({ effect: margin(">=", "15"), scope: { exposure: "corn", products: ["future"] } }),
    ],
  },
  "limit-against-consequence": {
    planted: [
      a({ effect: margin(">=", "50") }),
      b({
        effect: {
          type: "consequence",
          when: amount("activity.margin", "<", "60"),
          duties: [{ who: "firm", what: "Report." }],
        },
      }),
    ],
    near: [
      a({ effect: margin(">=", "50") }),
      b({
        effect: {
          type: "consequence",
          when: amount("activity.other", "<", "60"),
          duties: [{ who: "firm", what: "Report." }],
        },
      }),
    ],
  },
  "limit-against-discretion": {
    planted: [
      a({ effect: limit("time", is("product.red")), scope: { exposure: "event" } }),
      b({
        effect: { type: "discretion", by: "The agency", when: is("product.red", false) },
        scope: { exposure: "event" },
      }),
    ],
    near: [
      a({ effect: limit("time", is("product.red")), scope: { exposure: "event" } }),
      b({ effect: { type: "discretion", by: "The agency", when: is("product.red") }, scope: { exposure: "event" } }),
    ],
  },
  "undefined-term": {
    planted: [a({ effect: limit("time", is("product.vague")) })],
    near: [
      a({ effect: limit("time", is("product.vague")) }),
      b({ effect: { type: "define", fact: "product.vague", as: is("product.red") } }),
    ],
  },
  "date-hole": {
    planted: [
      a({ ...ended("2019-12-30"), effect: margin(">=", "20") }),
      provision("c", { effect: margin(">=", "15") }),
    ],
    near: [a({ ...ended("2019-12-31"), effect: margin(">=", "20") }), provision("c", { effect: margin(">=", "15") })],
  },
  "date-overlap": {
    planted: [
      a({ ...ended("2020-01-01"), effect: margin(">=", "20") }),
      provision("c", { effect: margin(">=", "15") }),
    ],
    near: [a({ ...ended("2019-12-31"), effect: margin(">=", "20") }), provision("c", { effect: margin(">=", "15") })],
  },
  "dead-provision": {
    planted: [
      a({ effect: limit("margin", amount("activity.margin", ">", "50"), amount("activity.margin", "<=", "50")) }),
    ],
    near: [
      a({ effect: limit("margin", amount("activity.margin", ">=", "50"), amount("activity.margin", "<=", "50")) }),
    ],
  },
  "stale-source": {
    planted: [a({ effect: margin(">=", "50"), sources: [{ name: "Old", dated: "2024-11-25", seenOn: "2026-11-02" }] })],
    near: [a({ effect: margin(">=", "50"), sources: [{ name: "Old", dated: "2024-11-26", seenOn: "2026-11-02" }] })],
  },
  "unverified-source": {
    planted: [a({ effect: margin(">=", "50"), verification: "unverified" })],
    near: [a({ effect: margin(">=", "50") })],
  },
};

describe("audit: codes", () => {
  for (const [code, { planted, near }] of Object.entries(CASES)) {
    it(`args: ${code}, planted`, () => {
      expect(codes(...planted)).to.include(code);
    });
    it(`args: ${code}, near miss`, () => {
      expect(codes(...near)).not.to.include(code);
    });
  }

  it("behavior: every code is planted: here, or beside the coverage matrix and what it takes to decide", () => {
    const elsewhere = ["gap", "not-enforceable-on-chain", "undecided"];
    expect([...Object.keys(CASES), ...elsewhere]).to.have.members([...FINDING_CODES]);
  });

  it("behavior: two clocks that start on other days are counted differently", () => {
    const clock = (start: string) => ({ effect: limit("time", after(start, 6)) });
    expect(codes(a(clock("product.firstDay")), b(clock("product.otherDay")))).to.include("counted-differently");
    expect(codes(a(clock("product.firstDay")), b(clock("product.firstDay")))).not.to.include("counted-differently");
  });

  it("behavior: the witness is the boundary, and each side answers to it", () => {
    const { findings } = audit(documents(a({ effect: margin(">=", "50") }), b({ effect: margin(">", "50") })), {
      asOf: AS_OF,
    });
    const [question] = findings[0]?.witness?.questions ?? [];
    expect(question?.facts).to.deep.equal({ "activity.margin": "50" });
    expect(question?.answers.map(({ provision: id, answer }) => [id, answer])).to.deep.equal([
      ["a", "met"],
      ["b", "failed"],
    ]);
  });

  it("behavior: scopes that never meet conflict in nothing", () => {
    const [one, other] = [true, false].map((broker) => ({ when: is("firm.broker", broker) }));
    expect(
      codes(a({ effect: margin(">=", "50"), scope: one }), b({ effect: margin("<", "50"), scope: other })),
    ).to.deep.equal([]);
  });

  it("behavior: what is proposed conflicts with nothing, unless it is taken as adopted", () => {
    const rows = [
      a({ effect: margin(">=", "50") }),
      b({ effect: margin(">=", "60"), status: "proposed", effective: undefined }),
    ];
    expect(codes(...rows)).to.deep.equal([]);
    const taken = audit(documents(...rows), { asOf: AS_OF, asIfAdopted: ["b"] });
    expect(taken.findings.map(({ code }) => code)).to.deep.equal(["overlap-without-precedence"]);
  });

  it("error: ParameterInvalidError", () => {
    expect(() => audit(documents(a({ effect: margin(">=", "50") })), { asOf: AS_OF, asIfAdopted: ["a"] })).to.throw(
      "must be the id of a proposed provision",
    );
  });
});
