import { type Address, zeroAddress } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { ENGINE, readEngine } from "../check/engine.js";
import { ContractInvalidError } from "../errors/index.js";
import { readField, TOKEN_CONFIG_WORD } from "../kinds/index.js";
import { type At, pin, type ReadAt, type Reader } from "../reader/index.js";
import { readContract } from "../reader/readContract.js";
import { venueShares, type VenueSharesErrorType, type VenueSharesReturnType } from "./venueShares.js";

export type TransferLeverageParameters = At & {
  readonly token: Address;
  /** Of the party whom a rule of kind `mostLeverage` or `encumberedStays` refuses. */
  readonly wallet: Address;
  /** Default: the one that the token names. */
  readonly engine?: Address | undefined;
  /** The block in which the leverage registry was deployed: earlier ones are not searched. Default: 0. */
  readonly fromBlock?: bigint | undefined;
};
/** Null: the token names no leverage registry that could say. */
export type TransferLeverageReturnType = (VenueSharesReturnType & { readonly leverage: Address }) | null;
export type TransferLeverageErrorType = VenueSharesErrorType;

/**
 * Says what stands behind a refusal for leverage: at which venues the party has accounts, what each counts over all of them, and why. Sends nothing. It
 * is for the party itself and for the transfer agent: nobody else may read it.
 *
 * Reads the token's `engine`, the engine's `leverageSource` and `tokenConfig`, and of that source what `venueShares` reads, on one block.
 *
 * @throws {LeverageQuestionError} when the engine knows no such wallet.
 * @throws {DeploymentMissingError} when there is no contract at the token's, the engine's or the source's address.
 * @throws {ContractInvalidError} when there is another contract than a token or an engine of Weighbridge.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const behind = await transferLeverage(client, { token, wallet: to });
 * for (const { venue, counted, because } of behind?.shares ?? []) console.log(venue, counted, because);
 */
export async function transferLeverage(
  reader: Reader,
  parameters: TransferLeverageParameters,
): Promise<TransferLeverageReturnType> {
  const { token, wallet, override, fromBlock } = parameters;
  const at = await pin(reader, parameters);
  const on: ReadAt = { at, override };
  const engine = parameters.engine ?? (await readEngine(reader, token, on));
  const ask = { ...on, abi: weighbridgeAbi, address: engine, args: [token], wanted: ENGINE } as const;
  const [leverage, config] = await Promise.all([
    readContract(reader, { ...ask, functionName: "leverageSource" }),
    readContract(reader, { ...ask, functionName: "tokenConfig" }),
  ]);
  if (leverage === zeroAddress) return null;
  const registry = Number(readField(config, TOKEN_CONFIG_WORD.registry));
  try {
    return { leverage, ...(await venueShares(reader, { leverage, registry, wallet, fromBlock, block: at, override })) };
  } catch (error) {
    // Any contract may be asked about leverage; only a registry of ours says how it comes about.
    if (error instanceof ContractInvalidError && error.address === leverage) return null;
    throw error;
  }
}
