import { type Address, type Hex } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type RemoveDocumentParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  /** 32 bytes, under which it was set. */
  readonly name: Hex;
};
export type RemoveDocumentReturnType = Call;
export type RemoveDocumentErrorType = CallInvalidError;

/**
 * Builds the call that removes a document of a token (ERC-1643). Sender: a rule author.
 *
 * @throws {CallInvalidError} when the address is none, or the name has not 32 bytes.
 */
export function removeDocument({ token, name }: RemoveDocumentParameters): RemoveDocumentReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "removeDocument", args: [name] });
}
