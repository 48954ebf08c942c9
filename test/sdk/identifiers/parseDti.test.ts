import { expect } from "chai";
import fc from "fast-check";
import { parseDti } from "../../../sdk/identifiers/index.js";
import { accepts, corruptions, NO_STRINGS, refusalOf, spaced, swaps } from "./codes.js";

/** Codes of the public registry, by what they name. Their check characters all fit. */
const PUBLISHED = {
  "Ether on Ethereum": "X9J9K872S",
  Solana: "20J63Z4N3",
  Monero: "24VV95T9F",
  Zcash: "3DHMJ5Q02",
  Dogecoin: "820B7G1NL",
  Tezos: "7VTRKSC7S",
  Stellar: "C4SRNZD8K",
  TRON: "993D8X1FB",
  "Hedera Hashgraph": "DHQPD433B",
  "NEAR Protocol": "DC83NXWML",
  Nano: "14CCHV9R7",
  "Bitcoin SV": "2L8HS2MNP",
  "USD Tether on Ethereum": "2QWSBDMNC",
  "USD Tether on TRON": "C9N6ZVN7S",
  "USD Coin on Ethereum": "CK9PW1MFH",
  "USD Coin on Solana": "5R3XFPZSM",
  "USD Coin on Stellar": "DWBBXD2F1",
  Chainlink: "8SBB81M2M",
  "The Graph": "7744P2WPH",
  "Crypto.com Coin": "D00BX2H21",
  SUNOLD: "FLVZ2X3S0",
  "Finxflo, all": "DMNVMN0SS",
} as const;
const BITCOIN = "4H95J0R2X";

const ALPHABET = [..."0123456789BCDFGHJKLMNPQRSTVWXZ"];
const CODES = Object.values(PUBLISHED);

/** The hybrid system MOD 31,30 as ISO/IEC 7064 defines validity, by congruences: the whole code ends at 1 by 30. */
function fits(code: string): boolean {
  let state = 30;
  for (const [at, character] of [...code].entries()) {
    const sum = state + ALPHABET.indexOf(character);
    if (at === code.length - 1) return sum % 30 === 1;
    state = (2 * (((sum - 1) % 30) + 1)) % 31;
  }
  return false;
}

const wellFormed = fc
  .tuple(
    fc.constantFrom(...ALPHABET.slice(1)),
    fc.array(fc.constantFrom(...ALPHABET), { minLength: 7, maxLength: 7 }).map((characters) => characters.join("")),
  )
  .map(([first, rest]) => first + rest);

describe("parseDti", () => {
  it("default", () => {
    expect(parseDti("X9J9K872S")).to.deep.equal({
      scheme: "dti",
      value: "X9J9K872S",
      base: "X9J9K872",
      checkCharacter: "S",
    });
  });

  it("behavior: takes codes of the registry", () => {
    for (const [name, code] of Object.entries(PUBLISHED)) expect(parseDti(code).value, name).to.equal(code);
  });

  it("behavior: takes Bitcoin's code as it was published, though its check character is not the computed one", () => {
    expect(parseDti(BITCOIN).value).to.equal(BITCOIN);
    expect(fits(BITCOIN)).to.equal(false);
    expect(fits("4H95J0R2T")).to.equal(true);
    expect(refusalOf(parseDti, "4H95J0R2T", "dti")[0]).to.equal("character 9, the check character");
  });

  it("behavior: takes one check character for every base", () => {
    fc.assert(
      fc.property(wellFormed, (base) => {
        if (BITCOIN.startsWith(base)) return;
        const accepted = ALPHABET.filter((character) => accepts(parseDti, base + character));
        expect(accepted).to.deep.equal(ALPHABET.filter((character) => fits(base + character)));
        expect(accepted).to.have.length(1);
      }),
    );
  });

  it("behavior: shows every wrong character", () => {
    for (const code of CODES)
      for (const wrong of corruptions(code, [ALPHABET])) expect(accepts(parseDti, wrong), wrong).to.equal(false);
  });

  it("behavior: shows every swap of neighbours, but some of characters that are next to each other in the alphabet", () => {
    const unseen = CODES.flatMap((code) => swaps(code)).filter(({ swapped }) => accepts(parseDti, swapped));
    expect(unseen).to.deep.equal([]);
    fc.assert(
      fc.property(wellFormed, (base) => {
        const code = base + ALPHABET.find((character) => fits(base + character))!;
        for (const { first, second, swapped } of swaps(code)) {
          if (!accepts(parseDti, swapped)) continue;
          const distance = Math.abs(ALPHABET.indexOf(first) - ALPHABET.indexOf(second));
          expect([1, 29], `${code} ${swapped}`).to.include(distance);
        }
      }),
      { numRuns: 500, examples: [["HJVWQ4S4"], ["CSR1WSZQ"]] },
    );
  });

  it("error: IdentifierInvalidError, a wrong check character, with the one that fits", () => {
    expect(refusalOf(parseDti, "X9J9K872T", "dti")).to.deep.equal([
      "character 9, the check character",
      "Copy it anew: the other characters ask for S there, so at least one character is wrong.",
    ]);
  });

  it("error: IdentifierInvalidError, vowels, Y, and 0 in the first place", () => {
    for (const letter of "AEIOUY") {
      expect(refusalOf(parseDti, `${letter}9J9K872S`, "dti")[0]).to.equal("character 1, in the first place");
      expect(refusalOf(parseDti, `X9J${letter}K872S`, "dti")[0]).to.equal("character 4, in the base");
      expect(refusalOf(parseDti, `X9J9K872${letter}`, "dti")[0]).to.equal("character 9, in the check character");
    }
    const zero = ALPHABET.map((character) => `09J9K872${character}`).find(fits);
    expect(refusalOf(parseDti, zero, "dti")[0]).to.equal("character 1, in the first place");
  });

  it("error: IdentifierInvalidError, lower case: nothing is converted", () => {
    for (const code of ["x9j9k872s", "X9J9K872s"])
      expect(refusalOf(parseDti, code, "dti")[1]).to.equal("Write it in capitals: nothing is converted here.");
  });

  it("error: IdentifierInvalidError, white space: nothing is trimmed", () => {
    for (const { text, place } of spaced("X9J9K872S")) expect(refusalOf(parseDti, text, "dti")[0]).to.equal(place);
  });

  it("error: IdentifierInvalidError, a wrong length", () => {
    for (const code of ["", "X9J9K872", "X9J9K872SS"])
      expect(refusalOf(parseDti, code, "dti")[0]).to.equal("its length");
  });

  it("error: IdentifierInvalidError, no string", () => {
    for (const value of NO_STRINGS) expect(refusalOf(parseDti, value, "dti")[0]).to.equal("the value");
  });
});
