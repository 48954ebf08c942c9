import type { Hex } from "viem";
import { weighbridgeAbi } from "../abis/index.js";
import { pin, type Reader } from "../reader/index.js";
import { readContract } from "../reader/readContract.js";
import type { Headroom, Movement, Pinned } from "../verdict/index.js";
import type { CheckTransferErrorType } from "./checkTransfer.js";
import { type AskParameters, ENGINE, findingsOf, readEngine } from "./engine.js";
import { movementArgument } from "./movementArgument.js";
import { programReader } from "./programAt.js";
import { NO_PROGRAM } from "./verdictOf.js";

/** A movement before anybody has said how much. */
export type HeadroomParameters = Omit<Movement, "amount"> & AskParameters;
export type HeadroomReturnType = Headroom & { readonly programId: Hex; readonly at: Pinned };
export type HeadroomErrorType = CheckTransferErrorType;

/**
 * Asks the chain how much may move between these parties: from which amount to which, whether the whole balance may, what binds beyond, and from
 * when more may move if that is a matter of time. Sends nothing. The answer holds on the block that it names: `checkTransfer` allows every amount of it,
 * or, where it is not proven, both ends of it.
 *
 * Reads the token's `engine`, the engine's `headroom` and the program's code, on one block.
 *
 * @returns The engine's answer; also about a token that it does not know: nothing, since `programMissing`.
 * @throws {ParameterInvalidError} when an address is none.
 * @throws {DeploymentMissingError} when there is no contract at the token's or the engine's address.
 * @throws {ContractInvalidError} when there is another contract than a token or an engine of Weighbridge.
 * @throws {ReasonUnknownError} when the engine is newer than the SDK and refuses for a new reason.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const { least, most, whole, binding, from } = await headroom(client, { kind: "transfer", token, from: seller, to: buyer });
 */
export async function headroom(reader: Reader, parameters: HeadroomParameters): Promise<HeadroomReturnType> {
  const movement = movementArgument({ ...parameters, amount: 0n });
  const at = await pin(reader, parameters);
  const on = { at, override: parameters.override };
  const [{ least, most, whole, proven, tried, binding, from }, address] = await readContract(reader, {
    ...on,
    abi: weighbridgeAbi,
    address: parameters.engine ?? (await readEngine(reader, parameters.token, on)),
    functionName: "headroom",
    args: [movement],
    wanted: ENGINE,
  });
  const program = await programReader(reader, on)(address);
  const [finding] = BigInt(binding.reason) === 0n ? [] : findingsOf([binding], { movement: parameters, program });
  return {
    ...{ least, most, whole, proven, tried, binding: finding ?? null },
    from: from === 0n ? null : from,
    programId: program?.id ?? NO_PROGRAM,
    at,
  };
}
