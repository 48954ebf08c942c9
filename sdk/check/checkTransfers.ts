import { type Address, zeroAddress } from "viem";
import type { Program } from "../program/index.js";
import { pin, type Reader } from "../reader/index.js";
import type { Movement, Verdict } from "../verdict/index.js";
import { askMany } from "./askMany.js";
import type { CheckTransferErrorType } from "./checkTransfer.js";
import { type AskParameters, findingsOf, readEngine } from "./engine.js";
import { movementArgument } from "./movementArgument.js";
import { programReader } from "./programAt.js";
import { type RehearsalParameters, rehearsalOf, requireProgram } from "./rehearsal.js";
import { verdictOf } from "./verdictOf.js";

export type CheckTransfersParameters = AskParameters &
  /** Of all movements. */
  RehearsalParameters & {
    /** Of any tokens, each judged alone. */
    readonly movements: readonly Movement[];
  };
/** In the order of the movements. */
export type CheckTransfersReturnType = readonly Verdict[];
export type CheckTransfersErrorType = CheckTransferErrorType;

/**
 * Asks the chain about many movements at once, each judged alone on the state of the same block: `checkTransfer` for a venue's whole book.
 *
 * With `programId` or `asOf`, each as `checkAs` answers.
 *
 * Reads `engine` of each token once, then the engine's `checkMany` or `checkManyAs` in chunks, and each program's code once. Chunks that the node does
 * not bear are halved until it does.
 *
 * @throws {ParameterInvalidError} when an address is none, or an amount is negative or too large; it names the movement. Also when `programId` is no
 * id, or `asOf` no time in unix seconds. Nothing was asked then.
 * @throws {ProgramUnknownError} when an engine knows no program of the id `programId`.
 * @throws {DeploymentMissingError} when there is no contract at a token's or the engine's address.
 * @throws {ContractInvalidError} when there is another contract than a token or an engine of Weighbridge.
 * @throws {ReasonUnknownError} when the engine is newer than the SDK and refuses for a new reason.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example
 * const verdicts = await checkTransfers(client, { movements, block: "finalized" });
 * const refused = movements.filter((_, index) => !verdicts[index]?.allowed);
 */
export async function checkTransfers(
  reader: Reader,
  { movements, engine: given, override, ...parameters }: CheckTransfersParameters,
): Promise<CheckTransfersReturnType> {
  const known = new Set<string>();
  const asked = movements.map((movement, index) => movementArgument(movement, `movements[${index}].`, known));
  const rehearsal = rehearsalOf(parameters);
  if (asked.length === 0) return [];
  const at = await pin(reader, parameters);
  const on = { at, override };
  const tokens = [...new Set(asked.map(({ token }) => token))];
  const engines = new Map(
    await Promise.all(tokens.map(async (token) => [token, given ?? (await readEngine(reader, token, on))] as const)),
  );
  const programOf = programReader(reader, on);
  const verdicts: Verdict[] = [];
  for (const engine of new Set<Address>(engines.values())) {
    const indexes = asked.flatMap(({ token }, index) => (engines.get(token) === engine ? [index] : []));
    const answers = await askMany(
      reader,
      { engine, movements: indexes.flatMap((index) => asked[index] ?? []), rehearsal },
      on,
    );
    const addresses = new Set(answers.map(({ program }) => program));
    if (rehearsal !== undefined && addresses.has(zeroAddress))
      await requireProgram(reader, { engine, answered: zeroAddress, programId: rehearsal.programId }, on);
    const programs = new Map<Address, Program | null>();
    for (const address of addresses) programs.set(address, await programOf(address));
    for (const [place, { allowed, first, program: address }] of answers.entries()) {
      const index = indexes[place] ?? 0;
      const movement = movements[index];
      const program = programs.get(address) ?? null;
      const [finding] = allowed || movement === undefined ? [] : findingsOf([first], { movement, program });
      verdicts[index] = verdictOf(finding, program, at);
    }
  }
  return verdicts;
}
