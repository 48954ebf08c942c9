import { type Address, type Hex } from "viem";
import { positionBookAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError, type ParameterInvalidError } from "../errors/index.js";
import { addressField, hashField } from "./fields.js";

export type CloseProductParameters = {
  /** The position book. */
  readonly book: Address;
  readonly token: Address;
  /** Hash of what says that it counts no more. */
  readonly evidence: Hex;
};
export type CloseProductReturnType = Call;
export type CloseProductErrorType = CallInvalidError | ParameterInvalidError;

/**
 * Builds the call after which a product counts no more, whoever holds it: it has expired, or settled. Sender: who may, by the book's authority.
 *
 * @throws {ParameterInvalidError} when the token is no address, or the evidence no hash.
 * @throws {CallInvalidError} when an address is none.
 */
export function closeProduct({ book, token, evidence }: CloseProductParameters): CloseProductReturnType {
  return encodeCall(book, {
    abi: positionBookAbi,
    functionName: "closeProduct",
    args: [addressField("token", token), hashField("evidence", evidence)],
  });
}
