import type { Address } from "viem";
import { evmAddress, holdPart, type Source } from "./caip.js";
import { type ChainIdParts, chainIdOf, chainIdText, type EvmChainId, type OtherChainId } from "./chainId.js";

/** An account on an EVM chain, or on none in particular (chain id 0). */
export type EvmAccountId = {
  readonly scheme: "accountId";
  readonly type: "eip155";
  readonly chain: EvmChainId;
  /** With its checksum (EIP-55). */
  readonly address: Address;
};

/** An account on a chain of another namespace. Only the syntax of CAIP-10 was checked. */
export type OtherAccountId = {
  readonly scheme: "accountId";
  readonly type: "other";
  readonly chain: OtherChainId;
  readonly address: string;
};

/** An account on a chain, by CAIP-10. */
export type AccountId = EvmAccountId | OtherAccountId;

/** What names an account: an `AccountId`, or the parts of one. */
export type AccountIdParts = { readonly chain: ChainIdParts; readonly address: string };

/**
 * @internal
 * Checks and types the parts of an account id.
 */
export function accountIdOf(source: Source, parts: AccountIdParts): AccountId {
  const chain = chainIdOf(source, parts.chain, 0);
  const { address } = parts;
  holdPart(source, "the address", address);
  return chain.type === "eip155"
    ? { scheme: "accountId", type: "eip155", chain, address: evmAddress(source, "the address", address) }
    : { scheme: "accountId", type: "other", chain, address };
}

/**
 * @internal
 * An account id as CAIP-10 writes it.
 */
export const accountIdText = ({ chain, address }: AccountIdParts): string => `${chainIdText(chain)}:${address}`;
