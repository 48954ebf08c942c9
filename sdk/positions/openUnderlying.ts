import { type Address, type Hex, isHash, size, stringToHex } from "viem";
import { positionBookAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError, ParameterInvalidError } from "../errors/index.js";
import { underlyingArgument, type UnderlyingTerms } from "./terms.js";

export type OpenUnderlyingParameters = {
  /** The position book. */
  readonly book: Address;
  /** For whoever reads: a hash, or a text of at most 32 bytes. */
  readonly name: string;
  readonly terms: UnderlyingTerms;
};
export type OpenUnderlyingReturnType = Call;
export type OpenUnderlyingErrorType = CallInvalidError | ParameterInvalidError;

const MOST_BYTES = 32;

/**
 * Builds the call that opens an underlying, with the limits that apply in all its months; the event `UnderlyingOpened` tells its number. Sender: who
 * may, by the book's authority.
 *
 * @throws {ParameterInvalidError} when the name is too long, a term does not fit, or a limit names no provision.
 * @throws {CallInvalidError} when an address is none.
 */
export function openUnderlying({ book, name, terms }: OpenUnderlyingParameters): OpenUnderlyingReturnType {
  return encodeCall(book, {
    abi: positionBookAbi,
    functionName: "openUnderlying",
    args: [nameField(name), underlyingArgument(terms)],
  });
}

function nameField(name: string): Hex {
  if (isHash(name)) return name;
  const bytes = stringToHex(name);
  if (size(bytes) >= 1 && size(bytes) <= MOST_BYTES) return stringToHex(name, { size: MOST_BYTES });
  throw new ParameterInvalidError({ parameter: "name", value: name, wanted: "a hash, or a text of 1 to 32 bytes" });
}
