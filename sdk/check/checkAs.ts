import { weighbridgeAbi } from "../abis/index.js";
import type {
  ParameterInvalidError,
  ProgramInvalidError,
  ProgramUnknownError,
  ReasonUnknownError,
} from "../errors/index.js";
import { pin, type PinErrorType, type Reader } from "../reader/index.js";
import { readContract, type ReadContractErrorType } from "../reader/readContract.js";
import type { Movement, Verdict } from "../verdict/index.js";
import { type AskParameters, ENGINE, findingsOf, readEngine } from "./engine.js";
import { movementArgument } from "./movementArgument.js";
import { programReader } from "./programAt.js";
import { NOW, type RehearsalParameters, rehearsalOf, requireProgram } from "./rehearsal.js";
import { verdictOf } from "./verdictOf.js";

export type CheckAsParameters = Movement & AskParameters & RehearsalParameters;
export type CheckAsReturnType = Verdict;
export type CheckAsErrorType =
  | ParameterInvalidError
  | PinErrorType
  | ProgramInvalidError
  | ProgramUnknownError
  | ReadContractErrorType
  | ReasonUnknownError;

/**
 * Asks the chain whether a movement would be allowed under another program, or at another time, and for the first reason if it would not. Sends nothing.
 * Balances, records and counts are those of the block that the answer names; asked about the program in force and the block's time, it is the answer of
 * `checkTransfer`.
 *
 * Reads the token's `engine`, the engine's `checkAs` and the program's code, on one block; and `programAddress`, if no program answered.
 *
 * @returns The engine's answer, with the id of the program that it was given under; about a token that it does not know: refused, by the reason
 * `programMissing`.
 * @throws {ProgramUnknownError} when the engine knows no program of this id.
 * @throws {ParameterInvalidError} when an address or the id is none, the amount is negative or too large, or `asOf` is no time in unix seconds.
 * @throws {DeploymentMissingError} when there is no contract at the token's or the engine's address.
 * @throws {ContractInvalidError} when there is another contract than a token or an engine of Weighbridge.
 * @throws {ReasonUnknownError} when the engine is newer than the SDK and refuses for a new reason.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const sale = { kind: "transfer", token, from, to, amount: 250_000n } as const;
 * const then = await checkAs(client, { ...sale, programId: hashOfTheNextOne, asOf: effectiveFrom });
 * if (!then.allowed) console.log(then.first.kind, then.first.measured, then.first.limit);
 */
export async function checkAs(reader: Reader, parameters: CheckAsParameters): Promise<CheckAsReturnType> {
  const movement = movementArgument(parameters);
  const { programId, asOf } = rehearsalOf(parameters) ?? NOW;
  const at = await pin(reader, parameters);
  const on = { at, override: parameters.override };
  const engine = parameters.engine ?? (await readEngine(reader, parameters.token, on));
  const [allowed, first, address] = await readContract(reader, {
    ...on,
    abi: weighbridgeAbi,
    address: engine,
    functionName: "checkAs",
    args: [movement.token, programId, movement, asOf],
    wanted: ENGINE,
  });
  await requireProgram(reader, { engine, answered: address, programId }, on);
  const program = await programReader(reader, on)(address);
  const [finding] = allowed ? [] : findingsOf([first], { movement: parameters, program });
  return verdictOf(finding, program, at);
}
