import { expect } from "chai";
import fc from "fast-check";
import { formatChainId, parseChainId } from "../../../sdk/identifiers/index.js";
import { accepts, NO_STRINGS, refusalOf, thrownBy } from "./codes.js";

/** Of the text of CAIP-2, and of the namespace eip155. */
const PUBLISHED = [
  "eip155:1",
  "eip155:5",
  "eip155:28945486",
  "bip122:000000000019d6689c085ae165831e93",
  "bip122:12a765e31ffd4059bada1e25190f6e98",
  "bip122:fdbe99b90c90bae7505796461471d89a",
  "cosmos:cosmoshub-2",
  "cosmos:cosmoshub-3",
  "cosmos:Binance-Chain-Tigris",
  "cosmos:iov-mainnet",
  "starknet:SN_GOERLI",
  "lip9:9ee11e9df416b18b",
  "chainstd:8c3444cf8970a9e41a706fab93e7a6c4",
];

describe("parseChainId", () => {
  it("default", () => {
    expect(parseChainId("eip155:1")).to.deep.equal({
      scheme: "chainId",
      type: "eip155",
      namespace: "eip155",
      reference: "1",
      chainId: 1,
    });
  });

  it("behavior: a chain of another namespace", () => {
    expect(parseChainId("cosmos:Binance-Chain-Tigris")).to.deep.equal({
      scheme: "chainId",
      type: "other",
      namespace: "cosmos",
      reference: "Binance-Chain-Tigris",
    });
  });

  it("behavior: takes the examples of the texts", () => {
    for (const id of PUBLISHED) expect(formatChainId(parseChainId(id)), id).to.equal(id);
  });

  it("behavior: is the expression of CAIP-2 outside of eip155", () => {
    const pattern = /^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}$/;
    const near = fc.string({ unit: fc.constantFrom(..."abzAZ09-_:/. "), maxLength: 44 });
    fc.assert(
      fc.property(near, (text) => {
        expect(accepts(parseChainId, text), JSON.stringify(text)).to.equal(pattern.test(text));
      }),
      { numRuns: 2000, examples: [["abc:a"], ["abcdefgh:".concat("a".repeat(32))], ["abc:a\n"]] },
    );
  });

  it("behavior: keeps chain ids up to 2^53 - 1", () => {
    expect(parseChainId("eip155:9007199254740991")).to.include({ chainId: Number.MAX_SAFE_INTEGER });
  });

  it("error: IdentifierInvalidError, a reference of eip155 that is no chain id", () => {
    for (const reference of ["0", "01", "0x1", "-1", "1e3", "mainnet", "1_000", "9007199254740992", "9".repeat(32)])
      expect(refusalOf(parseChainId, `eip155:${reference}`, "chainId")).to.deep.equal([
        "the reference",
        "Write the chain id as a decimal number from 1 to 2^53 - 1, without leading zeros.",
      ]);
  });

  it("error: IdentifierInvalidError, a part of a wrong length or alphabet", () => {
    for (const [id, place] of [
      ["ab:1", "the namespace"],
      ["abcdefghi:1", "the namespace"],
      ["EIP155:1", "the namespace"],
      [" eip155:1", "the namespace"],
      ["eip155 :1", "the namespace"],
      [":1", "the namespace"],
      ["eip155:", "the reference"],
      ["eip155:1 ", "the reference"],
      ["eip155:1\n", "the reference"],
      ["cosmos:a.b", "the reference"],
      [`cosmos:${"a".repeat(33)}`, "the reference"],
    ] as const)
      expect(refusalOf(parseChainId, id, "chainId")[0], JSON.stringify(id)).to.equal(place);
  });

  it("error: IdentifierInvalidError, too few or too many parts", () => {
    for (const id of ["", "1", "eip155", "eip155:1:0x22227A31dd842196A246d8f3b775998560eAa61d"])
      expect(refusalOf(parseChainId, id, "chainId")[0], id).to.equal("its parts");
  });

  it("error: IdentifierInvalidError, no string", () => {
    for (const value of NO_STRINGS) expect(refusalOf(parseChainId, value, "chainId")[0]).to.equal("the value");
  });
});

describe("formatChainId", () => {
  it("default", () => {
    expect(formatChainId({ namespace: "eip155", reference: String(1) })).to.equal("eip155:1");
  });

  it("error: IdentifierInvalidError, parts that would not be read back", () => {
    for (const parts of [
      { namespace: "eip155:1", reference: "" },
      { namespace: "eip155", reference: "1:2" },
      { namespace: "eip155", reference: "01" },
      { namespace: "eip155", reference: 1 as unknown as string },
      { namespace: undefined as unknown as string, reference: "1" },
    ])
      thrownBy(() => formatChainId(parts));
  });
});
