import { expect } from "chai";
import { zeroHash } from "viem";
import { readMarginTables, SHIPPED_MARGIN_TABLES, shippedLaw } from "../../../sdk/cli/readLaw.js";
import { MarginTablesCompileError } from "../../../sdk/errors/index.js";
import { marginRows } from "../../../sdk/leverage/index.js";
import { hashProvision, type MarginTables, prepareRulebooks } from "../../../sdk/rulebook/index.js";

const ASOF = BigInt(Date.UTC(2026, 10, 26) / 1000);
const law = prepareRulebooks(shippedLaw());
const tables = readMarginTables(SHIPPED_MARGIN_TABLES);
const hashOf = (id: string) => hashProvision(law.byId.get(id)!.provision);
const C1 = "us/finra/rule-4210-c1";
const T12A = "us/frb/regulation-t-12a";

type Row = MarginTables["tables"][number]["rows"][number];

/** The shipped tables with one row changed. */
function withRow(change: Partial<Row>, [table, row] = [0, 0], decisions: MarginTables["decisions"] = []): MarginTables {
  const changed = tables.tables.map((one, index) => ({
    ...one,
    rows: one.rows.map((its, place) => (index === table && place === row ? { ...its, ...change } : its)),
  }));
  return { ...tables, tables: changed, decisions };
}

function issuesOf(changed: MarginTables, asOf = ASOF): readonly string[] {
  try {
    marginRows(changed, law, { asOf });
  } catch (error) {
    if (error instanceof MarginTablesCompileError) return error.issues.map(({ path, message }) => `${path} ${message}`);
    throw error;
  }
  return [];
}

describe("marginRows", () => {
  it("default: every figure of the shipped tables is the one of the provision that it names", () => {
    const rows = marginRows(tables, law, { asOf: ASOF });
    const levels = rows.map(({ table, class: of, row }) => [
      ...[table, of, row.initial, row.maintenance, row.cure, row.closeOut],
      ...[row.banned, row.longOnly, row.binding],
    ]);
    expect(levels).to.deep.equal([
      [1, 1, 5000, 2500, 2500, 1500, false, true, 1],
      [1, 2, 10000, 10000, 10000, 5000, false, true, 1],
      [2, 3, 1500, 1500, 1500, 500, false, false, 1],
      [3, 1, 5000, 3000, 3500, 2000, false, true, 1],
      [3, 2, 6000, 4000, 4500, 2500, false, true, 2],
      [4, 1, 10000, 10000, 10000, 0, true, true, 1],
    ]);
    const provisions = [T12A, "us/frb/regulation-t-12e-tokens", "us/sec/rule-242-403", "us/frb/regulation-u-7a"];
    expect(rows.map(({ row }) => row.provision)).to.deep.equal([
      ...provisions.map(hashOf),
      zeroHash,
      hashOf("us/sec/order-34-106402-no-leverage"),
    ]);
  });

  it("behavior: says of each level whether law or policy asks it, and cites no Regulation for maintenance", () => {
    const [margin, unlisted, future] = marginRows(tables, law, { asOf: ASOF });
    const bindings = (row: typeof margin) => Object.values(row?.origins ?? {}).map(({ binding }) => binding);
    expect(bindings(margin)).to.deep.equal(["law", "law", "law", "policy"]);
    expect(bindings(unlisted)).to.deep.equal(["law", "policy", "policy", "policy"]);
    expect(future?.origins.cure.provisions.map(({ id }) => id)).to.deep.equal([
      "us/sec/rule-242-403-maintenance",
      "us/cftc/rule-41-45-maintenance",
    ]);
    const kept = [{ provision: T12A, requirement: "fifty" }];
    expect(issuesOf(withRow({ maintenance: { percent: "25", law: kept } }))).to.have.lengthOf(1);
  });

  it("behavior: a basis point below or above what the provision asks is refused, and so is another's provision", () => {
    const quarter = (percent: string): Partial<Row> => ({
      maintenance: { percent, law: [{ provision: C1, requirement: "quarter" }] },
      cure: { percent, law: [{ provision: C1, requirement: "quarter" }] },
    });
    expect(issuesOf(withRow(quarter("25")))).to.deep.equal([]);
    expect(issuesOf(withRow(quarter("25.01")))).to.deep.equal([
      "tables[0].rows[0].maintenance.law[0] is more than FINRA Rule 4210(c)(1) asks: the difference is policy",
      "tables[0].rows[0].cure.law[0] is more than FINRA Rule 4210(c)(1) asks: the difference is policy",
    ]);
    expect(issuesOf(withRow(quarter("24.99"))).slice(0, 1)).to.deep.equal([
      "tables[0].rows[0].maintenance.law[0] is less than FINRA Rule 4210(c)(1) asks",
    ]);
    // A lender that is no broker is bound by no rule of brokers.
    const borrowed = { percent: "50", law: [{ provision: T12A, requirement: "fifty" }] };
    expect(issuesOf(withRow({ initial: borrowed }, [2, 0]))).to.deep.equal([
      "tables[2].rows[0].initial.law[0] does not bind on the facts of the table and class: 12 CFR 220.12(a)",
    ]);
  });

  it("behavior: a policy may ask more than the law, never less", () => {
    const policy = (percent: string): Partial<Row> => ({ initial: { percent, policy: "The firm's own." } });
    expect(issuesOf(withRow(policy("60")))).to.deep.equal([]);
    expect(issuesOf(withRow(policy("49.99")))).to.deep.equal([
      `tables[0].rows[0].initial is less than 12 CFR 220.12(a) asks, which binds on the facts of the table and class (${T12A})`,
    ]);
  });

  it("behavior: an unverified figure is used by nobody until a named person has accepted it", () => {
    const id = "us/finra/rule-4210-nonmargin-long";
    const unverified: Partial<Row> = {
      maintenance: { percent: "100", law: [{ provision: id, requirement: "hundred" }] },
    };
    const accepted = (on: string) => [
      { provision: id, by: "A. Compliance", on, what: "Taken as 100 %, the safe side." },
    ];
    const [issue = ""] = issuesOf(withRow(unverified, [0, 1]));
    expect(issue).to.match(/law\[0\]\.provision is unverified: verify it, or let a named person accept it/);
    expect(issuesOf(withRow(unverified, [0, 1], accepted("2026-11-27")))).to.have.lengthOf(1);
    expect(issuesOf(withRow(unverified, [0, 1], accepted("2026-11-26")))).to.deep.equal([]);
  });

  it("behavior: the law of another day gives no figure of today's", () => {
    // On 23 December 2020 a security future still took 20 %.
    const before = issuesOf(tables, BigInt(Date.UTC(2020, 11, 23) / 1000));
    expect(before).to.include("tables[1].rows[0].initial.law[0].provision is not in force on 2020-12-23");
  });

  it("args: only", () => {
    const rows = marginRows(tables, law, { asOf: ASOF, only: ["security-futures"] });
    expect(rows.map(({ table }) => table)).to.deep.equal([2]);
    expect(() => marginRows(tables, law, { asOf: ASOF, only: ["nobody"] })).to.throw(
      MarginTablesCompileError,
      "only[0]: names no table of the document",
    );
  });

  it("error: MarginTablesCompileError", () => {
    const quoted = (quotation: string): Partial<Row> => ({
      initial: { percent: "50", law: [{ provision: T12A, quotation }] },
    });
    expect(issuesOf(withRow(quoted("50 percent of the current market value")))).to.deep.equal([]);
    expect(issuesOf(withRow(quoted("51 percent")))).to.deep.equal([
      "tables[0].rows[0].initial.law[0].quotation is in no quotation of the provision",
    ]);
    const nowhere = { percent: "50", law: [{ provision: "us/none", requirement: "fifty" }] };
    expect(issuesOf(withRow({ initial: nowhere }))).to.deep.equal([
      "tables[0].rows[0].initial.law[0].provision names no provision of these packs",
    ]);
    const banned = { law: [{ provision: T12A, requirement: "fifty" }] };
    expect(issuesOf(withRow({ banned }))).to.deep.equal([
      "tables[0].rows[0].banned.law[0] does not forbid it on the facts of the table and class",
    ]);
  });
});
