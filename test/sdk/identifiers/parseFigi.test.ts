import { expect } from "chai";
import fc from "fast-check";
import { parseFigi } from "../../../sdk/identifiers/index.js";
import { accepts, corruptions, DIGITS, LETTERS, NO_STRINGS, refusalOf, spaced, swaps } from "./codes.js";

/** In public use; the first is the worked example of the method's text. */
const PUBLISHED = [
  "BBG000BLNQ16",
  "BBG000BLNNH6",
  "BBG000B9XRY4",
  "BBG000BPH459",
  "BBG000BVPV84",
  "BBG005P7Q881",
  "NRG92C84SB39",
];
const EXCLUDED = ["BS", "BM", "GG", "GB", "GH", "KY", "VG"];
const CONSONANTS = LETTERS.filter((letter) => !"AEIOU".includes(letter));

/** The method in another way: the digits of all numbers, every second one doubled, written one after the other and added. */
function checkDigitOf(body: string): string {
  const written = [...body]
    .map((character) => (/[A-Z]/.test(character) ? character.charCodeAt(0) - 55 : Number(character)))
    .map((number, at) => [1, 2][at % 2]! * number)
    .join("");
  const total = [...written].reduce((sum, digit) => sum + Number(digit), 0);
  return String(Math.ceil(total / 10) * 10 - total);
}

const place = (alphabet: readonly string[]) => fc.constantFrom(...alphabet);
const wellFormed = fc
  .tuple(
    fc.array(place(CONSONANTS), { minLength: 2, maxLength: 2 }),
    fc.array(place([...DIGITS, ...CONSONANTS]), { minLength: 8, maxLength: 8 }),
    place(DIGITS),
  )
  .map(([provider, number, check]) => `${provider.join("")}G${number.join("")}${check}`);

describe("parseFigi", () => {
  it("default", () => {
    expect(parseFigi("BBG000BLNQ16")).to.deep.equal({
      scheme: "figi",
      value: "BBG000BLNQ16",
      provider: "BB",
      checkDigit: "6",
    });
  });

  it("behavior: takes what is in public use", () => {
    for (const code of PUBLISHED) expect(parseFigi(code).value, code).to.equal(code);
  });

  it("behavior: is the method's check on every well-formed code", () => {
    fc.assert(
      fc.property(wellFormed, (code) => {
        const fits = checkDigitOf(code.slice(0, 11)) === code.slice(11) && !EXCLUDED.includes(code.slice(0, 2));
        expect(accepts(parseFigi, code), code).to.equal(fits);
      }),
      { numRuns: 2000 },
    );
  });

  it("behavior: shows every wrong digit", () => {
    for (const code of PUBLISHED)
      for (const wrong of corruptions(code, [DIGITS])) expect(accepts(parseFigi, wrong), wrong).to.equal(false);
  });

  it("behavior: shows every swap of neighbouring digits but 0 with 9, and never one of the last two", () => {
    for (const code of PUBLISHED)
      for (const { first, second, swapped } of swaps(code)) {
        if (!/^[0-9]{2}$/.test(first + second)) continue;
        const unseen = /^(09|90)$/.test(first + second) || swapped.startsWith(code.slice(0, 10));
        expect(accepts(parseFigi, swapped), swapped).to.equal(unseen);
      }
  });

  it("behavior: cannot tell some characters apart, as it says", () => {
    const check = checkDigitOf("BBG000BL221");
    for (const character of ["2", "B", "K"])
      expect(accepts(parseFigi, `BBG000BL${character}21${check}`), character).to.equal(true);
  });

  it("error: IdentifierInvalidError, a wrong check digit, with the one that fits", () => {
    expect(refusalOf(parseFigi, "BBG000BLNQ17", "figi")).to.deep.equal([
      "character 12, the check digit",
      "Copy it anew: the other characters ask for 6 there, so at least one character is wrong.",
    ]);
  });

  it("error: IdentifierInvalidError, a prefix that is not given out, whatever the check digit", () => {
    for (const prefix of EXCLUDED) {
      const body = `${prefix}G000BLNQ1`;
      const [found] = refusalOf(parseFigi, body + checkDigitOf(body), "figi");
      expect(found).to.equal("characters 1 and 2, the prefix");
    }
  });

  it("error: IdentifierInvalidError, vowels, a digit in the prefix, and a third letter other than G", () => {
    for (const vowel of "AEIOU") {
      expect(refusalOf(parseFigi, `${vowel}BG000BLNQ16`, "figi")[0]).to.equal("character 1, in the provider's prefix");
      expect(refusalOf(parseFigi, `BBG000${vowel}LNQ16`, "figi")[0]).to.equal("character 7, in the number");
    }
    expect(refusalOf(parseFigi, "B2G000BLNQ16", "figi")[0]).to.equal("character 2, in the provider's prefix");
    expect(refusalOf(parseFigi, "BBH000BLNQ16", "figi")).to.deep.equal([
      "character 3, in the third place",
      "There must be the letter G there.",
    ]);
    expect(refusalOf(parseFigi, "BBG000BLNQ1B", "figi")[0]).to.equal("character 12, in the check digit");
  });

  it("error: IdentifierInvalidError, lower case: nothing is converted", () => {
    for (const code of ["bbg000blnq16", "BBG000bLNQ16"])
      expect(refusalOf(parseFigi, code, "figi")[1]).to.equal("Write it in capitals: nothing is converted here.");
  });

  it("error: IdentifierInvalidError, white space: nothing is trimmed", () => {
    for (const { text, place } of spaced("BBG000BLNQ16")) expect(refusalOf(parseFigi, text, "figi")[0]).to.equal(place);
  });

  it("error: IdentifierInvalidError, a wrong length", () => {
    for (const code of ["", "BBG000BLNQ1", "BBG000BLNQ166"])
      expect(refusalOf(parseFigi, code, "figi")[0]).to.equal("its length");
  });

  it("error: IdentifierInvalidError, no string", () => {
    for (const value of NO_STRINGS) expect(refusalOf(parseFigi, value, "figi")[0]).to.equal("the value");
  });
});
