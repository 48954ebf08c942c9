import { expect } from "chai";
import fc from "fast-check";
import { joinLots, restartLots, takeLots } from "../../../../sdk/program/lots/ledger.js";
import { compareLots, isSameLot, type Lot, packLot, readLot } from "../../../../sdk/program/lots/lot.js";

const lot = (day: number, origin: number, units: number | bigint): Lot => ({ day, origin, units: BigInt(units) });
const total = (lots: readonly Lot[]) => lots.reduce((sum, { units }) => sum + units, 0n);
const until = (lots: readonly Lot[], origin: number, day: number) =>
  total(lots.filter((one) => one.origin === origin && one.day <= day));

/** Up to eight lots of a well-formed list. */
const someLots = fc
  .uniqueArray(
    fc.record({
      day: fc.integer({ min: 0, max: 40 }),
      origin: fc.integer({ min: 0, max: 6 }),
      units: fc.bigInt({ min: 1n, max: 2n ** 96n }),
    }),
    { maxLength: 8, selector: ({ day, origin }) => `${day}/${origin}` },
  )
  .map((lots) => lots.toSorted(compareLots));

const isWellFormed = (lots: readonly Lot[]) =>
  lots.length <= 8 && lots.every((one, n) => one.units > 0n && (n === 0 || compareLots(lots[n - 1]!, one) < 0));

describe("lots of an investor", () => {
  it("default: words", () => {
    const one = lot(20_000, 6, 2n ** 112n - 1n);
    expect(packLot(one)).to.equal((2n ** 112n - 1n) | (6n << 112n) | (20_000n << 115n));
    expect(readLot(packLot(one))).to.deep.equal(one);
    expect(isSameLot(one, { ...one, units: 1n })).to.equal(true);
    expect(isSameLot(one, { ...one, origin: 5 })).to.equal(false);
  });

  it("behavior: take, at the boundary of a lot", () => {
    const lots = [lot(5, 1, 10), lot(6, 0, 20)];
    expect(takeLots(lots, 10n)).to.deep.equal({ taken: [lots[0]], left: [lots[1]] });
    expect(takeLots(lots, 9n)).to.deep.equal({ taken: [lot(5, 1, 9)], left: [lot(5, 1, 1), lots[1]] });
    expect(takeLots(lots, 11n)).to.deep.equal({ taken: [lots[0], lot(6, 0, 1)], left: [lot(6, 0, 19)] });
    expect(takeLots(lots, 0n)).to.deep.equal({ taken: [], left: lots });
    expect(takeLots(lots, 31n)).to.deep.equal({ taken: lots, left: [] });
  });

  it("behavior: fold, the cheapest pair, the first of equal ones", () => {
    const days = Array.from({ length: 8 }, (_, n) => lot(100 + n, 0, 10));
    expect(joinLots(days, [lot(108, 0, 10)])[0]).to.deep.equal(lot(101, 0, 20));
    const cheaper = days.with(4, lot(104, 0, 9));
    const joined = joinLots(cheaper, [lot(108, 0, 10)]);
    expect(joined[0]).to.deep.equal(lot(100, 0, 10));
    expect(joined[4]).to.deep.equal(lot(105, 0, 19));
  });

  it("behavior: units are conserved by origin, and none becomes older", () => {
    fc.assert(
      fc.property(someLots, someLots, (lots, more) => {
        const joined = joinLots(lots, more);
        expect(isWellFormed(joined)).to.equal(true);
        for (let origin = 0; origin < 7; origin++) {
          const both = (day: number) => until(lots, origin, day) + until(more, origin, day);
          expect(until(joined, origin, 99)).to.equal(both(99));
          for (let day = 0; day <= 40; day++) expect(until(joined, origin, day) <= both(day)).to.equal(true);
        }
        expect(joinLots(more, lots)).to.deep.equal(joined);
      }),
    );
  });

  it("behavior: what is taken and what is left are the lots, oldest first", () => {
    fc.assert(
      fc.property(someLots, fc.bigInt({ min: 0n, max: 2n ** 98n }), (lots, amount) => {
        const { taken, left } = takeLots(lots, amount);
        expect(isWellFormed(taken) && isWellFormed(left)).to.equal(true);
        expect(total(taken) + total(left)).to.equal(total(lots));
        expect(total(taken)).to.equal(amount < total(lots) ? amount : total(lots));
        expect(joinLots(taken, left)).to.deep.equal(lots);
      }),
    );
  });

  it("behavior: started anew, each origin is one lot of the day", () => {
    fc.assert(
      fc.property(someLots, (lots) => {
        const anew = restartLots(lots, 50);
        expect(isWellFormed(anew)).to.equal(true);
        for (const { day } of anew) expect(day).to.equal(50);
        for (let origin = 0; origin < 7; origin++) expect(until(anew, origin, 50)).to.equal(until(lots, origin, 50));
      }),
    );
  });
});
