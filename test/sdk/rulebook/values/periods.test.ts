import { expect } from "chai";
import { businessDays } from "../../../../sdk/rulebook/values/businessDays.js";
import {
  addDecimals,
  compareDecimals,
  decimal,
  decimalText,
  multiplyDecimals,
  percentOf,
  roundDecimal,
} from "../../../../sdk/rulebook/values/decimal.js";
import { dayAfter, firstDayOf, monthBefore } from "../../../../sdk/rulebook/values/periods.js";

const BOOK = businessDays({
  ...{ id: "us-federal", title: "Federal", sources: [], from: "2026-01-01", through: "2026-12-31" },
  holidays: [{ day: "2026-07-03", name: "Independence Day" }],
});
const calendars = new Map([["us-federal", BOOK]]);
const federal = { calendar: "us-federal" } as const;

describe("periods", () => {
  const ends: [string, Parameters<typeof dayAfter>[1], string | undefined][] = [
    ["2026-01-31", { n: 1, unit: "month" }, "2026-02-28"],
    ["2024-01-31", { n: 1, unit: "month" }, "2024-02-29"],
    ["2024-02-29", { n: 1, unit: "year" }, "2025-02-28"],
    ["2026-08-31", { n: 6, unit: "month" }, "2027-02-28"],
    ["2026-12-31", { n: 1, unit: "day" }, "2027-01-01"],
    ["2026-06-01", { n: 2, unit: "week" }, "2026-06-15"],
    // Thursday; Friday is a holiday, and then comes the weekend.
    ["2026-07-02", { n: 1, unit: "businessDay", ...federal }, "2026-07-06"],
    ["2026-07-04", { n: 1, unit: "businessDay", ...federal }, "2026-07-06"],
    ["2026-06-18", { n: 15, unit: "day", ...federal, roll: "next" }, "2026-07-06"],
    ["2026-06-17", { n: 15, unit: "day", ...federal, roll: "next" }, "2026-07-02"],
    // Beyond the calendar nobody knows; and a calendar that is not given or not named tells nothing.
    ["2026-12-31", { n: 1, unit: "businessDay", ...federal }, undefined],
    ["2026-07-02", { n: 1, unit: "businessDay", calendar: "us-market" }, undefined],
    ["2026-07-02", { n: 1, unit: "businessDay" }, undefined],
  ];
  for (const [from, period, end] of ends)
    it(`behavior: ${from} and ${JSON.stringify(period)}`, () => {
      expect(dayAfter(from, period, calendars)).to.equal(end);
    });

  it("behavior: any 90 days include both ends", () => {
    expect(firstDayOf("2026-06-30", { n: 90, unit: "day" }, calendars)).to.equal("2026-04-02");
    expect(firstDayOf("2026-06-30", { n: 1, unit: "day" }, calendars)).to.equal("2026-06-30");
  });

  it("behavior: a window of months begins after the same day", () => {
    expect(firstDayOf("2026-11-26", { n: 3, unit: "month" }, calendars)).to.equal("2026-08-27");
    expect(firstDayOf("2026-05-31", { n: 3, unit: "month" }, calendars)).to.equal("2026-03-01");
    expect(firstDayOf("2026-11-26", { n: 1, unit: "year" }, calendars)).to.equal("2025-11-27");
  });

  it("behavior: a window of business days counts its last day, if it is one", () => {
    expect(firstDayOf("2026-07-06", { n: 1, unit: "businessDay", ...federal }, calendars)).to.equal("2026-07-06");
    expect(firstDayOf("2026-07-06", { n: 2, unit: "businessDay", ...federal }, calendars)).to.equal("2026-07-02");
    expect(firstDayOf("2026-07-05", { n: 1, unit: "businessDay", ...federal }, calendars)).to.equal("2026-07-02");
  });

  it("behavior: the calendar month before", () => {
    expect(monthBefore("2026-03-31")).to.deep.equal({ first: "2026-02-01", last: "2026-02-28" });
    expect(monthBefore("2026-01-01")).to.deep.equal({ first: "2025-12-01", last: "2025-12-31" });
  });
});

describe("decimals", () => {
  it("behavior: are exact", () => {
    expect(decimalText(addDecimals(decimal("0.1"), decimal("0.2")))).to.equal("0.3");
    expect(decimalText(multiplyDecimals(decimal("-1.50"), decimal("2")))).to.equal("-3");
    expect(decimalText(percentOf(decimal("0.25")))).to.equal("0.0025");
    expect(compareDecimals(decimal("1.0"), decimal("1"))).to.equal(0);
    expect(compareDecimals(decimal("-0.01"), decimal("0"))).to.equal(-1);
    const long = "9".repeat(60);
    expect(compareDecimals(decimal(`${long}.1`), decimal(`${long}.2`))).to.equal(-1);
  });

  it("behavior: round to a multiple, each way", () => {
    const round = (value: string, direction: "up" | "down") =>
      decimalText(roundDecimal(decimal(value), decimal("100"), direction));
    expect([round("99.9", "down"), round("99.9", "up"), round("100", "down"), round("100", "up")]).to.deep.equal([
      "0",
      "100",
      "100",
      "100",
    ]);
    expect([round("-0.1", "down"), round("-0.1", "up")]).to.deep.equal(["-100", "0"]);
  });
});
