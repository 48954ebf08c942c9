import { holdPart, refusal, type Source } from "./caip.js";

/** A chain with an EIP-155 chain id: Ethereum and its kin. */
export type EvmChainId = {
  readonly scheme: "chainId";
  readonly type: "eip155";
  readonly namespace: "eip155";
  /** Decimal, without leading zeros. */
  readonly reference: string;
  /** The same as a number, as the SDK has it everywhere. */
  readonly chainId: number;
};

/** A chain of another namespace. Only the syntax of CAIP-2 was checked. */
export type OtherChainId = {
  readonly scheme: "chainId";
  readonly type: "other";
  readonly namespace: string;
  readonly reference: string;
};

/** A chain, by CAIP-2. */
export type ChainId = EvmChainId | OtherChainId;

/** What names a chain: a `ChainId`, or the two parts of one. */
export type ChainIdParts = Pick<ChainId, "namespace" | "reference">;

/**
 * @internal
 * Checks and types the parts of a chain id.
 *
 * @param least Lowest chain id of an EVM chain, inclusive: 1, or 0 where no chain in particular may be meant.
 */
export function chainIdOf(source: Source, { namespace, reference }: ChainIdParts, least: 0 | 1): ChainId {
  holdPart(source, "the namespace", namespace);
  holdPart(source, "the reference", reference);
  if (namespace !== "eip155") return { scheme: "chainId", type: "other", namespace, reference };
  const chainId = Number(reference);
  if (!/^(0|[1-9][0-9]*)$/.test(reference) || chainId < least || !Number.isSafeInteger(chainId)) {
    const remedy = `Write the chain id as a decimal number from ${least} to 2^53 - 1, without leading zeros.`;
    throw refusal(source, "the reference", remedy);
  }
  return { scheme: "chainId", type: "eip155", namespace, reference, chainId };
}

/**
 * @internal
 * A chain id as CAIP-2 writes it.
 */
export const chainIdText = ({ namespace, reference }: ChainIdParts): string => `${namespace}:${reference}`;
