import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type FileOrderParameters = {
  /** The call that executes it, as `transmit` builds it. */
  readonly order: Call;
};
export type FileOrderReturnType = Call;
export type FileOrderErrorType = CallInvalidError;

/**
 * Builds the call that files an order, which another transfer agent then executes. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when the order is no call.
 */
export function fileOrder({ order }: FileOrderParameters): FileOrderReturnType {
  return encodeCall(order.to, { abi: securityTokenAbi, functionName: "fileOrder", args: [order.data] });
}
