import type { Address } from "viem";
import { evmAddress, holdPart, refusal, type Source } from "./caip.js";
import { type ChainId, type ChainIdParts, chainIdOf, chainIdText, type EvmChainId } from "./chainId.js";

/** An ERC-20 token on an EVM chain. */
export type Erc20AssetId = {
  readonly scheme: "assetId";
  readonly type: "erc20";
  readonly chain: EvmChainId;
  readonly namespace: "erc20";
  /** The token's address with its checksum (EIP-55). */
  readonly reference: Address;
};

/** Any other asset. Only the syntax of CAIP-19 was checked, of the chain also what `parseChainId` checks. */
export type OtherAssetId = {
  readonly scheme: "assetId";
  readonly type: "other";
  readonly chain: ChainId;
  /** As `slip44`, `erc721`. */
  readonly namespace: string;
  readonly reference: string;
  /** Of one token among many of the type; left out: the type as a whole. */
  readonly tokenId?: string | undefined;
};

/** A type of asset, or one token of it, by CAIP-19. */
export type AssetId = Erc20AssetId | OtherAssetId;

/** What names an asset: an `AssetId`, or the parts of one. */
export type AssetIdParts = {
  readonly chain: ChainIdParts;
  readonly namespace: string;
  readonly reference: string;
  readonly tokenId?: string | undefined;
};

/**
 * @internal
 * Checks and types the parts of an asset id.
 */
export function assetIdOf(source: Source, parts: AssetIdParts): AssetId {
  const chain = chainIdOf(source, parts.chain, 1);
  const { namespace, reference, tokenId } = parts;
  holdPart(source, "the asset's namespace", namespace);
  holdPart(source, "the asset's reference", reference);
  if (tokenId !== undefined) holdPart(source, "the token's id", tokenId);
  if (chain.type !== "eip155" || namespace !== "erc20")
    return {
      scheme: "assetId",
      type: "other",
      chain,
      namespace,
      reference,
      ...(tokenId === undefined ? {} : { tokenId }),
    };
  if (tokenId !== undefined) throw refusal(source, "the token's id", "Leave it out: units of an ERC-20 are all alike.");
  const address = evmAddress(source, "the asset's reference", reference);
  return { scheme: "assetId", type: "erc20", chain, namespace, reference: address };
}

/**
 * @internal
 * An asset id as CAIP-19 writes it.
 */
export const assetIdText = ({ chain, namespace, reference, tokenId }: AssetIdParts): string =>
  `${chainIdText(chain)}/${namespace}:${reference}${tokenId === undefined ? "" : `/${tokenId}`}`;
