import { type Address, getAddress, type Hex, isHash, keccak256, slice, stringToHex, zeroAddress } from "viem";
import { securityTokenAbi, weighbridgeAbi } from "../abis/index.js";
import { ENGINE, readEngine, TOKEN } from "../check/engine.js";
import {
  type ContractInvalidError,
  type DeploymentMissingError,
  RegisterIncompleteError,
  TokenUnknownError,
} from "../errors/index.js";
import { maskOf, readField, TOKEN_CONFIG_WORD, TOKEN_FLAGS } from "../kinds/index.js";
import { type At, getLogs, type GetLogsErrorType, pin, type PinErrorType, type Reader } from "../reader/index.js";
import { readContract, type ReadContractErrorType } from "../reader/readContract.js";
import { type Pinned } from "../verdict/index.js";
import { readHolders } from "./readHolders.js";
import { type HolderWallet, type Register } from "./types.js";

export type ReadRegisterParameters = At & {
  readonly token: Address;
  /** Default: the one that the token names. */
  readonly engine?: Address | undefined;
  /** From which block on the token's events are read. Default: 0. With the block in which the token was made it is faster, and finds as much. */
  readonly fromBlock?: bigint | undefined;
};
export type ReadRegisterReturnType = Register;
export type ReadRegisterErrorType =
  | (ContractInvalidError | DeploymentMissingError | GetLogsErrorType | PinErrorType | ReadContractErrorType)
  | (RegisterIncompleteError | TokenUnknownError);

const TRANSFER: Hex = keccak256(stringToHex("Transfer(address,address,uint256)"));

/**
 * Reads who holds a token, on one block: the wallets that its `Transfer` events name as receivers, and all others of their investors. Sends nothing.
 *
 * Reads the token's events, `engine`, `decimals`, `totalSupply` and the balance of each wallet; the engine's `tokenConfig`, `registryInfo`, `metering`
 * and `tranches`, and of each wallet `record`, of each investor `walletsOf` and what the token keeps: `walletState`, `lotsOf`, `ownersOf`. The register is
 * complete: what the wallets hold together is the supply.
 *
 * @throws {RegisterIncompleteError} when it is not: events were read from too late a block on, or the token emits none for some units.
 * @throws {TokenUnknownError} when no registry of the engine has admitted the token.
 * @throws {DeploymentMissingError} when there is no contract at the token's or the engine's address.
 * @throws {ContractInvalidError} when there is another contract than a token or an engine of Weighbridge.
 * @throws {BlockUnknownError} when there is no such block, or it was reorganised away meanwhile.
 * @throws {WrongChainError} when the node serves another chain than `chainId`.
 * @throws {ReaderError} when the node answers with an error.
 * @throws {ChainUnreachableError} when nobody answers.
 * @example const register = await readRegister(client, { token, fromBlock: 19_000_000n });
 */
export async function readRegister(
  reader: Reader,
  { token, engine: given, fromBlock = 0n, ...parameters }: ReadRegisterParameters,
): Promise<ReadRegisterReturnType> {
  const at = await pin(reader, parameters);
  const on = { at, override: parameters.override };
  const engine = given ?? (await readEngine(reader, token, on));
  const ofEngine = { ...on, abi: weighbridgeAbi, address: engine, wanted: ENGINE } as const;
  const ofToken = { ...on, abi: securityTokenAbi, address: token, wanted: TOKEN, args: [] } as const;

  const config = await readContract(reader, { ...ofEngine, functionName: "tokenConfig", args: [token] });
  const registry = Number(readField(config, TOKEN_CONFIG_WORD.registry));
  if (registry === 0) throw new TokenUnknownError({ token, engine });
  const flags = Number(readField(config, TOKEN_CONFIG_WORD.flags));
  const has = (flag: keyof typeof TOKEN_FLAGS) => (flags & maskOf(TOKEN_FLAGS, [flag])) !== 0;

  const [decimals, supply, [, scheme], [lotsSince], tranches, candidates] = await Promise.all([
    readContract(reader, { ...ofToken, functionName: "decimals" }),
    readContract(reader, { ...ofToken, functionName: "totalSupply" }),
    readContract(reader, { ...ofEngine, functionName: "registryInfo", args: [registry] }),
    readContract(reader, { ...ofEngine, functionName: "metering", args: [token] }),
    readContract(reader, { ...ofEngine, functionName: "tranches", args: [token] }),
    receiversOf(reader, { token, fromBlock, at }),
  ]);
  const { holders, unrecorded } = await readHolders(reader, candidates, {
    ...{ token, engine, registry, on },
    ...{ states: has("walletStates"), lots: has("metered"), owners: has("lookedThrough") },
  });
  const wallets: readonly HolderWallet[] = [...holders.flatMap((holder) => holder.wallets), ...unrecorded];
  const found = wallets.reduce((sum, { units }) => sum + units, 0n);
  if (found !== supply) throw new RegisterIncompleteError({ token, found, supply, wallets: wallets.length, fromBlock });
  return {
    ...{ token: getAddress(token), at, scheme, decimals, supply, holders, unrecorded },
    ...{ lotsSince: lotsSince === 0 ? null : lotsSince, tranches },
  };
}

/** Wallets that ever received units, each once. */
async function receiversOf(
  reader: Reader,
  { token, fromBlock, at }: { readonly token: Address; readonly fromBlock: bigint; readonly at: Pinned },
): Promise<readonly Address[]> {
  const logs = await getLogs(reader, { address: token, topics: [TRANSFER], fromBlock, at });
  // What is no topic names nobody; a receiver that is missing makes the sum of balances too small.
  const receivers = logs.flatMap(({ topics: [, , to] }) =>
    isHash(to ?? "") ? [getAddress(slice(to as Hex, 12))] : [],
  );
  return [...new Set(receivers)].filter((wallet) => wallet !== zeroAddress);
}
