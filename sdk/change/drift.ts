import { type RulebookCompileError } from "../errors/index.js";
import { compile, type CompileParameters } from "../program/index.js";
import { type Reader } from "../reader/index.js";
import { type Rulebook } from "../rulebook/index.js";
import { type Pinned } from "../verdict/index.js";
import { type Difference, differences } from "./differences.js";
import { compiledOn } from "./drifting/compiledOn.js";
import { type Expected } from "./expected.js";
import { observe, type ObserveErrorType, type ObserveParameters } from "./observe.js";

export type DriftParameters = ObserveParameters &
  Pick<CompileParameters, "packs" | "scheme"> & {
    readonly rulebook: Rulebook;
    /** Unix seconds: what is in force on that day is wanted. Default: the time of the block. */
    readonly asOf?: bigint | undefined;
    /** How things should stand beside the program. */
    readonly expected?: Expected | undefined;
  };
export type DriftReport = {
  readonly at: Pinned;
  /** By path; none: the chain is as it should be. */
  readonly differences: readonly Difference[];
  /** The program in force is another one, but of this very rulebook: compiled as of this day, in unix seconds. Null: it is not. */
  readonly compiledOn: bigint | null;
};
export type DriftReturnType = DriftReport;
export type DriftErrorType = ObserveErrorType | RulebookCompileError;

/**
 * Finds where the chain is otherwise than the rulebook and the issuer's own words want it, whoever changed it and however. Sends nothing.
 *
 * Reads what `observe` reads, on one block.
 *
 * @throws {RulebookCompileError} when the rulebook does not compile as of that day.
 * @throws {ParameterInvalidError} when `fromBlock` is later than the manager or the registry.
 * @throws {TokenUnknownError} when the engine does not know the token: no registry has admitted it.
 * @throws {DeploymentMissingError} when there is no contract at the token's, the engine's or the manager's address.
 * @throws {ContractInvalidError} when there is another contract than a token or an engine of Weighbridge, or the token's authority is no
 * AccessManager of OpenZeppelin.
 * @throws {ProgramInvalidError} when the program in force is malformed.
 * @throws {ProgramUnknownError} when there is no program where the engine says.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error, or does not keep the first events.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const { differences } = await drift(client, { token, rulebook, expected: { roles } });
 * for (const { path, wanted, found } of differences) console.log(path, wanted, found);
 */
export async function drift(
  reader: Reader,
  { rulebook, packs, scheme, asOf, expected, ...parameters }: DriftParameters,
): Promise<DriftReturnType> {
  const observed = await observe(reader, parameters);
  const { at, program: current } = observed;
  const program = compile(rulebook, { asOf: asOf ?? at.time, packs, scheme });
  const sameRulebook = current !== null && current.id !== program.id && current.rulebook === program.rulebook;
  return {
    at,
    differences: differences(observed, { program, expected }),
    compiledOn: sameRulebook ? compiledOn(current.id, rulebook, { packs, scheme }) : null,
  };
}
