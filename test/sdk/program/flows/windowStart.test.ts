import { expect } from "chai";
import { SPAN_MONTHS } from "../../../../sdk/kinds/index.js";
import { usedWithin, windowStart } from "../../../../sdk/program/index.js";

const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

describe("windowStart", () => {
  it("default: days are the day itself and those before", () => {
    expect(windowStart(1, 20_000)).to.equal(20_000);
    expect(windowStart(90, 20_000)).to.equal(19_911);
  });

  it("behavior: months begin on the same day of the month, or on its last", () => {
    for (const [months, today, first] of [
      [3, "2027-05-15", "2027-02-15"],
      [3, "2027-05-31", "2027-02-28"],
      [3, "2028-05-30", "2028-02-29"],
      [12, "2028-02-29", "2027-02-28"],
      [24, "2027-01-01", "2025-01-01"],
      [1, "2027-01-31", "2026-12-31"],
    ] as const)
      expect(windowStart(SPAN_MONTHS + months, day(today)), today).to.equal(day(first));
  });
});

describe("usedWithin", () => {
  const flows = [
    { day: 100, units: 5n },
    { day: 110, units: 7n },
  ];

  it("default: what is not older than the window", () => {
    expect([110, 119, 120, 129, 130].map((today) => usedWithin(flows, 20, today))).to.deep.equal([
      12n,
      12n,
      7n,
      7n,
      0n,
    ]);
  });

  it("args: no flows", () => {
    expect(usedWithin([], 20, 110)).to.equal(0n);
  });
});
