import { type Address, type Hex, zeroHash } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type SetDocumentParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  /** 32 bytes, not all zero: what the document is found by. */
  readonly name: Hex;
  /** Where the document is found; not empty. */
  readonly uri: string;
  /** 32 bytes, of its content; left out if that changes. */
  readonly documentHash?: Hex | undefined;
};
export type SetDocumentReturnType = Call;
export type SetDocumentErrorType = CallInvalidError;

/**
 * Builds the call that attaches a document to a token (ERC-1643), or replaces the one of that name. Sender: a rule author.
 *
 * @throws {CallInvalidError} when the address is none, or name or hash have not 32 bytes.
 */
export function setDocument({
  token,
  name,
  uri,
  documentHash = zeroHash,
}: SetDocumentParameters): SetDocumentReturnType {
  return encodeCall(token, { abi: securityTokenAbi, functionName: "setDocument", args: [name, uri, documentHash] });
}
