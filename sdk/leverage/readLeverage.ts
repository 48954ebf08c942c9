import type { Address, ContractFunctionArgs, ContractFunctionName, DecodeFunctionResultReturnType } from "viem";
import { leverageRegistryAbi, weighbridgeAbi } from "../abis/index.js";
import { ENGINE } from "../check/engine.js";
import { ContractInvalidError, LeverageQuestionError, RevertError } from "../errors/index.js";
import { readField, RECORD_WORD } from "../kinds/index.js";
import type { ReadAt, Reader } from "../reader/index.js";
import { readContract, type ReadContractErrorType } from "../reader/readContract.js";

type Abi = typeof leverageRegistryAbi;
type Name = ContractFunctionName<Abi, "view">;

export type ReadLeverageErrorType = LeverageQuestionError | ReadContractErrorType;

/** What the errors call it. */
const LEVERAGE_REGISTRY = "leverage registry of Weighbridge";

const ERRORS: ReadonlySet<string> = new Set(
  leverageRegistryAbi.flatMap((item) => (item.type === "error" ? [item.name] : [])),
);

export type LeverageQuestion<Of extends Name> = ReadAt & {
  /** The leverage registry. */
  readonly leverage: Address;
  readonly functionName: Of;
  readonly args: ContractFunctionArgs<Abi, "view", Of>;
};

/**
 * @internal
 * Asks a view of a leverage registry. It reverts where it is asked about a venue or an account that it does not know.
 */
export async function readLeverage<const Of extends Name>(
  reader: Reader,
  { leverage, ...question }: LeverageQuestion<Of>,
): Promise<DecodeFunctionResultReturnType<Abi, Of>> {
  try {
    const asked = { ...question, abi: leverageRegistryAbi, address: leverage, wanted: LEVERAGE_REGISTRY };
    return await readContract(reader, asked as Parameters<typeof readContract<Abi, Of>>[1]);
  } catch (error) {
    const cause = error instanceof ContractInvalidError ? error.cause : undefined;
    if (!(cause instanceof RevertError) || !ERRORS.has(cause.errorName)) throw error;
    const { errorName, args } = cause;
    throw new LeverageQuestionError({ leverage, errorName, args, cause });
  }
}

/**
 * @internal
 * The number of a wallet's investor, by the engine that the leverage registry names.
 */
export async function investorAt(
  reader: Reader,
  { leverage, registry, wallet }: { readonly leverage: Address; readonly registry: number; readonly wallet: Address },
  on: ReadAt,
): Promise<bigint> {
  const engine = await readLeverage(reader, { ...on, leverage, functionName: "engine", args: [] });
  const record = await readContract(reader, {
    ...on,
    abi: weighbridgeAbi,
    address: engine,
    functionName: "record",
    args: [registry, wallet],
    wanted: ENGINE,
  });
  const investor = readField(record, RECORD_WORD.investor);
  if (investor !== 0n) return investor;
  throw new LeverageQuestionError({ leverage, errorName: "WalletNotRecorded", args: { registry, wallet } });
}
