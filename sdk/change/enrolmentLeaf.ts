import { type Address, encodeAbiParameters, type Hex, keccak256, parseAbiParameters } from "viem";
import { CallInvalidError } from "../errors/index.js";
import { type Enrolment, enrolmentArgument } from "./investorFacts.js";

export type EnrolmentLeafParameters = Enrolment & {
  /** Number of the chain: CAIP-2's after "eip155:". */
  readonly chainId: bigint;
  readonly engine: Address;
  /** The registry's number, from 1. */
  readonly registry: number;
  /** The investor's, among those that the root reserves. */
  readonly number: bigint;
};
export type EnrolmentLeafReturnType = Hex;
export type EnrolmentLeafErrorType = CallInvalidError;

const LEAF = parseAbiParameters([
  "uint256 chainId, address engine, uint32 registry, uint64 number, Enrolment enrolment",
  "struct Enrolment { address[] wallets; Facts facts; }",
  "struct Facts { uint16 country; uint16 region; uint8 lane; uint32 statuses; uint8 states; uint32 kycUntil; uint32 statusUntil; }",
]);

/**
 * Hashes one whole investor as a leaf of an enrolment tree: good on one chain, at one engine, in one registry, under one number. Pure.
 *
 * @throws {CallInvalidError} when an address is none, or a number does not fit.
 */
export function enrolmentLeaf(parameters: EnrolmentLeafParameters): EnrolmentLeafReturnType {
  const { chainId, engine, registry, number, wallets, facts } = parameters;
  try {
    const leaf = [chainId, engine, registry, number, enrolmentArgument({ wallets, facts })] as const;
    return keccak256(keccak256(encodeAbiParameters(LEAF, leaf)));
  } catch (cause) {
    throw new CallInvalidError({ functionName: "claim", cause });
  }
}
