import { expect } from "chai";
import { formatAccountId, parseAccountId, parseChainId } from "../../../sdk/identifiers/index.js";
import { accepts, NO_STRINGS, refusalOf, substituted, thrownBy } from "./codes.js";

/** Of the texts of CAIP-10 and of the namespace eip155. */
const PUBLISHED = [
  "eip155:1:0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb",
  "eip155:0:0x839395e20bbB182fa440d08F850E6c7A8f6F0780",
  "eip155:1:0x22227A31dd842196A246d8f3b775998560eAa61d",
  "eip155:137:0x0495766cD136138Fc492Dd499B8DC87A92D6685b",
  "bip122:000000000019d6689c085ae165831e93:128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6",
  "cosmos:cosmoshub-3:cosmos1t2uflqwqe0fsj0shcfkrvpukewcw40yjj6hdc0",
  "polkadot:b0a8d493285c2df73290dfb7e61f870f:5hmuyxw9xdgbpptgypokw4thfyoe3ryenebr381z9iaegmfy",
  "icp:737ba355e855bd4b61279056603e0550:aaaaa-aa",
];
const ADDRESS = "0x22227A31dd842196A246d8f3b775998560eAa61d";

describe("parseAccountId", () => {
  it("default", () => {
    expect(parseAccountId(`eip155:1:${ADDRESS}`)).to.deep.equal({
      scheme: "accountId",
      type: "eip155",
      chain: parseChainId("eip155:1"),
      address: ADDRESS,
    });
  });

  it("behavior: an account of another namespace, as it was written", () => {
    expect(parseAccountId("icp:737ba355e855bd4b61279056603e0550:aaaaa-aa")).to.deep.equal({
      scheme: "accountId",
      type: "other",
      chain: parseChainId("icp:737ba355e855bd4b61279056603e0550"),
      address: "aaaaa-aa",
    });
  });

  it("behavior: takes the examples of the texts", () => {
    for (const id of PUBLISHED) expect(formatAccountId(parseAccountId(id)), id).to.equal(id);
    const longest = `chainstd:${"c".repeat(32)}:${"a".repeat(128)}`;
    expect(formatAccountId(parseAccountId(longest))).to.equal(longest);
  });

  it("behavior: small letters pass and are given back with the checksum", () => {
    expect(parseAccountId(`eip155:1:${ADDRESS.toLowerCase()}`).address).to.equal(ADDRESS);
  });

  it("behavior: chain id 0 is an account on no chain in particular", () => {
    const { chain } = parseAccountId("eip155:0:0x839395e20bbB182fa440d08F850E6c7A8f6F0780");
    expect(chain).to.include({ type: "eip155", chainId: 0 });
  });

  it("error: IdentifierInvalidError, a checksum that is none, in any digit or case", () => {
    const wrong = [...ADDRESS].flatMap((character, at) => {
      const swapped = character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase();
      return at < 2 || swapped === character ? [] : [substituted(ADDRESS, at, swapped)];
    });
    const given = [...wrong, `0x${ADDRESS.slice(2).toUpperCase()}`, "0x0495766CD136138FC492DD499B8DC87A92D6685B"];
    for (const address of given)
      expect(refusalOf(parseAccountId, `eip155:1:${address}`, "accountId")).to.deep.equal([
        "the address",
        "Copy it anew: its capitals are no checksum by EIP-55, so a digit or a capital is wrong.",
      ]);
  });

  it("behavior: shows a wrong digit under a checksum", () => {
    for (let at = 2; at < ADDRESS.length; at++) {
      const wrong = substituted(ADDRESS, at, ADDRESS[at] === "7" ? "8" : "7");
      expect(accepts(parseAccountId, `eip155:1:${wrong}`), wrong).to.equal(false);
    }
  });

  it("error: IdentifierInvalidError, no address of an EVM chain", () => {
    for (const address of [
      ADDRESS.slice(0, 41),
      `${ADDRESS}0`,
      ADDRESS.slice(2),
      ADDRESS.replace("0x", "0X"),
      "alice.eth",
    ])
      expect(refusalOf(parseAccountId, `eip155:1:${address}`, "accountId")).to.deep.equal([
        "the address",
        "Write it as 0x and 40 hexadecimal digits, as every address of an EVM chain.",
      ]);
  });

  it("error: IdentifierInvalidError, a part of a wrong length or alphabet, too few or too many parts", () => {
    for (const [id, place] of [
      [`EIP155:1:${ADDRESS}`, "the namespace"],
      [`eip155:01:${ADDRESS}`, "the reference"],
      [`eip155:1:${ADDRESS} `, "the address"],
      [`eip155:1: ${ADDRESS}`, "the address"],
      [`eip155:1:${ADDRESS}\n`, "the address"],
      ["cosmos:cosmoshub-3:", "the address"],
      ["cosmos:cosmoshub-3:a_b", "the address"],
      [`cosmos:cosmoshub-3:${"a".repeat(129)}`, "the address"],
      ["", "its parts"],
      ["eip155:1", "its parts"],
      [`${ADDRESS}@eip155:1`, "its parts"],
      [`eip155:1:${ADDRESS}:1`, "its parts"],
    ] as const)
      expect(refusalOf(parseAccountId, id, "accountId")[0], JSON.stringify(id)).to.equal(place);
  });

  it("error: IdentifierInvalidError, no string", () => {
    for (const value of NO_STRINGS) expect(refusalOf(parseAccountId, value, "accountId")[0]).to.equal("the value");
  });
});

describe("formatAccountId", () => {
  it("default", () => {
    const chain = parseChainId("eip155:1");
    expect(formatAccountId({ chain, address: ADDRESS.toLowerCase() })).to.equal(`eip155:1:${ADDRESS}`);
  });

  it("error: IdentifierInvalidError, parts that would not be read back", () => {
    const chain = parseChainId("cosmos:cosmoshub-3");
    for (const address of ["", "a:b", "a/b", " a", undefined as unknown as string])
      thrownBy(() => formatAccountId({ chain, address }));
  });
});
