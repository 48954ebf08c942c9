import type { IdentifierInvalidError } from "../errors/index.js";
import { type ChainIdParts, chainIdOf, chainIdText } from "./chainId.js";

export type FormatChainIdParameters = ChainIdParts;
export type FormatChainIdReturnType = string;
export type FormatChainIdErrorType = IdentifierInvalidError;

/**
 * Writes a chain id (CAIP-2). Pure. What it writes, `parseChainId` reads.
 *
 * @throws {IdentifierInvalidError} when a part is not as `parseChainId` asks.
 * @example
 * formatChainId({ namespace: "eip155", reference: String(1) }); // "eip155:1"
 */
export function formatChainId(parameters: FormatChainIdParameters): FormatChainIdReturnType {
  const value = chainIdText(parameters);
  return chainIdText(chainIdOf({ scheme: "chainId", value }, parameters, 1));
}
