import {
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type DecodeFunctionResultReturnType,
} from "viem";
import { positionBookAbi, securityTokenAbi, weighbridgeAbi } from "../abis/index.js";
import { ENGINE, TOKEN } from "../check/engine.js";
import { ContractInvalidError, PositionQuestionError, RevertError } from "../errors/index.js";
import { readField, RECORD_WORD, STATES } from "../kinds/index.js";
import type { ReadAt, Reader } from "../reader/index.js";
import { readContract, type ReadContractErrorType } from "../reader/readContract.js";

type Abi = typeof positionBookAbi;
type Name = ContractFunctionName<Abi, "view">;

export type ReadBookErrorType = PositionQuestionError | ReadContractErrorType;

/** What the errors call it. */
const POSITION_BOOK = "position book of Weighbridge";

const ERRORS: ReadonlySet<string> = new Set(
  positionBookAbi.flatMap((item) => (item.type === "error" ? [item.name] : [])),
);

export type BookQuestion<Of extends Name> = ReadAt & {
  /** The position book. */
  readonly book: Address;
  readonly functionName: Of;
  readonly args: ContractFunctionArgs<Abi, "view", Of>;
};

/**
 * @internal
 * Asks a view of a position book. It reverts where it is asked about more than it counts.
 */
export async function readBook<const Of extends Name>(
  reader: Reader,
  { book, ...question }: BookQuestion<Of>,
): Promise<DecodeFunctionResultReturnType<Abi, Of>> {
  try {
    const asked = { ...question, abi: positionBookAbi, address: book, wanted: POSITION_BOOK };
    return await readContract(reader, asked as Parameters<typeof readContract<Abi, Of>>[1]);
  } catch (error) {
    const cause = error instanceof ContractInvalidError ? error.cause : undefined;
    if (!(cause instanceof RevertError) || !ERRORS.has(cause.errorName)) throw error;
    const { errorName, args } = cause;
    throw new PositionQuestionError({ book, errorName, args, cause });
  }
}

/** Whose word a book takes for who somebody is. */
export type BookPlace = { readonly book: Address; readonly engine: Address; readonly registry: number };

/** @internal */
export async function placeOf(reader: Reader, book: Address, on: ReadAt): Promise<BookPlace> {
  const ask = { ...on, book, args: [] } as const;
  const [engine, registry] = await Promise.all([
    readBook(reader, { ...ask, functionName: "engine" }),
    readBook(reader, { ...ask, functionName: "registry" }),
  ]);
  return { book, engine, registry };
}

const SUSPENSE = 1n << BigInt(STATES.suspense);

/**
 * @internal
 * The number of a wallet's investor. `counts`: a suspense account has no position.
 *
 * @throws {PositionQuestionError} when the book's registry knows no such wallet.
 */
export async function investorAt(
  reader: Reader,
  { book, engine, registry }: BookPlace,
  wallet: Address,
  on: ReadAt,
): Promise<{ readonly investor: bigint; readonly counts: boolean }> {
  const record = await readContract(reader, {
    ...{ ...on, abi: weighbridgeAbi, address: engine, wanted: ENGINE },
    ...({ functionName: "record", args: [registry, wallet] } as const),
  });
  const investor = readField(record, RECORD_WORD.investor);
  if (investor === 0n)
    throw new PositionQuestionError({ book, errorName: "WalletNotRecorded", args: { registry, wallet } });
  return { investor, counts: (readField(record, RECORD_WORD.states) & SUSPENSE) === 0n };
}

/**
 * @internal
 * Units that the investor behind a wallet has in all its wallets, as the book counts them.
 */
export async function holdingOf(
  reader: Reader,
  { engine, registry, token, wallet }: BookPlace & { readonly token: Address; readonly wallet: Address },
  on: ReadAt,
): Promise<bigint> {
  const wallets = await readContract(reader, {
    ...{ ...on, abi: weighbridgeAbi, address: engine, wanted: ENGINE },
    ...({ functionName: "walletsOf", args: [registry, wallet] } as const),
  });
  const ask = { ...on, abi: securityTokenAbi, address: token, wanted: TOKEN } as const;
  const units = await Promise.all(
    wallets.map((one) => readContract(reader, { ...ask, functionName: "balanceOf", args: [one] })),
  );
  return units.reduce((sum, one) => sum + one, 0n);
}
