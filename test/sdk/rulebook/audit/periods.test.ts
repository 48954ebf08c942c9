import { expect } from "chai";
import { dayNumber, dayText, endOf, firstEnding } from "../../../../sdk/rulebook/audit/cells/values.js";
import { audit } from "../../../../sdk/rulebook/index.js";
import type { BusinessCalendar, Calendars } from "../../../../sdk/rulebook/packs/calendars.js";
import { calendarBook } from "../../../../sdk/rulebook/values/periods.js";
import { AS_OF, documents, limit, provision } from "../../../fixtures/smallPacks.js";

type Test = Readonly<Record<string, unknown>>;

/** The audit asks about 26 November 2026, a Thursday on which the market rests. */
const MARKET: BusinessCalendar = {
  id: "us-market",
  title: "Market",
  sources: [],
  from: "2026-01-01",
  through: "2027-12-31",
  holidays: [{ day: "2026-11-26", name: "Thanksgiving Day" }],
};
const CALENDARS: Calendars = { format: "weighbridge.calendars/1", id: "c", title: "Calendars", calendars: [MARKET] };

const today = (cmp: string, right: Test): Test => ({ left: { fact: "activity.day" }, cmp, right });
const later = (period: Test): Test => ({ after: { fact: "product.firstDay" }, period });
const codes = (tests: readonly Test[], given: readonly Calendars[] = [CALENDARS]) =>
  audit([...given, ...documents(provision("a", { effect: limit("time", ...tests) }))], { asOf: AS_OF }).findings.map(
    ({ code }) => code,
  );

describe("audit: periods", () => {
  const nextDay = later({ n: 1, unit: "businessDay", calendar: "us-market" });
  const rolled = later({ n: 3, unit: "day", calendar: "us-market", roll: "next" });

  it("default: no period of business days ends on a holiday", () => {
    expect(codes([today("==", nextDay)])).to.deep.equal(["dead-provision"]);
    expect(codes([today("==", rolled)])).to.deep.equal(["dead-provision"]);
    expect(codes([today("<", nextDay)])).to.deep.equal([]);
    expect(codes([today("<", rolled)])).to.deep.equal([]);
  });

  it("behavior: without a calendar business rests on Saturdays and Sundays", () => {
    expect(codes([today("==", nextDay)], [])).to.deep.equal([]);
    expect(codes([today("==", rolled)], [])).to.deep.equal([]);
  });

  it("behavior: the earlier and the later of two days", () => {
    const of = [{ fact: "product.firstDay" }, { fact: "product.otherDay" }];
    const [earlier, latest] = [
      { op: "min", of },
      { op: "max", of },
    ];
    expect(codes([today(">=", latest), today("<=", earlier)])).to.deep.equal([]);
    expect(codes([today(">", latest), today("<", earlier)])).to.deep.equal(["dead-provision"]);
  });

  it("behavior: the first day from which a period ends on a day is the boundary, of every period", () => {
    const calendars = calendarBook([MARKET]);
    for (const unit of ["day", "businessDay", "week", "month", "year"] as const)
      for (const n of [1, 6])
        for (const roll of [undefined, "next"] as const)
          for (let end = dayNumber("2026-11-20"); end < dayNumber("2027-03-05"); end += 1) {
            const period = { n, unit, calendar: "us-market", roll } as const;
            const first = firstEnding(end, period, calendars) ?? Number.NaN;
            const what = `${n} ${unit} ${roll ?? ""} to ${dayText(end)}: ${dayText(first)}`;
            expect(endOf(first, period, calendars), what).to.be.at.least(end);
            expect(endOf(first - 1, period, calendars), what).to.be.below(end);
          }
  });
});
