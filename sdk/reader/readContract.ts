import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  decodeFunctionResult,
  type DecodeFunctionResultReturnType,
  encodeFunctionData,
  type EncodeFunctionDataParameters,
  type Hex,
} from "viem";
import { ContractInvalidError, DeploymentMissingError, RevertError, RevertUndecodedError } from "../errors/index.js";
import { call, type CallErrorType } from "./call.js";
import { getCode } from "./getCode.js";
import type { ReadAt } from "./pinned.js";
import type { Reader } from "./types.js";

type View = "view" | "pure";

export type ReadContractParameters<A extends Abi, Name extends ContractFunctionName<A, View>> = ReadAt & {
  readonly abi: A;
  readonly address: Address;
  readonly functionName: Name;
  readonly args: ContractFunctionArgs<A, View, Name>;
  /** What should be at the address, as "security token of Weighbridge". */
  readonly wanted: string;
};
export type ReadContractErrorType = CallErrorType | ContractInvalidError | DeploymentMissingError;

/**
 * @internal
 * Asks a view of a contract, and tells apart why there is no answer: no contract, or another one.
 */
export async function readContract<const A extends Abi, Name extends ContractFunctionName<A, View>>(
  reader: Reader,
  { abi, functionName, args, ...view }: ReadContractParameters<A, Name>,
): Promise<DecodeFunctionResultReturnType<A, Name>> {
  const data = encodeFunctionData({ abi, functionName, args } as EncodeFunctionDataParameters);
  const name: string = functionName;
  const decode = (answer: Hex): unknown => decodeFunctionResult({ abi: abi as Abi, functionName: name, data: answer });
  const decoded = await readView(reader, { ...view, functionName, data, decode });
  return decoded as DecodeFunctionResultReturnType<A, Name>;
}

export type ReadViewParameters<Result> = ReadAt & {
  readonly address: Address;
  readonly functionName: string;
  /** Calldata. */
  readonly data: Hex;
  /** Throws, or gives undefined, on what is no answer of the view. */
  readonly decode: (answer: Hex) => Result | undefined;
  /** As in `ReadContractParameters`. */
  readonly wanted: string;
};

/**
 * @internal
 * The same with calldata and answer in words of one's own.
 */
export async function readView<Result>(
  reader: Reader,
  { address, functionName, data, decode, wanted, at, override }: ReadViewParameters<Result>,
): Promise<Result> {
  const fail = (cause: unknown) => whyNoAnswer(reader, { address, wanted, functionName, at, override, cause });
  const answer = await call(reader, { to: address, data, at, override }).catch(async (error: unknown) => {
    // Views of ours do not revert: another contract does. Whatever else happened, the chain did not answer.
    throw error instanceof RevertError || error instanceof RevertUndecodedError ? await fail(error) : error;
  });
  let decoded: Result | undefined;
  let cause: unknown;
  try {
    decoded = decode(answer);
  } catch (error) {
    cause = error;
  }
  if (decoded === undefined) throw await fail(cause);
  return decoded;
}

type NoAnswer = ReadAt & {
  readonly address: Address;
  readonly wanted: string;
  readonly functionName: string;
  readonly cause: unknown;
};

/**
 * @internal
 * Why a contract does not answer as it should: it is another one, or there is none.
 */
export async function whyNoAnswer(
  reader: Reader,
  { address, wanted, functionName, at, override, cause }: NoAnswer,
): Promise<ContractInvalidError | DeploymentMissingError> {
  if ((await getCode(reader, { address, at, override })) !== "0x")
    return new ContractInvalidError({ address, wanted, functionName, cause });
  return new DeploymentMissingError({ contract: `The ${wanted}`, address, chainId: at.chainId });
}
