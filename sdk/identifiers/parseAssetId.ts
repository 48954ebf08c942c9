import type { IdentifierInvalidError } from "../errors/index.js";
import { type AssetId, assetIdOf } from "./assetId.js";
import { readString, refusal } from "./caip.js";

export type ParseAssetIdReturnType = AssetId;
export type ParseAssetIdErrorType = IdentifierInvalidError;

const FORM = "chain/namespace:reference, as eip155:1/erc20:0x…, and /token for one token of many";

/**
 * Reads an asset type or an asset id (CAIP-19). Pure. Capitals and small letters differ, and white space is refused.
 *
 * An `erc20` on a chain of `eip155` must have an address with its checksum (EIP-55) or all in small letters, and is given back with the checksum;
 * small letters carry no checksum. Of other assets, an `erc721` too, only the syntax is checked.
 *
 * @param value Anything; only a string can pass.
 * @throws {IdentifierInvalidError} when the value is no asset id. Names the part.
 * @example
 * const asset = parseAssetId("eip155:1/erc20:0x6b175474e89094c44da98b954eedeac495271d0f");
 * if (asset.type === "erc20") console.log(asset.reference); // "0x6B175474E89094C44Da98b954EedeAC495271d0F"
 */
export function parseAssetId(value: unknown): ParseAssetIdReturnType {
  const source = { scheme: "assetId", value } as const;
  const [chain = "", asset = "", tokenId, ...more] = readString(source, FORM).split("/");
  const [chainNamespace = "", chainReference, ...moreOfChain] = chain.split(":");
  const [namespace = "", reference, ...moreOfAsset] = asset.split(":");
  const tooMany = more.length + moreOfChain.length + moreOfAsset.length > 0;
  if (chainReference === undefined || reference === undefined || tooMany)
    throw refusal(source, "its parts", `Write it as ${FORM}.`);
  const parts = { chain: { namespace: chainNamespace, reference: chainReference }, namespace, reference, tokenId };
  return assetIdOf(source, parts);
}
