import type { Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { ContractInvalidError } from "../errors/index.js";
import type { ReadAt, Reader } from "../reader/index.js";
import { readContract } from "../reader/readContract.js";
import { TOKEN } from "./engine.js";

/** In what a token is counted. */
export type TokenUnits = {
  /** 1 token is 10 ** decimals units. */
  readonly decimals: number;
  readonly symbol: string;
};

/**
 * @internal
 * How a token's amounts are read. A token that has no symbol, as ERC-20 allows, is counted in "tokens".
 *
 * @throws {ContractInvalidError} when the token does not say its decimals.
 */
export async function tokenUnits(reader: Reader, token: Address, on: ReadAt): Promise<TokenUnits> {
  const common = { ...on, abi: securityTokenAbi, address: token, args: [], wanted: TOKEN } as const;
  const [decimals, symbol] = await Promise.all([
    readContract(reader, { ...common, functionName: "decimals" }),
    readContract(reader, { ...common, functionName: "symbol" }).catch((error: unknown) => {
      if (error instanceof ContractInvalidError) return "tokens";
      throw error;
    }),
  ]);
  return { decimals, symbol };
}
