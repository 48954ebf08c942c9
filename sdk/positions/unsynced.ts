import { type Address } from "viem";
import { type At, pin, type PinErrorType, type ReadAt, type Reader } from "../reader/index.js";
import type { Pinned } from "../verdict/index.js";
import { type BookPlace, holdingOf, investorAt, placeOf, readBook, type ReadBookErrorType } from "./readBook.js";
import { productAt, type ProductView } from "./readProduct.js";
import { underlyingAt } from "./readUnderlying.js";

export type UnsyncedParameters = At & {
  /** The position book. */
  readonly book: Address;
  /** The product. */
  readonly token: Address;
  /** Who is looked at: a wallet of each, as `readRegister` names them. */
  readonly wallets: readonly Address[];
};

/** Somebody of whom the book counts something else than is so. */
export type UnsyncedPerson = {
  readonly investor: bigint;
  readonly wallet: Address;
  /** Lots of the product that the book counts, and that the holding makes. */
  readonly counted: bigint;
  readonly lots: bigint;
  /** What it holds of the product's page is attributed by an older closure than the one that was stated last. */
  readonly closure: boolean;
};
export type UnsyncedReturnType = { readonly persons: readonly UnsyncedPerson[]; readonly at: Pinned };
export type UnsyncedErrorType = PinErrorType | ReadBookErrorType;

/**
 * Says of whom a position book counts something else than is so: units moved where no movement told of them, or the closure has changed. `syncPositions`
 * mends it, and so does the person's next movement. Sends nothing.
 *
 * Reads the book's `engine`, `registry`, `productOf`, `lotsOf`, `closureOf` and what `readUnderlying` reads, the engine's `record` and `walletsOf`, and the
 * token's `balanceOf`, on one block.
 *
 * @throws {PositionQuestionError} when the book does not know the token, or its registry a wallet.
 * @throws {DeploymentMissingError} when there is no contract at the book's address.
 * @throws {ContractInvalidError} when there is another contract.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const { persons } = await unsynced(client, { book, token, wallets });
 * const call = syncPositions({ book, token, wallets: persons.map(({ wallet }) => wallet) });
 */
export async function unsynced(reader: Reader, parameters: UnsyncedParameters): Promise<UnsyncedReturnType> {
  const { book, token, wallets, override } = parameters;
  const at = await pin(reader, parameters);
  const on: ReadAt = { at, override };
  const [place, product] = await Promise.all([placeOf(reader, book, on), productAt(reader, { book, token }, on)]);
  const { products } = await underlyingAt(reader, { book, underlying: product.underlying }, on);
  const page = products.filter((one) => one.page === product.page);
  const persons: UnsyncedPerson[] = [];
  const seen = new Set<bigint>();
  // One after the other: of a long list a node would refuse so many questions at once.
  for (const wallet of wallets) {
    const found = await personAt(reader, { ...place, product, page, wallet }, on);
    if (!seen.has(found.investor) && (found.counted !== found.lots || found.closure)) persons.push(found);
    seen.add(found.investor);
  }
  return { persons, at };
}

type Looked = BookPlace & {
  readonly product: ProductView;
  /** Every product of its page. */
  readonly page: readonly ProductView[];
  readonly wallet: Address;
};

async function personAt(reader: Reader, looked: Looked, on: ReadAt): Promise<UnsyncedPerson> {
  const { book, wallet, page, product } = looked;
  const { token, lot } = product;
  const { investor, counts } = await investorAt(reader, looked, wallet, on);
  const ask = { ...on, book } as const;
  const [holding, closure, own] = await Promise.all([
    counts ? holdingOf(reader, { ...looked, token, wallet }, on) : 0n,
    readBook(reader, { ...ask, functionName: "closureOf", args: [investor] }),
    Promise.all(page.map((one) => readBook(reader, { ...ask, functionName: "lotsOf", args: [one.token, investor] }))),
  ]);
  const mine = own[page.findIndex((one) => one.token === token)];
  const [counted, , epoch] = mine ?? [0n, 0n, 0];
  const hasLots = own.some(([lots]) => lots > 0n);
  const [, last] = closure;
  return { investor, wallet, counted, lots: (holding + lot - 1n) / lot, closure: hasLots && epoch !== last };
}
