import { expect } from "chai";
import { monthsPassed } from "../../../../sdk/program/lots/monthsPassed.js";

const DAY = 86_400;
type Civil = readonly [year: number, month: number, day: number];
const dayOf = ([year, month, day]: Civil) => Date.UTC(year, month - 1, day) / 1000 / DAY;

describe("monthsPassed", () => {
  // The same dates as in the engine's test of Months.
  for (const [from, months, to] of [
    [[1970, 1, 1], 0, [1970, 1, 1]],
    [[2023, 1, 31], 1, [2023, 2, 28]],
    [[2024, 1, 31], 1, [2024, 2, 29]],
    [[2024, 2, 29], 12, [2025, 2, 28]],
    [[2024, 2, 29], 48, [2028, 2, 29]],
    [[2026, 8, 31], 6, [2027, 2, 28]],
    [[2026, 8, 28], 6, [2027, 2, 28]],
    [[2026, 8, 30], 1, [2026, 9, 30]],
    [[2026, 12, 31], 2, [2027, 2, 28]],
    [[2099, 12, 15], 3, [2100, 3, 15]],
    [[2100, 2, 28], 12, [2101, 2, 28]],
    [[2000, 2, 29], 600, [2050, 2, 28]],
    [[2149, 6, 6], 600, [2199, 6, 6]],
  ] as readonly (readonly [Civil, number, Civil])[]) {
    it(`default: ${months} months after ${from.join("-")} have passed when ${to.join("-")} is over`, () => {
      expect(monthsPassed(dayOf(from), months)).to.equal(BigInt((dayOf(to) + 1) * DAY));
    });
  }

  it("behavior: of every day, against a calendar that counts day by day", () => {
    const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const lengths = (year: number) => [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    const firsts = [0];
    for (let year = 1970; year < 2153; year++) for (const length of lengths(year)) firsts.push(firsts.at(-1)! + length);
    let month = 0;
    for (let day = 0; day < 65_536; day++) {
      if (day === firsts[month + 1]) month++;
      for (let months = 1 + (day % 4); months <= 24; months += 4) {
        const [first, next] = [firsts[month + months]!, firsts[month + months + 1]!];
        const last = Math.min(first + day - firsts[month]!, next - 1);
        if (monthsPassed(day, months) !== BigInt((last + 1) * DAY)) expect.fail(`day ${day}, ${months} months`);
      }
    }
  });
});
