import type { Address } from "viem";
import { securityTokenAbi } from "../abis/index.js";
import { ReasonUnknownError } from "../errors/index.js";
import { completeFindings, type FindingContext, type RawFinding } from "../reader/completeFinding.js";
import type { At, ReadAt, Reader } from "../reader/index.js";
import { readContract } from "../reader/readContract.js";
import type { Finding } from "../verdict/index.js";

/** On which state to ask, and of whom. */
export type AskParameters = At & {
  /** Default: the one that the token names. Give it for a token that cannot name one, or to spare a read. */
  readonly engine?: Address | undefined;
};

/** What the errors call them. */
export const TOKEN = "security token of Weighbridge";
export const ENGINE = "engine of Weighbridge";

/**
 * @internal
 * The engine that weighs a token's movements, as the token says.
 */
export const readEngine = (reader: Reader, token: Address, on: ReadAt): Promise<Address> =>
  readContract(reader, {
    ...on,
    abi: securityTokenAbi,
    address: token,
    functionName: "engine",
    args: [],
    wanted: TOKEN,
  });

/**
 * @internal
 * Findings as the engine's views give them, completed.
 *
 * @throws {ReasonUnknownError} when the engine knows more than the SDK.
 */
export function findingsOf(list: readonly RawFinding[], context: FindingContext): readonly Finding[] {
  return completeFindings(list, context).map((finding, index) => {
    const { reason = "0x", rule = 0 } = list[index] ?? {};
    if (finding === undefined) throw new ReasonUnknownError({ reason, rule });
    return finding;
  });
}
