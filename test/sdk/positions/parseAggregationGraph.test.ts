import { expect } from "chai";
import { AggregationGraphError } from "../../../sdk/errors/index.js";
import { parseAggregationGraph } from "../../../sdk/positions/index.js";
import { agree, alike, controls, graphOf, isExempt, owns } from "./graphs.js";

function issuesOf(edges: object): readonly string[] {
  try {
    parseAggregationGraph({ ...graphOf({}), ...edges });
  } catch (error) {
    if (error instanceof AggregationGraphError) return error.issues.map(({ path, message }) => `${path} ${message}`);
    throw error;
  }
  return [];
}

describe("parseAggregationGraph", () => {
  it("default", () => {
    const graph = graphOf({ control: [controls(1, 2)], agreements: [agree(1, 2)], identicalTrading: [alike(1, 2)] });
    expect(parseAggregationGraph(graph)).to.deep.equal(graph);
  });

  it("error: AggregationGraphError", () => {
    expect(issuesOf({ control: [controls(1, 10)] })).to.deep.equal(["control[0].controlled is none of the persons"]);
    expect(issuesOf({ control: [controls(1, 1)] })).to.deep.equal(["control[0] names one person twice"]);
    expect(issuesOf({ agreements: [agree(1)] })).to.have.lengthOf(1);
    expect(issuesOf({ agreements: [agree(1, 10)] })).to.deep.equal(["agreements[0].members[1] is none of the persons"]);
    expect(issuesOf({ exemptions: [isExempt(1, 2, { until: "2025-12-31" })] })).to.deep.equal([
      "exemptions[0].until is before it begins",
    ]);
    expect(issuesOf({ ownership: [owns(1, 2, "-1")] })).to.have.lengthOf(1);
    expect(issuesOf({ ownership: [owns(1, 2, "1e1")] })).to.have.lengthOf(1);
    expect(issuesOf({ ownership: [owns(1, 2, "10", { source: "0x12" })] })).to.have.lengthOf(1);
    expect(issuesOf({ persons: [1, 1] })).to.deep.equal(["persons must not repeat"]);
    expect(
      [issuesOf({ persons: [2 ** 48 - 1] }), issuesOf({ persons: [2 ** 48] })].map(({ length }) => length),
    ).to.deep.equal([0, 1]);
    expect(issuesOf({ persons: [0] })).to.have.lengthOf(1);
    expect(issuesOf({ completeThrough: "2026-02-30" })).to.have.lengthOf(1);
  });

  it("error: AggregationGraphError of more than 100 % owned on one day, and on no day that is so only of two", () => {
    const two = (last: string, days: object = {}) =>
      issuesOf({ ownership: [owns(1, 2, "60"), owns(3, 2, last, days)] });
    expect([two("40"), two("40.01")]).to.deep.equal([
      [],
      ["ownership[1].percent makes 100.01 % of person 2 owned on 2026-01-01: at most 100 % can be"],
    ]);
    expect(two("80", { from: "2025-01-01", until: "2025-12-31" })).to.deep.equal([]);
    expect(two("80", { from: "2025-01-01", until: "2026-01-01" })).to.have.lengthOf(1);
  });
});
