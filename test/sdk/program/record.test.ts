import { expect } from "chai";
import fc from "fast-check";
import { fieldMax, packWord, RECORD_WORD } from "../../../sdk/kinds/index.js";
import { decodeRecord } from "../../../sdk/program/index.js";

const NAMES = Object.keys(RECORD_WORD) as (keyof typeof RECORD_WORD)[];

describe("decodeRecord", () => {
  it("behavior: reads every field as the layout has it", () => {
    const values = fc.record(
      Object.fromEntries(NAMES.map((name) => [name, fc.bigInt(0n, fieldMax(RECORD_WORD[name]))])) as Record<
        (typeof NAMES)[number],
        fc.Arbitrary<bigint>
      >,
    );
    fc.assert(
      fc.property(values, fc.bigInt(0n, 2n ** 53n - 1n), (given, reserved) => {
        const { investor, ...rest } = decodeRecord(packWord(RECORD_WORD, given) | (reserved << 203n));
        expect(investor).to.equal(given.investor);
        for (const [name, value] of Object.entries(rest))
          expect(value).to.equal(Number(given[name as keyof typeof rest]));
      }),
    );
  });
});
