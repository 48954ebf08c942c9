import type { IdentifierInvalidError } from "../errors/index.js";
import { readString, refusal } from "./caip.js";
import { type ChainId, chainIdOf } from "./chainId.js";

export type ParseChainIdReturnType = ChainId;
export type ParseChainIdErrorType = IdentifierInvalidError;

const FORM = "namespace:reference, as eip155:1";

/**
 * Reads a chain id (CAIP-2). Pure. Capitals and small letters differ, and white space is refused. In the namespace `eip155` the reference must be a
 * decimal number from 1 to 2^53 − 1 without leading zeros; of other namespaces only the syntax is checked.
 *
 * @param value Anything; only a string can pass.
 * @throws {IdentifierInvalidError} when the value is no chain id. Names the part.
 * @example
 * const chain = parseChainId("eip155:1");
 * if (chain.type === "eip155") console.log(chain.chainId); // 1
 */
export function parseChainId(value: unknown): ParseChainIdReturnType {
  const source = { scheme: "chainId", value } as const;
  const [namespace = "", reference, ...more] = readString(source, FORM).split(":");
  if (reference === undefined || more.length > 0) throw refusal(source, "its parts", `Write it as ${FORM}.`);
  return chainIdOf(source, { namespace, reference }, 1);
}
