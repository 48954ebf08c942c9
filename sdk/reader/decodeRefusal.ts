import { decodeErrorResult, type Hex, slice } from "viem";
import { reasonsAbi, securityTokenAbi } from "../abis/index.js";
import { BUILT_IN_RULE } from "../kinds/index.js";
import type { Finding } from "../verdict/index.js";
import { completeFinding, type FindingContext, kindOfSelector, type RawFinding } from "./completeFinding.js";

export type DecodeRefusalParameters = FindingContext;
export type DecodeRefusalReturnType = Finding | undefined;

/**
 * The finding with which a movement was refused: equal, field by field, to the first finding of `check` in the same state.
 *
 * @param data As `revertData` finds it.
 * @param context The movement that reverted, and the program that was in force. Without the program only the engine's own reasons are found.
 * @returns undefined if the data is no refusal (`decodeRevert` says what it is), or of a rule that the program does not have.
 * @example
 * const data = revertData(error);
 * const finding = data && decodeRefusal(data, { movement, program });
 */
export function decodeRefusal(data: Hex, context: DecodeRefusalParameters): DecodeRefusalReturnType {
  const raw = rawFinding(data);
  return raw === undefined ? undefined : completeFinding(raw, context);
}

function rawFinding(data: Hex): RawFinding | undefined {
  if (data.length < 10) return undefined;
  const reason = slice(data, 0, 4);
  if (kindOfSelector(reason) === undefined) return undefined;
  try {
    const { errorName, args } = decodeErrorResult({ abi: [...reasonsAbi, ...securityTokenAbi], data });
    // OpenZeppelin's own has no rule; all others have the same four words.
    if (errorName === "ERC20InsufficientAllowance") {
      const [spender, measured, limit] = args;
      return { reason, rule: BUILT_IN_RULE, subject: BigInt(spender), measured, limit };
    }
    const [rule, subject, measured, limit] = args as unknown as readonly [number, Hex | bigint, bigint, bigint];
    return { reason, rule, subject: BigInt(subject), measured, limit };
  } catch {
    return undefined;
  }
}
