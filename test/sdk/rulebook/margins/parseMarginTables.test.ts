import { expect } from "chai";
import { readFileSync } from "node:fs";
import { SHIPPED_MARGIN_TABLES } from "../../../../sdk/cli/readLaw.js";
import { RulebookInvalidError } from "../../../../sdk/errors/index.js";
import { parseMarginTables } from "../../../../sdk/rulebook/index.js";

type Json = Record<string, unknown>;
type Document = { tables: { number: number; rows: Json[] }[]; classes: Json[] };

function issuesOf(change: (document: Document) => void): readonly string[] {
  const document = JSON.parse(readFileSync(SHIPPED_MARGIN_TABLES, "utf8")) as Document;
  change(document);
  try {
    parseMarginTables(document);
  } catch (error) {
    if (error instanceof RulebookInvalidError) return error.issues.map(({ path, message }) => `${path} ${message}`);
    throw error;
  }
  return [];
}
const policy = (percent: string) => ({ percent, policy: "The firm's own." });
const onRow = (row: Json) => issuesOf(({ tables }) => Object.assign(tables[0]!.rows[0]!, row));

describe("parseMarginTables", () => {
  it("default: the shipped tables are well formed", () => {
    expect(issuesOf(() => undefined)).to.deep.equal([]);
  });

  it("error: RulebookInvalidError", () => {
    expect(onRow({ class: "gold" })).to.deep.equal(["tables[0].rows[0].class names no class of the document"]);
    expect(onRow({ cure: policy("24.99") })).to.deep.equal(["tables[0].rows[0].cure is below maintenance"]);
    expect(onRow({ closeOut: policy("25") })).to.deep.equal([]);
    expect(onRow({ closeOut: policy("25.01") })).to.deep.equal(["tables[0].rows[0].closeOut is above maintenance"]);
    expect(onRow({ initial: policy("50.001") })).to.deep.equal([
      "tables[0].rows[0].initial.percent must be whole basis points, of at most 655.35 %",
    ]);
    expect(onRow({ initial: policy("655.36") })).to.have.lengthOf(1);
    expect(onRow({ initial: { percent: "50" } })).to.have.lengthOf(1);
    expect(onRow({ staleHaircut: policy("100.01") })).to.have.lengthOf(1);
    expect(onRow({ leverageCap: policy("42949672.96") })).to.have.lengthOf(1);
    expect(onRow({ absoluteCap: { dollars: "1.005", policy: "Ours." } })).to.have.lengthOf(1);
    expect(onRow({ leverage: "none" })).to.deep.equal(["tables[0].rows[0].leverage is not a field here"]);
    expect(issuesOf(({ tables }) => tables[0]!.rows.push(tables[0]!.rows[0]!))).to.deep.equal([
      "tables[0].rows[2] is of the class and tier of another row",
    ]);
    expect(issuesOf(({ tables }) => (tables[1]!.number = 1))).to.deep.equal([
      "tables[1].number is that of another one before",
    ]);
  });
});
