import { weighbridgeAbi } from "../abis/index.js";
import { pin, type Reader } from "../reader/index.js";
import { readContract } from "../reader/readContract.js";
import type { Movement, Verdict } from "../verdict/index.js";
import { checkAs, type CheckAsErrorType } from "./checkAs.js";
import { type AskParameters, ENGINE, findingsOf, readEngine } from "./engine.js";
import { movementArgument } from "./movementArgument.js";
import { programReader } from "./programAt.js";
import { type RehearsalParameters, rehearsalOf } from "./rehearsal.js";
import { verdictOf } from "./verdictOf.js";

export type CheckTransferParameters = Movement & AskParameters & RehearsalParameters;
export type CheckTransferReturnType = Verdict;
export type CheckTransferErrorType = CheckAsErrorType;

/**
 * Asks the chain whether a movement is allowed, and for the first reason if it is not. Sends nothing. The answer holds on the block that it names:
 * it is allowed exactly if the token's own call of that kind would succeed in that state. With `programId` or `asOf` it is what `checkAs` answers.
 *
 * Reads the token's `engine`, the engine's `check` and the program's code, on one block.
 *
 * @returns The engine's answer; also about a token that it does not know: refused, by the reason `programMissing`.
 * @throws {ProgramUnknownError} when the engine knows no program of the id `programId`.
 * @throws {ParameterInvalidError} when an address or the id is none, the amount is negative or too large, or `asOf` is no time in unix seconds.
 * @throws {DeploymentMissingError} when there is no contract at the token's or the engine's address.
 * @throws {ContractInvalidError} when there is another contract than a token or an engine of Weighbridge.
 * @throws {ReasonUnknownError} when the engine is newer than the SDK and refuses for a new reason.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const verdict = await checkTransfer(client, { kind: "transfer", token, from, to, amount: 250_000n });
 * if (!verdict.allowed) console.log(verdict.first.kind, verdict.first.measured, verdict.first.limit);
 */
export async function checkTransfer(
  reader: Reader,
  parameters: CheckTransferParameters,
): Promise<CheckTransferReturnType> {
  if (rehearsalOf(parameters) !== undefined) return checkAs(reader, parameters);
  const movement = movementArgument(parameters);
  const at = await pin(reader, parameters);
  const on = { at, override: parameters.override };
  const [allowed, first, address] = await readContract(reader, {
    ...on,
    abi: weighbridgeAbi,
    address: parameters.engine ?? (await readEngine(reader, parameters.token, on)),
    functionName: "check",
    args: [movement],
    wanted: ENGINE,
  });
  const program = await programReader(reader, on)(address);
  const [finding] = allowed ? [] : findingsOf([first], { movement: parameters, program });
  return verdictOf(finding, program, at);
}
