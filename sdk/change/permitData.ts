import { type Address } from "viem";
import { type TypedData } from "../reader/index.js";
import { field } from "./attestation.js";

export type PermitDataParameters = {
  /** Of the chain on which the token is. */
  readonly chainId: bigint;
  /** A SecurityToken, in full or a clone. */
  readonly token: Address;
  /** Who signs. */
  readonly owner: Address;
  readonly spender: Address;
  /** Token units. */
  readonly amount: bigint;
  /** As the token's `nonces` says of the owner: each is good for one permit. */
  readonly nonce: bigint;
  /** Unix seconds; the last at which it may be brought. */
  readonly deadline: bigint;
};
export type PermitDataReturnType = TypedData;
export type PermitDataErrorType = never;

/** The EIP-712 data that a holder signs to allow a spender some units (ERC-2612). Pure. */
export function permitData({
  chainId,
  token,
  owner,
  spender,
  amount,
  nonce,
  deadline,
}: PermitDataParameters): PermitDataReturnType {
  return {
    domain: { name: "Weighbridge SecurityToken", version: "1", chainId, verifyingContract: token },
    types: {
      Permit: [
        field("owner", "address"),
        field("spender", "address"),
        field("value", "uint256"),
        field("nonce", "uint256"),
        field("deadline", "uint256"),
      ],
    },
    primaryType: "Permit",
    message: { owner, spender, value: amount, nonce, deadline },
  };
}
