import { expect } from "chai";
import { formatAssetId, parseAssetId, parseChainId } from "../../../sdk/identifiers/index.js";
import { NO_STRINGS, refusalOf, thrownBy } from "./codes.js";

/** Of the text of CAIP-19; all but the ERC-20s are given back as they are. */
const PUBLISHED = [
  "eip155:1/slip44:60",
  "bip122:000000000019d6689c085ae165831e93/slip44:0",
  "cosmos:cosmoshub-3/slip44:118",
  "bip122:12a765e31ffd4059bada1e25190f6e98/slip44:2",
  "cosmos:Binance-Chain-Tigris/slip44:714",
  "cosmos:iov-mainnet/slip44:234",
  "lip9:9ee11e9df416b18b/slip44:134",
  "eip155:1/erc721:0x06012c8cf97BEaD5deAe237070F9587f8E7A266d",
  "eip155:1/erc721:0x06012c8cf97BEaD5deAe237070F9587f8E7A266d/771769",
  "hedera:mainnet/nft:0.0.55492/12",
];
const DAI = "0x6B175474E89094C44Da98b954EedeAC495271d0F";

describe("parseAssetId", () => {
  it("default", () => {
    expect(parseAssetId(`eip155:1/erc20:${DAI}`)).to.deep.equal({
      scheme: "assetId",
      type: "erc20",
      chain: parseChainId("eip155:1"),
      namespace: "erc20",
      reference: DAI,
    });
  });

  it("behavior: one token of many, and a type as a whole", () => {
    const type = {
      scheme: "assetId",
      type: "other",
      chain: parseChainId("hedera:mainnet"),
      namespace: "nft",
      reference: "0.0.55492",
    };
    expect(parseAssetId("hedera:mainnet/nft:0.0.55492/12")).to.deep.equal({ ...type, tokenId: "12" });
    expect(parseAssetId("hedera:mainnet/nft:0.0.55492")).to.deep.equal(type);
  });

  it("behavior: takes the examples of the text", () => {
    for (const id of PUBLISHED) expect(formatAssetId(parseAssetId(id)), id).to.equal(id);
    const longest = `chainstd:${"c".repeat(32)}/assetstd:${"a".repeat(128)}/${"1".repeat(78)}`;
    expect(formatAssetId(parseAssetId(longest))).to.equal(longest);
  });

  it("behavior: an ERC-20 in small letters passes and is given back with the checksum", () => {
    const id = "eip155:1/erc20:0x6b175474e89094c44da98b954eedeac495271d0f";
    expect(parseAssetId(id).reference).to.equal(DAI);
    expect(formatAssetId(parseAssetId(id))).to.equal(`eip155:1/erc20:${DAI}`);
  });

  it("behavior: an erc20 of another namespace is not held to addresses of an EVM chain", () => {
    expect(parseAssetId("tron:0x2b6653dc/erc20:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t").type).to.equal("other");
  });

  it("error: IdentifierInvalidError, an ERC-20 with a wrong address, checksum or a token's id", () => {
    for (const [reference, place] of [
      [DAI.toUpperCase().replace("0X", "0x"), "the asset's reference"],
      [DAI.replace("6B", "6b"), "the asset's reference"],
      [DAI.replace("175474", "175475"), "the asset's reference"],
      [DAI.slice(0, 41), "the asset's reference"],
      ["60", "the asset's reference"],
      [`${DAI}/1`, "the token's id"],
    ] as const)
      expect(refusalOf(parseAssetId, `eip155:1/erc20:${reference}`, "assetId")[0], reference).to.equal(place);
  });

  it("error: IdentifierInvalidError, a part of a wrong length or alphabet, too few or too many parts", () => {
    for (const [id, place] of [
      ["EIP155:1/slip44:60", "the namespace"],
      ["eip155:0/slip44:60", "the reference"],
      ["eip155:1/SLIP44:60", "the asset's namespace"],
      ["eip155:1/sl:60", "the asset's namespace"],
      ["eip155:1/slip44name:60", "the asset's namespace"],
      ["eip155:1/ slip44:60", "the asset's namespace"],
      ["eip155:1/slip44:", "the asset's reference"],
      ["eip155:1/slip44:60 ", "the asset's reference"],
      [`eip155:1/slip44:${"6".repeat(129)}`, "the asset's reference"],
      ["eip155:1/erc721:0x06012c8cf97BEaD5deAe237070F9587f8E7A266d/", "the token's id"],
      ["eip155:1/erc721:0x06012c8cf97BEaD5deAe237070F9587f8E7A266d/a b", "the token's id"],
      [`hedera:mainnet/nft:0.0.55492/${"1".repeat(79)}`, "the token's id"],
      ["", "its parts"],
      ["eip155:1", "its parts"],
      ["eip155:1/slip44", "its parts"],
      ["eip155/slip44:60", "its parts"],
      ["eip155:1;slip44:60", "its parts"],
      ["eip155:1/slip44:60:0", "its parts"],
      ["hedera:mainnet/nft:0.0.55492/12/1", "its parts"],
    ] as const)
      expect(refusalOf(parseAssetId, id, "assetId")[0], JSON.stringify(id)).to.equal(place);
  });

  it("error: IdentifierInvalidError, no string", () => {
    for (const value of NO_STRINGS) expect(refusalOf(parseAssetId, value, "assetId")[0]).to.equal("the value");
  });
});

describe("formatAssetId", () => {
  const chain = parseChainId("eip155:1");

  it("default", () => {
    expect(formatAssetId({ chain, namespace: "erc20", reference: DAI })).to.equal(`eip155:1/erc20:${DAI}`);
    expect(formatAssetId({ chain, namespace: "nft", reference: "a", tokenId: "1" })).to.equal("eip155:1/nft:a/1");
  });

  it("error: IdentifierInvalidError, parts that would not be read back", () => {
    for (const parts of [
      { chain, namespace: "nft", reference: "a/1" },
      { chain, namespace: "nft", reference: "a", tokenId: "" },
      { chain, namespace: "nft", reference: "a", tokenId: "1/2" },
      { chain, namespace: "erc20", reference: DAI, tokenId: "1" },
      { chain: { namespace: "eip155", reference: "1/nft:a" }, namespace: "nft", reference: "b" },
    ])
      thrownBy(() => formatAssetId(parts));
  });
});
