import type { IdentifierInvalidError } from "../errors/index.js";
import { type AccountId, accountIdOf } from "./accountId.js";
import { readString, refusal } from "./caip.js";

export type ParseAccountIdReturnType = AccountId;
export type ParseAccountIdErrorType = IdentifierInvalidError;

const FORM = "namespace:reference:address, as eip155:1:0x…";

/**
 * Reads an account id (CAIP-10). Pure. Capitals and small letters differ, and white space is refused.
 *
 * In the namespace `eip155` the address must have its checksum (EIP-55) or be all in small letters, and is given back with the checksum; chain id 0
 * is an account on no chain in particular. Small letters carry no checksum: a wrong digit among them cannot be seen. Of other namespaces only the
 * syntax is checked.
 *
 * @param value Anything; only a string can pass.
 * @throws {IdentifierInvalidError} when the value is no account id. Names the part.
 * @example
 * const { address } = parseAccountId("eip155:1:0x22227A31dd842196A246d8f3b775998560eAa61d");
 */
export function parseAccountId(value: unknown): ParseAccountIdReturnType {
  const source = { scheme: "accountId", value } as const;
  const [namespace = "", reference = "", address, ...more] = readString(source, FORM).split(":");
  if (address === undefined || more.length > 0) throw refusal(source, "its parts", `Write it as ${FORM}.`);
  return accountIdOf(source, { chain: { namespace, reference }, address });
}
