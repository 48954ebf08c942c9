import { weighbridgeAbi } from "../abis/index.js";
import {
  ContractInvalidError,
  type ParameterInvalidError,
  type ProgramInvalidError,
  type ProgramUnknownError,
} from "../errors/index.js";
import type { Facts, Program } from "../program/index.js";
import { pin, type PinErrorType, type Reader } from "../reader/index.js";
import { readContract, type ReadContractErrorType } from "../reader/readContract.js";
import type { Movement, Pinned } from "../verdict/index.js";
import { type AskParameters, ENGINE, readEngine, TOKEN } from "./engine.js";
import { movementArgument } from "./movementArgument.js";
import { programReader } from "./programAt.js";

export type ReadFactsParameters = Movement & AskParameters;
export type ReadFactsReturnType = {
  readonly facts: Facts;
  /** In force; null: none is. */
  readonly program: Program | null;
  readonly at: Pinned;
};
export type ReadFactsErrorType =
  ParameterInvalidError | PinErrorType | ProgramInvalidError | ProgramUnknownError | ReadContractErrorType;

/**
 * Reads everything that the decision about a movement turns on, so that `evaluate` can take it off chain. What cannot be read is zero.
 *
 * Reads the token's `engine`, the engine's `facts` and the program's code, on one block.
 *
 * @throws {ParameterInvalidError} when an address is none, or the amount is negative or too large.
 * @throws {DeploymentMissingError} when there is no contract at the token's or the engine's address.
 * @throws {ContractInvalidError} when there is another contract than a token or an engine of Weighbridge, or the token does not answer
 * what a decision reads: `checkTransfer` says then that it is refused.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const { facts, program } = await readFacts(client, movement);
 * const decision = evaluate(program, facts, movement);
 */
export async function readFacts(reader: Reader, parameters: ReadFactsParameters): Promise<ReadFactsReturnType> {
  const movement = movementArgument(parameters);
  const at = await pin(reader, parameters);
  const on = { at, override: parameters.override };
  const [facts, address, readable, positions] = await readContract(reader, {
    ...on,
    abi: weighbridgeAbi,
    address: parameters.engine ?? (await readEngine(reader, parameters.token, on)),
    functionName: "facts",
    args: [movement],
    wanted: ENGINE,
  });
  // On zeros that stand for what could not be read, nobody should decide.
  if (!readable)
    throw new ContractInvalidError({
      address: parameters.token,
      wanted: TOKEN,
      functionName: "balanceOf, allowance or totalSupply",
    });
  return { facts: { ...facts, positions }, program: await programReader(reader, on)(address), at };
}
