import { type Address, type Hex, hexToBytes, isHex } from "viem";
import { PositionQuestionError, type ParameterInvalidError } from "../errors/index.js";
import { BINDINGS, POSITIONS } from "../kinds/index.js";
import { type At, pin, type PinErrorType, type ReadAt, type Reader } from "../reader/index.js";
import type { Pinned } from "../verdict/index.js";
import { monthNumber, monthText } from "./months.js";
import { readBook, type ReadBookErrorType } from "./readBook.js";
import { productAt, type ProductView } from "./readProduct.js";
import type { MonthLimits, UnderlyingTerms } from "./terms.js";

export type ReadUnderlyingParameters = At & {
  /** The position book. */
  readonly book: Address;
  /** Number of the underlying. */
  readonly underlying: number;
  /** Months whose limits are asked for beside those of its products, as "2026-12". */
  readonly months?: readonly string[] | undefined;
};
export type ReadUnderlyingReturnType = {
  /** As it was opened; of a text that text, else the hash. */
  readonly name: string;
  readonly terms: UnderlyingTerms;
  /** Everything that is counted in it, page by page, closed products too. */
  readonly products: readonly ProductView[];
  /** Ascending, as "2026-12". */
  readonly months: readonly { readonly month: string; readonly limits: MonthLimits }[];
  readonly at: Pinned;
};
export type ReadUnderlyingErrorType = ParameterInvalidError | PinErrorType | ReadBookErrorType;

/**
 * Reads an underlying of a position book: its limits, the products that count, and the limits of their months. Sends nothing.
 *
 * Reads the book's `underlyingCount`, `underlyingOf`, `productsOf`, `productOf` and `monthLimitsOf`, on one block.
 *
 * @throws {PositionQuestionError} when the book has no such underlying.
 * @throws {ParameterInvalidError} when a month is none.
 * @throws {DeploymentMissingError} when there is no contract at the book's address.
 * @throws {ContractInvalidError} when there is another contract.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example const { terms, products, months } = await readUnderlying(client, { book, underlying: 1 });
 */
export async function readUnderlying(
  reader: Reader,
  parameters: ReadUnderlyingParameters,
): Promise<ReadUnderlyingReturnType> {
  const { book, underlying, months = [], override } = parameters;
  const asked = months.map((month, index) => monthNumber(month, `months[${index}]`));
  const at = await pin(reader, parameters);
  const on: ReadAt = { at, override };
  const { name, terms, products } = await underlyingAt(reader, { book, underlying }, on);
  const numbers = new Set([...asked, ...products.map(({ month }) => monthNumber(month))]);
  const limits = [...numbers]
    .filter((number) => number !== 0)
    .sort((one, other) => one - other)
    .map(async (number) => ({
      month: monthText(number) ?? "",
      limits: await monthLimitsAt(reader, { book, underlying, month: number }, on),
    }));
  return { name, terms, products, months: await Promise.all(limits), at };
}

/** Which underlying. */
export type UnderlyingPlace = { readonly book: Address; readonly underlying: number };

/**
 * @internal
 * What applies to an underlying in all months, and what is counted in it.
 */
export async function underlyingAt(
  reader: Reader,
  { book, underlying }: UnderlyingPlace,
  on: ReadAt,
): Promise<Pick<ReadUnderlyingReturnType, "name" | "terms" | "products">> {
  const ask = { ...on, book } as const;
  const count = await readBook(reader, { ...ask, functionName: "underlyingCount", args: [] });
  if (!Number.isInteger(underlying) || underlying < 1 || underlying > count)
    throw new PositionQuestionError({ book, errorName: "UnderlyingUnknown", args: { underlying } });
  const [name, terms, pages] = await readBook(reader, { ...ask, functionName: "underlyingOf", args: [underlying] });
  const tokens = await Promise.all(
    pages
      .filter((page) => page !== 0)
      .map((page) => readBook(reader, { ...ask, functionName: "productsOf", args: [page] })),
  );
  const products = await Promise.all(tokens.flat().map((token) => productAt(reader, { book, token }, on)));
  const { allMonths, accountability, monthAccountability, binding, ...rest } = terms;
  return {
    ...{ name: nameOf(name), products },
    terms: {
      ...{ ...rest, allMonths: limitOf(allMonths), accountability: limitOf(accountability) },
      ...{ monthAccountability: limitOf(monthAccountability), binding: bindingOf(binding) },
    },
  };
}

/**
 * @internal
 * Limits of a month, by its number.
 */
export async function monthLimitsAt(
  reader: Reader,
  { book, underlying, month }: UnderlyingPlace & { readonly month: number },
  on: ReadAt,
): Promise<MonthLimits> {
  const args = [underlying, month] as const;
  const found = await readBook(reader, { ...on, book, functionName: "monthLimitsOf", args });
  const { single, steps, binding, spotBinding, ...rest } = found;
  return {
    ...{ ...rest, single: limitOf(single), binding: bindingOf(binding), spotBinding: bindingOf(spotBinding) },
    steps: steps.map(({ from, limit }) => ({ from: BigInt(from), limit: limitOf(limit) })),
  };
}

/** @internal Whole contracts; null: none. */
export const limitOf = (contracts: number): bigint | null =>
  contracts === POSITIONS.noLimit ? null : BigInt(contracts);

/** @internal Where nothing was ever set, no law is behind it. */
export const bindingOf = (binding: number): "law" | "policy" => (binding === BINDINGS.law ? "law" : "policy");

/** A short text, filled up with zeros; of other bytes their digits. */
function nameOf(name: Hex): string {
  const bytes = hexToBytes(name);
  const end = bytes.findIndex((byte) => byte === 0);
  const text = new TextDecoder().decode(bytes.subarray(0, end === -1 ? bytes.length : end));
  const isText = end > 0 && bytes.subarray(end).every((byte) => byte === 0) && /^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(text);
  return isText && !isHex(text) ? text : name;
}
