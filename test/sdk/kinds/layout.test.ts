import { expect } from "chai";
import fc from "fast-check";
import {
  COUNTS_WORD,
  fieldMax,
  HEADER_WORD,
  type Layout,
  packWord,
  readField,
  RECORD_WORD,
  RULE_WORD,
  SEEDING_WORD,
  TOKEN_CONFIG_WORD,
  unpackWord,
  WALLET_STATE_WORD,
  writeField,
} from "../../../sdk/kinds/index.js";

const WORDS: Readonly<Record<string, Layout>> = {
  RULE_WORD,
  HEADER_WORD,
  RECORD_WORD,
  TOKEN_CONFIG_WORD,
  WALLET_STATE_WORD,
  SEEDING_WORD,
  COUNTS_WORD,
};

/** Values that fill a layout. */
const values = (layout: Layout) =>
  fc.record(Object.fromEntries(Object.entries(layout).map(([name, field]) => [name, fc.bigInt(0n, fieldMax(field))])));

describe("words", () => {
  for (const [name, layout] of Object.entries(WORDS)) {
    it(`behavior: no two fields of ${name} overlap, and none leaves the word`, () => {
      const fields = Object.values(layout).sort((a, b) => a.offset - b.offset);
      let end = 0;
      for (const { offset, bits } of fields) {
        expect(offset).to.be.at.least(end);
        end = offset + bits;
      }
      expect(end).to.be.at.most(256);
    });

    it(`behavior: ${name} gives back what was packed`, () => {
      fc.assert(
        fc.property(values(layout), (given) => {
          expect(unpackWord(layout, packWord(layout, given))).to.deep.equal(given);
        }),
      );
    });

    it(`behavior: writing a field of ${name} leaves the others`, () => {
      const names = Object.keys(layout);
      fc.assert(
        fc.property(values(layout), values(layout), fc.constantFrom(...names), (before, after, field) => {
          const word = writeField(packWord(layout, before), layout[field]!, after[field]!);
          expect(unpackWord(layout, word)).to.deep.equal({ ...before, [field]: after[field] });
        }),
      );
    });
  }

  it("default", () => {
    expect(RULE_WORD).to.deep.equal({
      kind: { offset: 0, bits: 8 },
      movements: { offset: 8, bits: 8 },
      side: { offset: 16, bits: 2 },
      path: { offset: 18, bits: 4 },
      provision: { offset: 22, bits: 8 },
      modes: { offset: 30, bits: 4 },
      lanes: { offset: 34, bits: 8 },
      countrySet: { offset: 42, bits: 7 },
      liftedBy: { offset: 49, bits: 32 },
      otherLanes: { offset: 81, bits: 8 },
      otherCountrySet: { offset: 89, bits: 7 },
      otherBits: { offset: 96, bits: 32 },
      window: { offset: 128, bits: 16 },
      limit: { offset: 144, bits: 112 },
    });
    expect(readField(0xffn << 84n, RECORD_WORD.lane)).to.equal(7n);
  });
});
