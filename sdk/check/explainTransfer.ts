import { weighbridgeAbi } from "../abis/index.js";
import { pin, type Reader } from "../reader/index.js";
import { readContract } from "../reader/readContract.js";
import type { Explanation, Movement } from "../verdict/index.js";
import type { CheckTransferErrorType } from "./checkTransfer.js";
import { citeFindings, type CiteFindingsErrorType, type CiteFindingsParameters } from "./citeFindings.js";
import { type AskParameters, ENGINE, findingsOf, readEngine } from "./engine.js";
import { movementArgument } from "./movementArgument.js";
import { programReader } from "./programAt.js";
import { NOW, type RehearsalParameters, rehearsalOf, requireProgram } from "./rehearsal.js";
import { tokenUnits } from "./tokenUnits.js";
import { verdictOf } from "./verdictOf.js";

export type ExplainTransferParameters = Movement &
  AskParameters &
  RehearsalParameters &
  /** The rulebook from which the program that answers was compiled, its packs and scheme, and for whom the sentences are. */
  Pick<CiteFindingsParameters, "rulebook" | "packs" | "scheme" | "audience">;
export type ExplainTransferReturnType = Explanation;
export type ExplainTransferErrorType = CheckTransferErrorType | CiteFindingsErrorType;

/**
 * Asks the chain for every reason against a movement, and says of each the provision, the clause that lets the issuer refuse, whether it is law or
 * policy, and what would help. Sends nothing. With `programId` or `asOf`: every reason that there would be under that program, at that time.
 *
 * Reads the token's `engine`, `decimals` and `symbol`, the engine's `explain` or `explainAs` and the program's code, on one block.
 *
 * @returns The verdict, and every finding in the engine's order; none if the movement is allowed. After a reason that leaves nothing to judge, as an
 * unknown wallet, there are no others.
 * @throws {RulebookMismatchError} when the program that answered, in force or asked about, was compiled from another rulebook.
 * @throws {RulebookCompileError} when a pack of the rulebook is missing or is another one, or its scheme is unknown.
 * @throws {ProvisionUnknownError} when the rulebook does not enforce what the program enforces.
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
 * const { findings } = await explainTransfer(client, { kind: "transfer", token, from, to, amount: 250_000n, rulebook });
 * for (const { citation, sentence, remedy } of findings) console.log(citation, sentence, remedy);
 */
export async function explainTransfer(
  reader: Reader,
  parameters: ExplainTransferParameters,
): Promise<ExplainTransferReturnType> {
  const { token, override, rulebook, packs, scheme, audience } = parameters;
  const movement = movementArgument(parameters);
  const rehearsal = rehearsalOf(parameters);
  const at = await pin(reader, parameters);
  const on = { at, override };
  const engine = parameters.engine ?? (await readEngine(reader, token, on));
  const view = { ...on, abi: weighbridgeAbi, address: engine, wanted: ENGINE } as const;
  const { programId, asOf } = rehearsal ?? NOW;
  const [list, address] = await (rehearsal === undefined
    ? readContract(reader, { ...view, functionName: "explain", args: [movement] })
    : readContract(reader, { ...view, functionName: "explainAs", args: [movement.token, programId, movement, asOf] }));
  await requireProgram(reader, { engine, answered: address, programId }, on);
  const [program, units] = await Promise.all([programReader(reader, on)(address), tokenUnits(reader, token, on)]);
  const findings = findingsOf(list, { movement: parameters, program });
  const citing = { movement: parameters, program, rulebook, packs, scheme, audience, ...units };
  return { verdict: verdictOf(findings[0], program, at), findings: citeFindings(findings, citing) };
}
