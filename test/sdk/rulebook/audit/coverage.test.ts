import { expect } from "chai";
import { audit, type AuditDocument, parseCoverage, parsePack, parseRulebook } from "../../../../sdk/rulebook/index.js";
import { amount, AS_OF, count, documents, limit, packOf, provision, VOCABULARY } from "../../../fixtures/smallPacks.js";
import { provision as term, small } from "../small.js";

type Row = Readonly<Record<string, unknown>>;

const MARGIN = { effect: limit("margin", amount("activity.margin", ">=", "50")) };
const EXPECTED = {
  concern: "margin",
  activities: ["extendCredit"],
  products: ["equity"],
  expected: true,
  why: "Credit.",
};
const coverage = (cells: readonly Row[], onChain: readonly Row[] = []): AuditDocument =>
  parseCoverage({
    ...{ format: "weighbridge.coverage/1", id: "test/coverage", title: "Coverage" },
    concerns: [{ id: "margin", title: "Margin", measures: ["margin"] }],
    ...{ cells, onChain },
  });
const findings = (...all: readonly AuditDocument[]) => audit(all, { asOf: AS_OF }).findings;
const codes = (...all: readonly AuditDocument[]) => findings(...all).map(({ code }) => code);

describe("audit: codes of coverage and of effort", () => {
  it("args: gap, planted", () => {
    const future = provision("a", { ...MARGIN, scope: { products: ["future"] } });
    const found = findings(packOf(future), coverage([EXPECTED]));
    expect(found.map(({ code, severity, measure }) => [code, severity, measure])).to.deep.equal([
      ["gap", "warning", "margin"],
    ]);
    expect(found[0]?.what).to.equal("Margin: no rule for extendCredit of equity; one is expected: Credit.");
  });

  it("args: gap, near miss", () => {
    const equity = packOf(provision("a", MARGIN));
    expect(codes(equity, coverage([EXPECTED]))).to.deep.equal([]);
    expect(
      codes(packOf(provision("a", { ...MARGIN, scope: { products: "any" } })), coverage([EXPECTED])),
    ).to.deep.equal([]);
    expect(codes(packOf(), coverage([{ ...EXPECTED, expected: false }]))).to.deep.equal([]);
    // Of several rows the first decides.
    const none = { ...EXPECTED, products: "any", expected: false };
    expect(codes(packOf(), coverage([none, EXPECTED]))).to.deep.equal([]);
    expect(codes(packOf(), coverage([EXPECTED, none]))).to.deep.equal(["gap"]);
  });

  it("behavior: what is not in force, or of another activity or measure, fills no gap", () => {
    const rows: readonly Row[] = [
      { ...MARGIN, status: "proposed", effective: undefined },
      { ...MARGIN, effective: { from: "2026-11-27" } },
      { ...MARGIN, status: "expired", effective: { from: "2020-01-01", through: "2026-11-25" } },
      { ...MARGIN, scope: { activities: ["short"] } },
      { effect: limit("record", count("record", "<", "9")) },
    ];
    for (const row of rows) expect(codes(packOf(provision("a", row)), coverage([EXPECTED]))).to.deep.equal(["gap"]);
    const adopted = { asOf: AS_OF, asIfAdopted: ["a"] };
    expect(audit([packOf(provision("a", rows[0] ?? {})), coverage([EXPECTED])], adopted).findings).to.deep.equal([]);
  });

  it("args: not-enforceable-on-chain, planted and near miss", () => {
    const held = [{ measures: ["record"], kinds: ["mostHolders"], why: "Counted." }];
    const none = [{ measures: ["margin"], kinds: [], why: "Off chain." }, ...held];
    const row = packOf(provision("a", MARGIN));
    expect(codes(row, coverage([EXPECTED], none))).to.deep.equal(["not-enforceable-on-chain"]);
    expect(codes(row, coverage([EXPECTED], [{ ...held[0], measures: ["margin"] }]))).to.deep.equal([]);
    // Where nobody says what a program can hold, nothing is said.
    expect(codes(row, coverage([EXPECTED]))).to.deep.equal([]);
  });

  it("args: not-enforceable-on-chain: what an offering uses and does not enforce", () => {
    const used = (how: Row) =>
      parseRulebook(small({ provisions: [term()], uses: [{ provision: "terms/most", power: "terms-1", how }] }));
    expect(codes(used({ notEnforced: "Nobody can." }))).to.include("not-enforceable-on-chain");
    expect(codes(used({ duty: "Count them." }))).not.to.include("not-enforceable-on-chain");
  });

  /** A limit that no sum of so many facts meets, which takes all their combinations to see. */
  const sumOf = (facts: number): AuditDocument => {
    const ids = Array.from({ length: facts }, (_, index) => `activity.part${index}`);
    const test = {
      left: { op: "add", of: ids.map((fact) => ({ fact })) },
      cmp: "<",
      right: { num: "0", unit: "percent" },
    };
    const parts = ids.map((id) => ({ id, meaning: "A part.", type: "number", unit: "percent" }));
    return parsePack({
      ...{ format: "weighbridge.pack/1", id: "test/pack", title: "A pack" },
      vocabulary: { ...VOCABULARY, facts: [...VOCABULARY.facts, ...parts] },
      provisions: [provision("a", { effect: limit("margin", test) })],
    });
  };

  it("args: undecided, planted and near miss", () => {
    expect(codes(sumOf(9))).to.deep.equal(["undecided"]);
    expect(codes(sumOf(8))).to.deep.equal(["dead-provision"]);
  });

  it("behavior: what is known stays an error, until somebody with authority decided; a record of others says nothing", () => {
    const rows = [
      provision("a", { effect: limit("margin", amount("activity.margin", ">=", "50")) }),
      provision("b", { effect: limit("margin", amount("activity.margin", "<", "50")) }),
    ];
    const known = {
      ...{ id: "c", what: "Both.", discussedIn: "A request for comment", meanwhile: "Ask." },
    };
    const decision = { by: "Ada Example", role: "General counsel", on: "2026-01-01", decided: "By b." };
    const severityOf = (provisions: readonly string[], decided: object = {}) => {
      const conflicts: AuditDocument = {
        ...{ format: "weighbridge.conflicts/1", id: "test/conflicts", title: "Conflicts" },
        conflicts: [{ ...known, code: "contradiction", kind: "contradictory", ...decided, provisions }],
      };
      const [found] = findings(...documents(...rows), conflicts);
      return [found?.severity, found?.declared?.id];
    };
    expect(severityOf(["a", "b"])).to.deep.equal(["error", "c"]);
    expect(severityOf(["a", "b"], { decision })).to.deep.equal(["warning", "c"]);
    expect(severityOf(["a", "x"], { decision })).to.deep.equal(["error", undefined]);
  });
});
