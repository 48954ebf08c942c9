import { expect } from "chai";
import { readFileSync } from "node:fs";
import { SHIPPED_POSITION_TABLES } from "../../../../sdk/cli/readLaw.js";
import { RulebookInvalidError } from "../../../../sdk/errors/index.js";
import { parsePositionTables } from "../../../../sdk/rulebook/index.js";

type Json = Record<string, unknown>;
type Document = { underlyings: (Json & { spotMonth: Json[] })[]; aggregation: { ownership: Json; exemptions: Json[] } };
const CATTLE = 9;

function issuesOf(change: (document: Document) => void): readonly string[] {
  const document = JSON.parse(readFileSync(SHIPPED_POSITION_TABLES, "utf8")) as Document;
  change(document);
  try {
    parsePositionTables(document);
  } catch (error) {
    if (error instanceof RulebookInvalidError) return error.issues.map(({ path, message }) => `${path} ${message}`);
    throw error;
  }
  return [];
}
const policy = (contracts: string) => ({ contracts, policy: "The venue's own." });
const onCorn = (change: Json) => issuesOf(({ underlyings }) => Object.assign(underlyings[0]!, change));
const share = (percent: string) => issuesOf(({ aggregation }) => (aggregation.ownership = { percent }));

describe("parsePositionTables", () => {
  it("default: the shipped tables are well formed", () => {
    expect(issuesOf(() => undefined)).to.deep.equal([]);
  });

  it("error: RulebookInvalidError", () => {
    expect(onCorn({ allMonths: policy("4294967294") })).to.deep.equal([]);
    expect(onCorn({ allMonths: policy("4294967295") })).to.deep.equal([
      "underlyings[0].allMonths.contracts must be less than 4294967295, which stands for none",
    ]);
    expect(onCorn({ allMonths: policy("57800.5") })).to.have.lengthOf(1);
    expect(onCorn({ allMonths: { contracts: "1" } })).to.have.lengthOf(1);
    expect(onCorn({ limit: "none" })).to.deep.equal(["underlyings[0].limit is not a field here"]);
    expect(issuesOf(({ underlyings }) => (underlyings[1]!["id"] = "corn"))).to.deep.equal([
      "underlyings[1].id is that of another one before",
    ]);
    expect(
      issuesOf(({ underlyings: [corn] }) => {
        for (const field of ["allMonths", "singleMonth", "spotMonth"]) Reflect.deleteProperty(corn!, field);
      }),
    ).to.deep.equal(["underlyings[0] limits nothing: leave it out"]);
    expect([share("0"), share("100.01"), share("100")].map(({ length }) => length)).to.deep.equal([1, 1, 0]);
    expect(issuesOf(({ aggregation: { exemptions } }) => exemptions.push(exemptions[0]!))).to.deep.equal([
      "aggregation.exemptions[8].ground is that of another one before",
    ]);
  });

  it("error: RulebookInvalidError of a spot month that steps up, or more often than a book keeps", () => {
    const steps = (change: (steps: Json[]) => void) =>
      issuesOf(({ underlyings }) => {
        change(underlyings[CATTLE]!.spotMonth);
      });
    expect(steps((all) => (all[1]!["limit"] = policy("601")))).to.deep.equal([
      "underlyings[9].spotMonth[1].limit.contracts is more than the step before: limits of the spot month step down",
    ]);
    expect(steps((all) => all.push({ ...all[2]!, id: "fourth" }))).to.deep.equal([
      "underlyings[9].spotMonth must be at most 3 steps: a book keeps no more",
    ]);
    expect(steps((all) => (all[1]!["id"] = "first"))).to.deep.equal([
      "underlyings[9].spotMonth[1].id is that of another one before",
    ]);
  });
});
