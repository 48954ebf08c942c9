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
import { accessManagerAbi } from "../../abis/index.js";
import { RevertError, RevertUndecodedError } from "../../errors/index.js";
import { call, type ReadAt, type Reader } from "../../reader/index.js";
import { whyNoAnswer } from "../../reader/readContract.js";

type ManagerAbi = typeof accessManagerAbi;
type ManagerView = ContractFunctionName<ManagerAbi, "view">;

/** What errors call it. */
const MANAGER = "AccessManager of OpenZeppelin";
/** Questions in one call: some 10,000 gas each. */
const MOST_QUESTIONS = 200;

export type AskManagerParameters<Name extends ManagerView> = {
  readonly manager: Address;
  readonly functionName: Name;
  /** Of each question. */
  readonly asked: readonly ContractFunctionArgs<ManagerAbi, "view", Name>[];
};

/**
 * @internal
 * Asks one view of an AccessManager many times. Reads its `multicall` once for 200 questions.
 *
 * @returns The answers, in the order of the questions.
 */
export async function askManager<const Name extends ManagerView>(
  reader: Reader,
  { manager, functionName, asked }: AskManagerParameters<Name>,
  on: ReadAt,
): Promise<readonly DecodeFunctionResultReturnType<ManagerAbi, Name>[]> {
  const abi = accessManagerAbi;
  const fail = (cause: unknown) =>
    whyNoAnswer(reader, { ...on, address: manager, wanted: MANAGER, functionName, cause });
  const askTogether = async (questions: readonly Hex[]) => {
    const data = encodeFunctionData({ abi, functionName: "multicall", args: [questions] });
    const answer = await call(reader, { ...on, to: manager, data }).catch(async (error: unknown) => {
      throw error instanceof RevertError || error instanceof RevertUndecodedError ? await fail(error) : error;
    });
    let answers: readonly unknown[];
    try {
      answers = decodeFunctionResult({ abi, functionName: "multicall", data: answer }).map((one): unknown => {
        return decodeFunctionResult({ abi: abi as Abi, functionName: functionName as string, data: one });
      });
    } catch (cause) {
      throw await fail(cause);
    }
    if (answers.length !== questions.length) throw await fail(`It gave ${answers.length} answers.`);
    return answers;
  };
  const answers: unknown[] = [];
  for (let start = 0; start < asked.length; start += MOST_QUESTIONS) {
    const some = asked.slice(start, start + MOST_QUESTIONS);
    const questions = some.map((args) => {
      return encodeFunctionData({ abi, functionName, args } as EncodeFunctionDataParameters);
    });
    answers.push(...(await askTogether(questions)));
  }
  return answers as readonly DecodeFunctionResultReturnType<ManagerAbi, Name>[];
}
