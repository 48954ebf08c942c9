import { type Address, type Hex, parseSignature, size } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type PermitParameters = {
  /** A SecurityToken. */
  readonly token: Address;
  /** Who signed. */
  readonly owner: Address;
  readonly spender: Address;
  /** Token units. */
  readonly amount: bigint;
  /** Unix seconds, as signed. */
  readonly deadline: bigint;
  /** 65 bytes, of `permitData`. */
  readonly signature: Hex;
};
export type PermitReturnType = Call;
export type PermitErrorType = CallInvalidError;

/**
 * Builds the call that brings a holder's signed allowance (ERC-2612). Sender: anybody; every movement by it is weighed as any other.
 *
 * @throws {CallInvalidError} when an address is none, a number does not fit, or the signature is none.
 */
export function permit({ token, owner, spender, amount, deadline, signature }: PermitParameters): PermitReturnType {
  const { v, r, s } = partsOf(signature);
  return encodeCall(token, {
    abi: securityTokenAbi,
    functionName: "permit",
    args: [owner, spender, amount, deadline, v, r, s],
  });
}

function partsOf(signature: Hex): { readonly v: number; readonly r: Hex; readonly s: Hex } {
  const functionName = "permit";
  try {
    if (size(signature) !== 65)
      throw new CallInvalidError({ functionName, details: "The signature has not 65 bytes." });
    const { r, s, yParity } = parseSignature(signature);
    return { v: 27 + yParity, r, s };
  } catch (cause) {
    throw cause instanceof CallInvalidError ? cause : new CallInvalidError({ functionName, cause });
  }
}
