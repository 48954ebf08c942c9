import { type Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type OpenFacadesParameters = {
  /** A SecurityToken. */
  readonly token: Address;
};
export type OpenFacadesReturnType = Call;
export type OpenFacadesErrorType = CallInvalidError;

/**
 * Builds the call that puts code where clients of ERC-3643 look for a token's identity registry and compliance contract. Sender: anybody, once.
 *
 * @throws {CallInvalidError} when the address is none.
 */
export function openFacades({ token }: OpenFacadesParameters): OpenFacadesReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "openFacades" });
}
