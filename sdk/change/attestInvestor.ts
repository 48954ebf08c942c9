import { type Address, type Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Attestation, attestationArgument } from "./attestation.js";
import { type Call, encodeCall } from "./call.js";

export type AttestInvestorParameters = {
  readonly engine: Address;
  readonly attestation: Attestation;
  /** Any wallet of the investor. */
  readonly wallet: Address;
  readonly attester: Address;
  /** Of `attestationData`. */
  readonly signature: Hex;
};
export type AttestInvestorReturnType = Call;
export type AttestInvestorErrorType = CallInvalidError;

/**
 * Builds the call that brings an attestation of an investor's statuses. Sender: anybody.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function attestInvestor(parameters: AttestInvestorParameters): AttestInvestorReturnType {
  const { engine, attestation, wallet, attester, signature } = parameters;
  return encodeCall(engine, {
    abi: weighbridgeAbi,
    functionName: "attest",
    args: [attestationArgument(attestation), wallet, attester, signature],
  });
}
