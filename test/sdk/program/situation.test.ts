import { expect } from "chai";
import { type Address } from "viem";
import { isSame } from "../../../sdk/program/situation.js";

const LOWER: Address = `0x${"ab".repeat(20)}`;

describe("whether two addresses are one", () => {
  it("default: in whatever case any digit is written", () => {
    const upper = `0x${LOWER.slice(2).toUpperCase()}` as Address;
    for (const other of [LOWER, upper, `${LOWER.slice(0, -1)}B`, `${LOWER.slice(0, 2)}A${LOWER.slice(3)}`])
      expect([isSame(LOWER, other as Address), isSame(other as Address, LOWER)], other).to.deep.equal([true, true]);
  });

  it("behavior: one digit makes another address, wherever it stands", () => {
    for (let place = 2; place < LOWER.length; place++)
      for (const digit of ["0", "c", "C"]) {
        const other = (LOWER.slice(0, place) + digit + LOWER.slice(place + 1)) as Address;
        expect(isSame(LOWER, other), other).to.equal(false);
      }
  });
});
