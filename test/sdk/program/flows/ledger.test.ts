import { expect } from "chai";
import { addFlow, joinFlows, movePurchaser } from "../../../../sdk/program/flows/ledger.js";
import { MOST_UNITS } from "../../../../sdk/kinds/index.js";

const flow = (day: number, units: bigint) => ({ day, units });
const eight = Array.from({ length: 8 }, (_, index) => flow(100 + index, 10n));

describe("addFlow", () => {
  it("default: on a day that is there, after it, or between two", () => {
    const flows = [flow(100, 1n), flow(102, 2n)];
    expect(addFlow(flows, flow(102, 3n), 0)).to.deep.equal([flow(100, 1n), flow(102, 5n)]);
    expect(addFlow(flows, flow(103, 3n), 0)).to.deep.equal([...flows, flow(103, 3n)]);
    expect(addFlow(flows, flow(101, 3n), 0)).to.deep.equal([flow(100, 1n), flow(101, 3n), flow(102, 2n)]);
  });

  it("behavior: what is older is dropped", () => {
    expect(addFlow([flow(100, 1n), flow(102, 2n)], flow(103, 3n), 101)).to.deep.equal([flow(102, 2n), flow(103, 3n)]);
  });

  it("behavior: a ninth day folds the pair that moves least into the later one", () => {
    expect(addFlow(eight, flow(108, 10n), 0)[0]).to.deep.equal(flow(101, 20n));
    const small = addFlow(
      eight.map((each) => (each.day === 104 ? flow(104, 1n) : each)),
      flow(108, 10n),
      0,
    );
    expect(small).to.have.length(8);
    expect(small[4]).to.deep.equal(flow(105, 11n));
  });

  it("behavior: what does not fit counts as the largest", () => {
    expect(addFlow([flow(100, MOST_UNITS)], flow(100, 1n), 0)).to.deep.equal([flow(100, MOST_UNITS)]);
  });
});

describe("movePurchaser", () => {
  it("default: counts once, on the later day", () => {
    expect(movePurchaser([flow(100, 2n)], 100, 105, 0)).to.deep.equal([flow(100, 1n), flow(105, 1n)]);
    expect(movePurchaser([flow(100, 1n)], 100, 105, 0)).to.deep.equal([flow(105, 1n)]);
    expect(movePurchaser([flow(100, 1n)], null, 105, 0)).to.deep.equal([flow(100, 1n), flow(105, 1n)]);
  });

  it("behavior: of a day that was folded, off the first one after it; of one that was dropped, off none", () => {
    expect(movePurchaser([flow(103, 2n)], 100, 105, 0)).to.deep.equal([flow(103, 1n), flow(105, 1n)]);
    expect(movePurchaser([flow(103, 2n)], 100, 105, 101)).to.deep.equal([flow(103, 2n), flow(105, 1n)]);
  });
});

describe("joinFlows", () => {
  it("default: what both have, and no more than eight days", () => {
    expect(joinFlows([flow(100, 1n), flow(102, 2n)], [flow(99, 9n), flow(102, 3n)], 100)).to.deep.equal([
      flow(100, 1n),
      flow(102, 5n),
    ]);
    const joined = joinFlows(
      eight,
      eight.map(({ day }) => flow(day + 8, 10n)),
      0,
    );
    expect(joined).to.have.length(8);
    expect(joined.reduce((sum, { units }) => sum + units, 0n)).to.equal(160n);
  });
});
