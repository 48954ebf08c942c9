import { type Address } from "viem";
import { securityTokenAbi, weighbridgeAbi } from "../abis/index.js";
import { ENGINE, readEngine, TOKEN } from "../check/engine.js";
import { programReader } from "../check/programAt.js";
import { tokenUnits } from "../check/tokenUnits.js";
import {
  type ParameterInvalidError,
  type ProgramInvalidError,
  type ProgramUnknownError,
  TokenUnknownError,
} from "../errors/index.js";
import { readField, TOKEN_CONFIG_WORD, TOKEN_FLAGS } from "../kinds/index.js";
import { type At, type GetLogsErrorType, pin, type PinErrorType, type ReadAt, type Reader } from "../reader/index.js";
import { readContract, type ReadContractErrorType } from "../reader/readContract.js";
import { type NextProgram, type Observed } from "./observed.js";
import { readCodes } from "./observing/readCodes.js";
import { roleHolders } from "./observing/readGrants.js";
import { type ManagerState, readManager } from "./observing/readManager.js";
import { readRegistry, type RegistryState } from "./observing/readRegistry.js";

export type ObserveParameters = At & {
  readonly token: Address;
  /** Default: the one that the token names. */
  readonly engine?: Address | undefined;
  /** Of which the code is read, too. Default: nobody says which factory made the token. */
  readonly factory?: Address | undefined;
  /** A block before which neither the manager nor the registry was there, so that fewer events are looked through. Default: 0. */
  readonly fromBlock?: bigint | undefined;
};
export type ObserveReturnType = Observed;
export type ObserveErrorType =
  | GetLogsErrorType
  | ParameterInvalidError
  | PinErrorType
  | ProgramInvalidError
  | ProgramUnknownError
  | ReadContractErrorType
  | TokenUnknownError;

/**
 * Reads what the chain says of a token, and of who may change it: everything that a plan starts from. Sends nothing.
 *
 * Reads the token, the engine's words on it and its registry, the AccessManager's state, and the code of every contract that takes part, on one block.
 * Engine and manager keep no lists: their events say whom to ask about, and their state decides.
 *
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
 * const { program, next, roles } = await observe(client, { token });
 */
export async function observe(
  reader: Reader,
  { token, engine: given, factory, fromBlock, ...parameters }: ObserveParameters,
): Promise<ObserveReturnType> {
  const at = await pin(reader, parameters);
  const on = { at, override: parameters.override };
  const engine = given ?? (await readEngine(reader, token, on));
  const [terms, units] = await Promise.all([readTerms(reader, { engine, token }, on), tokenUnits(reader, token, on)]);
  const { manager, registry } = terms;
  const [state, listed, codes] = await Promise.all([
    readManager(reader, { manager, engine, token, fromBlock }, on),
    readRegistry(reader, { engine, registry, fromBlock }, on),
    readCodes(reader, { engine, token, manager, factory }, on),
  ]);
  const roles = roleHolders(state.grants, at.time);
  return { at, engine, token, ...units, ...terms, roles, ...state, ...listed, codes };
}

type Terms = Omit<
  Observed,
  "at" | "engine" | "token" | "symbol" | "decimals" | "roles" | keyof ManagerState | keyof RegistryState | "codes"
>;

/** What the engine says of the token. */
async function readTerms(
  reader: Reader,
  { engine, token }: { readonly engine: Address; readonly token: Address },
  on: ReadAt,
): Promise<Terms> {
  const common = { ...on, abi: weighbridgeAbi, address: engine, wanted: ENGINE } as const;
  const config = await readContract(reader, { ...common, functionName: "tokenConfig", args: [token] });
  const registry = Number(readField(config, TOKEN_CONFIG_WORD.registry));
  if (registry === 0) throw new TokenUnknownError({ token, engine });
  const [manager, initialAuthority, [registryAuthority, scheme], [current, nextAddress, from, notice]] =
    await Promise.all([
      readContract(reader, { ...common, functionName: "tokenAuthority", args: [token] }),
      readContract(reader, {
        ...on,
        abi: securityTokenAbi,
        address: token,
        functionName: "initialAuthority",
        args: [],
        wanted: TOKEN,
      }),
      readContract(reader, { ...common, functionName: "registryInfo", args: [registry] }),
      readContract(reader, { ...common, functionName: "programsOf", args: [token] }),
    ]);
  const programAt = programReader(reader, on);
  const [program, nextProgram] = await Promise.all([programAt(current), programAt(nextAddress)]);
  const awaits = ((readField(config, TOKEN_CONFIG_WORD.flags) >> BigInt(TOKEN_FLAGS.nextAwaits)) & 1n) === 1n;
  const next: NextProgram | null =
    nextProgram === null ? null : { programId: nextProgram.id, program: nextProgram, from: BigInt(from), awaits };
  return { manager, registry, registryAuthority, scheme, initialAuthority, notice: BigInt(notice), program, next };
}
