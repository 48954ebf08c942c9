import type { IdentifierInvalidError } from "../errors/index.js";
import { accountIdOf, type AccountIdParts, accountIdText } from "./accountId.js";

export type FormatAccountIdParameters = AccountIdParts;
export type FormatAccountIdReturnType = string;
export type FormatAccountIdErrorType = IdentifierInvalidError;

/**
 * Writes an account id (CAIP-10), on EVM chains with the address's checksum. Pure. What it writes, `parseAccountId` reads.
 *
 * @throws {IdentifierInvalidError} when a part is not as `parseAccountId` asks.
 * @example
 * formatAccountId({ chain: parseChainId("eip155:1"), address: "0x22227a31dd842196a246d8f3b775998560eaa61d" });
 * // "eip155:1:0x22227A31dd842196A246d8f3b775998560eAa61d"
 */
export function formatAccountId(parameters: FormatAccountIdParameters): FormatAccountIdReturnType {
  const value = accountIdText(parameters);
  return accountIdText(accountIdOf({ scheme: "accountId", value }, parameters));
}
