import { type Address } from "viem";
import { PositionQuestionError } from "../errors/index.js";
import type { PositionSide } from "../kinds/index.js";
import { type At, pin, type PinErrorType, type ReadAt, type Reader } from "../reader/index.js";
import type { Pinned } from "../verdict/index.js";
import { monthText } from "./months.js";
import type { PositionSettlement } from "./openProduct.js";
import { readBook, type ReadBookErrorType } from "./readBook.js";

/** How a token counts in a position book. */
export type ProductView = {
  readonly token: Address;
  /** Number of the underlying. */
  readonly underlying: number;
  /** As "2026-12"; null: of no month. */
  readonly month: string | null;
  readonly side: PositionSide;
  readonly settlement: PositionSettlement;
  /** It is the underlying itself, and counts only where a policy says so. */
  readonly spot: boolean;
  /** It counts no more. */
  readonly closed: boolean;
  /** Token units of one lot. */
  readonly lot: bigint;
  /** Millionths of a contract for one lot. */
  readonly ratio: bigint;
  /** Where it is counted. */
  readonly page: number;
  readonly slot: number;
};

export type ReadProductParameters = At & {
  /** The position book. */
  readonly book: Address;
  readonly token: Address;
};
export type ReadProductReturnType = ProductView & { readonly at: Pinned };
export type ReadProductErrorType = PinErrorType | ReadBookErrorType;

/**
 * Reads how a token counts in a position book. Reads the book's `productOf`. Sends nothing.
 *
 * @throws {PositionQuestionError} when the book does not know the token.
 * @throws {DeploymentMissingError} when there is no contract at the book's address.
 * @throws {ContractInvalidError} when there is another contract.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example const { lot, ratio } = await readProduct(client, { book, token });
 */
export async function readProduct(reader: Reader, parameters: ReadProductParameters): Promise<ReadProductReturnType> {
  const { book, token, override } = parameters;
  const at = await pin(reader, parameters);
  return { ...(await productAt(reader, { book, token }, { at, override })), at };
}

/** @internal */
export async function productAt(
  reader: Reader,
  { book, token }: { readonly book: Address; readonly token: Address },
  on: ReadAt,
): Promise<ProductView> {
  const [terms, closed, page, slot] = await readBook(reader, { ...on, book, functionName: "productOf", args: [token] });
  if (page === 0) throw new PositionQuestionError({ book, errorName: "ProductUnknown", args: { token } });
  const { underlying, month, short, cash, spot, lot, ratio } = terms;
  return {
    ...{ token, underlying, month: monthText(month), side: short ? "short" : "long", spot, closed, lot, page, slot },
    ...{ settlement: cash ? "cash" : "physical", ratio: BigInt(ratio) },
  };
}
