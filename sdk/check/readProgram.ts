import type { Address } from "viem";
import type { ProgramInvalidError, ProgramUnknownError } from "../errors/index.js";
import type { Program } from "../program/index.js";
import { type At, type GetCodeErrorType, pin, type PinErrorType, type Reader } from "../reader/index.js";
import { programAt } from "./programAt.js";

export type ReadProgramParameters = At & {
  /** As `programAddress`, `programsOf` and `check` of the engine give it. */
  readonly address: Address;
};
export type ReadProgramReturnType = Program;
export type ReadProgramErrorType = GetCodeErrorType | PinErrorType | ProgramInvalidError | ProgramUnknownError;

/**
 * Reads what a token enforces, or enforced once: the rules, country sets and hashes in the code of a program's address. Its id is computed from the
 * bytes, not taken from anybody.
 *
 * @throws {ProgramUnknownError} when there is no program at the address.
 * @throws {ProgramInvalidError} when what is there is malformed.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 */
export async function readProgram(
  reader: Reader,
  { address, ...parameters }: ReadProgramParameters,
): Promise<ReadProgramReturnType> {
  const at = await pin(reader, parameters);
  return programAt(reader, address, { at, override: parameters.override });
}
