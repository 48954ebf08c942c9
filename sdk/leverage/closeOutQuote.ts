import { type At, pin, type PinErrorType, type ReadAt, type Reader } from "../reader/index.js";
import type { Pinned } from "../verdict/index.js";
import type { AccountPlace } from "./readAccount.js";
import { readLeverage, type ReadLeverageErrorType } from "./readLeverage.js";

export type CloseOutQuoteParameters = AccountPlace & At;
export type CloseOutQuoteReturnType = {
  /**
   * Base units that may be sold now: the smallest number after which the cure level is met at this price; all if none does. 0: nothing may be sold.
   */
  readonly units: bigint;
  /** Of one whole token, cents; 0: nothing may be sold. */
  readonly price: bigint;
  /** Unix seconds from which units may be sold; null: no call is open, or it is met at this price. */
  readonly from: bigint | null;
  readonly at: Pinned;
};
export type CloseOutQuoteErrorType = PinErrorType | ReadLeverageErrorType;

/**
 * Says how many pledged units an on-chain venue may sell of an investor, at which price, and from when. One unit fewer would not cure. Sends nothing.
 *
 * Reads the leverage registry's `closeOutOf` on one block, which reads the venue's position and the feed.
 *
 * @throws {LeverageQuestionError} when the registry knows no such venue or account, the venue is no on-chain one, or the engine knows no such wallet.
 * @throws {DeploymentMissingError} when there is no contract at the registry's address.
 * @throws {ContractInvalidError} when there is another contract.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const { units, price, from } = await closeOutQuote(client, { leverage, venue: 2, registry: 1, wallet });
 */
export async function closeOutQuote(
  reader: Reader,
  parameters: CloseOutQuoteParameters,
): Promise<CloseOutQuoteReturnType> {
  const { leverage, venue, registry, wallet, override } = parameters;
  const at = await pin(reader, parameters);
  const on: ReadAt = { at, override };
  const args = [venue, registry, wallet] as const;
  const [units, price, from] = await readLeverage(reader, { ...on, leverage, functionName: "closeOutOf", args });
  return { units, price, from: from === 0 ? null : BigInt(from), at };
}
