import { type AbiParameter, decodeErrorResult, type Hex } from "viem";
import {
  accessManagerAbi,
  leverageRegistryAbi,
  positionBookAbi,
  reasonsAbi,
  securityTokenAbi,
  tokenFactoryAbi,
  weighbridgeAbi,
} from "../abis/index.js";
import { RevertError, RevertUndecodedError } from "../errors/index.js";

export type DecodeRevertReturnType = RevertError | RevertUndecodedError;

const ERRORS = [
  ...[...reasonsAbi, ...weighbridgeAbi, ...securityTokenAbi, ...tokenFactoryAbi, ...accessManagerAbi],
  ...[...leverageRegistryAbi, ...positionBookAbi],
].filter((item) => item.type === "error");

/**
 * The error that revert data stands for: one that our contracts or OpenZeppelin's declare, Solidity's `Error` or `Panic`, or an unknown one.
 *
 * @param data As `revertData` finds it.
 * @param cause Of which the data was found.
 * @example throw decodeRevert(data, error);
 */
export function decodeRevert(data: Hex, cause?: unknown): DecodeRevertReturnType {
  try {
    const { abiItem, errorName, args = [] } = decodeErrorResult({ abi: ERRORS, data });
    const inputs: readonly AbiParameter[] = abiItem.inputs;
    const named = inputs.map(({ name }, index) => [name ?? String(index), (args as readonly unknown[])[index]]);
    return new RevertError({ errorName, args: Object.fromEntries(named), data, cause });
  } catch {
    return new RevertUndecodedError({ data, cause });
  }
}
