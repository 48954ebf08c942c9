import { expect } from "chai";
import fc from "fast-check";
import { parseIsin } from "../../../sdk/identifiers/index.js";
import { accepts, corruptions, DIGITS, LETTERS, NO_STRINGS, refusalOf, spaced, swaps } from "./codes.js";

/** In public use. */
const PUBLISHED = [
  "US0378331005",
  "US5949181045",
  "US0231351067",
  "DE000BAY0017",
  "GB0002634946",
  "AU0000XVGZA3",
  "JP3633400001",
  "NL0000729408",
  "FR0000120271",
  "IE00B4L5Y983",
  "CH0012221716",
  "XS0356705219",
  "EU000A1G0AB4",
];

/** The standard's procedure in another way: digits of doubled digits from a table, and the whole code to a multiple of 10. */
function fits(code: string): boolean {
  const digits = code.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  let sum = 0;
  for (let i = digits.length - 1, doubled = false; i >= 0; i--, doubled = !doubled)
    sum += Number((doubled ? "0246813579" : "0123456789")[Number(digits[i])]);
  return sum % 10 === 0;
}

const place = (alphabet: readonly string[]) => fc.constantFrom(...alphabet);
const wellFormed = fc
  .tuple(
    fc.array(place(LETTERS), { minLength: 2, maxLength: 2 }),
    fc.array(place([...DIGITS, ...LETTERS]), { minLength: 9, maxLength: 9 }),
    place(DIGITS),
  )
  .map((parts) => parts.flat().join(""));

describe("parseIsin", () => {
  it("default", () => {
    expect(parseIsin("US0378331005")).to.deep.equal({
      scheme: "isin",
      value: "US0378331005",
      prefix: "US",
      nsin: "037833100",
      checkDigit: "5",
    });
  });

  it("behavior: takes what is in public use", () => {
    for (const code of PUBLISHED) expect(parseIsin(code).value, code).to.equal(code);
  });

  it("behavior: is the standard's check on every well-formed code", () => {
    fc.assert(
      fc.property(wellFormed, (code) => {
        expect(accepts(parseIsin, code), code).to.equal(fits(code));
      }),
      { numRuns: 2000 },
    );
  });

  it("behavior: shows every wrong digit", () => {
    for (const code of PUBLISHED)
      for (const wrong of corruptions(code, [DIGITS])) expect(accepts(parseIsin, wrong), wrong).to.equal(false);
  });

  it("behavior: shows every swap of neighbouring digits but 0 with 9", () => {
    for (const code of PUBLISHED)
      for (const { first, second, swapped } of swaps(code)) {
        if (!/^[0-9]{2}$/.test(first + second) || /^(09|90)$/.test(first + second)) continue;
        expect(accepts(parseIsin, swapped), swapped).to.equal(false);
      }
  });

  it("behavior: cannot tell some letters apart, as it says", () => {
    expect(accepts(parseIsin, "AU0000VXGZA3")).to.equal(true);
  });

  it("error: IdentifierInvalidError, a wrong check digit, with the one that fits", () => {
    expect(refusalOf(parseIsin, "US0378331006", "isin")).to.deep.equal([
      "character 12, the check digit",
      "Copy it anew: the other characters ask for 5 there, so at least one character is wrong.",
    ]);
  });

  it("error: IdentifierInvalidError, lower case: nothing is converted", () => {
    for (const code of ["us0378331005", "Us0378331005", "DE000BAy0017"])
      expect(refusalOf(parseIsin, code, "isin")[1]).to.equal("Write it in capitals: nothing is converted here.");
  });

  it("error: IdentifierInvalidError, white space: nothing is trimmed", () => {
    for (const { text, place } of spaced("US0378331005"))
      expect(refusalOf(parseIsin, text, "isin")).to.deep.equal([
        place,
        "Remove the white space: nothing is trimmed here.",
      ]);
  });

  it("error: IdentifierInvalidError, a wrong length", () => {
    for (const code of ["", "U", "US037833100", "US03783310055", "US0378331005US0378331005"])
      expect(refusalOf(parseIsin, code, "isin")).to.deep.equal([
        "its length",
        `It must have 12 characters, and has ${code.length}.`,
      ]);
  });

  it("error: IdentifierInvalidError, a character that does not belong where it is", () => {
    for (const [code, place] of [
      ["U10378331005", "character 2, in the prefix"],
      ["US03783-1005", "character 8, in the national number"],
      ["US03783３1005", "character 8, in the national number"],
      ["US037833100A", "character 12, in the check digit"],
    ] as const)
      expect(refusalOf(parseIsin, code, "isin")[0]).to.equal(place);
  });

  it("error: IdentifierInvalidError, no string", () => {
    for (const value of NO_STRINGS)
      expect(refusalOf(parseIsin, value, "isin")).to.deep.equal(["the value", "Give a string of 12 characters."]);
  });
});
