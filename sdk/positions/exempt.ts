import { type Address, type Hex } from "viem";
import { positionBookAbi } from "../abis/index.js";
import { type Call, encodeCall } from "../change/call.js";
import { type CallInvalidError, type ParameterInvalidError } from "../errors/index.js";
import { type PositionSide } from "../kinds/index.js";
import { contractsField, hashField, investorField, sideField, timeField, underlyingField } from "./fields.js";

export type ExemptParameters = {
  /** The position book. */
  readonly book: Address;
  /** Number of the underlying. */
  readonly underlying: number;
  /** Number of the investor in the engine's registry. */
  readonly investor: bigint;
  readonly side: PositionSide;
  /** Whole contracts above every limit; 0 ends it. */
  readonly contracts: bigint;
  /** Unix seconds from which it is stale. */
  readonly until: bigint;
  /** Hash of what shows the hedge. */
  readonly evidence: Hex;
};
export type ExemptReturnType = Call;
export type ExemptErrorType = CallInvalidError | ParameterInvalidError;

/**
 * Builds the call by which a person may exceed the limits of an underlying on one side, as a bona fide hedger, until the exemption is stale. Sender:
 * who may, by the book's authority.
 *
 * @throws {ParameterInvalidError} when a number does not fit, or the evidence is no hash.
 * @throws {CallInvalidError} when an address is none.
 */
export function exempt({ book, underlying, investor, side, ...terms }: ExemptParameters): ExemptReturnType {
  const { contracts, until, evidence } = terms;
  return encodeCall(book, {
    abi: positionBookAbi,
    functionName: "exempt",
    args: [
      underlyingField(underlying),
      investorField("investor", investor),
      sideField("side", side),
      contractsField("contracts", contracts),
      timeField("until", until),
      hashField("evidence", evidence),
    ],
  });
}
