import type { IdentifierInvalidError } from "../errors/index.js";
import { assetIdOf, type AssetIdParts, assetIdText } from "./assetId.js";

export type FormatAssetIdParameters = AssetIdParts;
export type FormatAssetIdReturnType = string;
export type FormatAssetIdErrorType = IdentifierInvalidError;

/**
 * Writes an asset type or an asset id (CAIP-19), of an ERC-20 with the address's checksum. Pure. What it writes, `parseAssetId` reads.
 *
 * @throws {IdentifierInvalidError} when a part is not as `parseAssetId` asks.
 * @example
 * formatAssetId({ chain: parseChainId("eip155:1"), namespace: "slip44", reference: "60" }); // "eip155:1/slip44:60"
 */
export function formatAssetId(parameters: FormatAssetIdParameters): FormatAssetIdReturnType {
  const value = assetIdText(parameters);
  return assetIdText(assetIdOf({ scheme: "assetId", value }, parameters));
}
