import { expect } from "chai";
import fc from "fast-check";
import { parseLei } from "../../../sdk/identifiers/index.js";
import { accepts, corruptions, DIGITS, LETTERS, NO_STRINGS, refusalOf, spaced, swaps } from "./codes.js";

/** In public use. */
const PUBLISHED = [
  "506700GE1G29325QX363",
  "HWUPKR0MPOU8FGXBT394",
  "INR2EJN1ERAN0W5ZP974",
  "7LTWFZYICNSX8D621K86",
  "5493001KJTIIGC8Y1R12",
  "213800WSGIIZCXF1P572",
  "54930084UKLVMY22DS16",
  "5493000IBP32UQZ0KL24",
  "L3I9ZG2KFGXZ61BMYR72",
];

/** The whole code as one number: letters as two digits. */
const numberOf = (code: string) =>
  BigInt(code.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55)).replace(/^0+(?=.)/, ""));
const checkDigitsOf = (body: string) => String(98n - (numberOf(`${body}00`) % 97n)).padStart(2, "0");

const bodies = fc
  .array(fc.constantFrom(...DIGITS, ...LETTERS), { minLength: 18, maxLength: 18 })
  .map((characters) => characters.join(""));

describe("parseLei", () => {
  it("default", () => {
    expect(parseLei("506700GE1G29325QX363")).to.deep.equal({
      scheme: "lei",
      value: "506700GE1G29325QX363",
      issuer: "5067",
      entity: "00GE1G29325QX3",
      checkDigits: "63",
    });
  });

  it("behavior: takes what is in public use", () => {
    for (const code of PUBLISHED) expect(parseLei(code).value, code).to.equal(code);
  });

  it("behavior: takes one pair of check digits for every body, which leaves 1 by 97", () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const pairs = Array.from({ length: 100 }, (_, pair) => String(pair).padStart(2, "0"));
        const accepted = pairs.filter((pair) => accepts(parseLei, body + pair));
        expect(accepted).to.deep.equal([checkDigitsOf(body)]);
        expect(numberOf(body + checkDigitsOf(body)) % 97n).to.equal(1n);
      }),
      { numRuns: 100 },
    );
  });

  it("behavior: refuses 00, 01 and 99, though they leave 1 as well", () => {
    for (const [never, computed] of [
      ["00", "97"],
      ["01", "98"],
      ["99", "02"],
    ] as const) {
      const bodiesTried = Array.from({ length: 1000 }, (_, i) => `5067${String(i).padStart(14, "0")}`);
      const body = bodiesTried.find((one) => checkDigitsOf(one) === computed)!;
      expect(numberOf(body + never) % 97n).to.equal(1n);
      expect(accepts(parseLei, body + computed)).to.equal(true);
      expect(accepts(parseLei, body + never)).to.equal(false);
    }
  });

  it("behavior: shows every digit for a digit and every letter for a letter", () => {
    for (const code of PUBLISHED)
      for (const wrong of corruptions(code, [DIGITS, LETTERS])) expect(accepts(parseLei, wrong), wrong).to.equal(false);
  });

  it("behavior: shows every swap of neighbours but B1, M2 and X3", () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const code = body + checkDigitsOf(body);
        for (const { first, second, swapped } of swaps(code)) {
          const alike = /^(B1|1B|M2|2M|X3|3X)$/.test(first + second);
          const wellFormed = /^[0-9]{2}$/.test(swapped.slice(18));
          expect(accepts(parseLei, swapped), `${code} ${swapped}`).to.equal(alike && wellFormed);
        }
      }),
      { numRuns: 500, examples: PUBLISHED.map((code) => [code.slice(0, 18)]) },
    );
  });

  it("behavior: cannot tell B1 from 1B, M2 from 2M and X3 from 3X, as it says", () => {
    for (const pair of ["B1", "M2", "X3"]) {
      const [first, second] = [`5067${pair}GE1G29325QX3`, `5067${[...pair].toReversed().join("")}GE1G29325QX3`];
      expect(accepts(parseLei, second + checkDigitsOf(first))).to.equal(true);
    }
  });

  it("error: IdentifierInvalidError, wrong check digits, with those that fit", () => {
    expect(refusalOf(parseLei, "506700GE1G29325QX364", "lei")).to.deep.equal([
      "characters 19 and 20, the check digits",
      "Copy it anew: the other characters ask for 63 there, so at least one character is wrong.",
    ]);
  });

  it("error: IdentifierInvalidError, lower case: nothing is converted", () => {
    for (const code of PUBLISHED)
      expect(refusalOf(parseLei, code.toLowerCase(), "lei")[1]).to.equal(
        "Write it in capitals: nothing is converted here.",
      );
  });

  it("error: IdentifierInvalidError, white space: nothing is trimmed", () => {
    for (const { text, place } of spaced("506700GE1G29325QX363"))
      expect(refusalOf(parseLei, text, "lei")[0]).to.equal(place);
  });

  it("error: IdentifierInvalidError, a wrong length", () => {
    for (const code of ["", "506700GE1G29325QX36", "506700GE1G29325QX3633"])
      expect(refusalOf(parseLei, code, "lei")).to.deep.equal([
        "its length",
        `It must have 20 characters, and has ${code.length}.`,
      ]);
  });

  it("error: IdentifierInvalidError, a character that does not belong where it is", () => {
    expect(refusalOf(parseLei, "506700-E1G29325QX363", "lei")[0]).to.equal("character 7, in the entity's part");
    expect(refusalOf(parseLei, "506700GE1G29325QX36A", "lei")[0]).to.equal("character 20, in the check digits");
  });

  it("error: IdentifierInvalidError, no string", () => {
    for (const value of NO_STRINGS) expect(refusalOf(parseLei, value, "lei")[0]).to.equal("the value");
  });
});
