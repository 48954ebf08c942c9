import { expect } from "chai";
import fc from "fast-check";
import { MOST_UNITS } from "../../../sdk/kinds/index.js";
import { boundsOf, has, numberOf } from "../../../sdk/program/amounts.js";

const EXACT = 1n << 53n;

/** Near powers of two, where numbers begin to miss amounts. */
const amount = fc
  .tuple(fc.integer({ min: 0, max: 113 }), fc.bigInt({ min: -3n, max: 3n }))
  .map(([bits, more]) => (1n << BigInt(bits)) + more)
  .filter((value) => value >= 0n);

describe("amounts as numbers", () => {
  it("behavior: below 2^53 the amount itself", () => {
    fc.assert(fc.property(amount, (value) => numberOf(value) === Number(value)));
    for (const value of [0n, 1n, 0xffff_ffffn, 1n << 32n, EXACT - 1n]) expect(BigInt(numberOf(value))).to.equal(value);
  });

  it("behavior: what is known to pass is within the bounds, whatever numbers cannot tell apart", () => {
    const property = fc.property(amount, amount, amount, (least, most, value) => {
      const known = has(boundsOf([{ least, most, whole: -1n }]), 0, numberOf(value), true);
      const passes = value >= least && value <= most;
      // Below 2^52 nothing is lost.
      return known ? passes : !passes || value >= EXACT / 2n || least >= EXACT / 2n || most >= EXACT / 2n;
    });
    fc.assert(property, { numRuns: 5_000 });
  });

  it("behavior: each end is met to the unit", () => {
    for (const end of [1n, 100n, 1n << 40n, EXACT / 2n - 2n]) {
      const upTo = boundsOf([{ least: 1n, most: end, whole: -1n }]);
      const from = boundsOf([{ least: end, most: MOST_UNITS, whole: -1n }]);
      const say = (bounds: typeof upTo) => [end - 1n, end, end + 1n].map((one) => has(bounds, 0, numberOf(one), false));
      expect(say(upTo)).to.deep.equal([end > 1n, true, false]);
      expect(say(from)).to.deep.equal([false, true, true]);
    }
  });

  it("behavior: the whole balance is a place of its own", () => {
    const bounds = boundsOf([{ least: 1n, most: 0n, whole: 7n }]);
    expect([has(bounds, 0, 7, true), has(bounds, 0, 7, false)]).to.deep.equal([true, false]);
  });
});
