import { securityTokenAbi } from "../abis/index.js";
import { type CallInvalidError } from "../errors/index.js";
import { type Call, encodeCall } from "./call.js";

export type WithdrawOrderParameters = {
  /** The call that executes it, as `transmit` builds it. */
  readonly order: Call;
};
export type WithdrawOrderReturnType = Call;
export type WithdrawOrderErrorType = CallInvalidError;

/**
 * Builds the call that takes back an order that was filed. Sender: a transfer agent.
 *
 * @throws {CallInvalidError} when the order is no call.
 */
export function withdrawOrder({ order }: WithdrawOrderParameters): WithdrawOrderReturnType {
  return encodeCall(order.to, { abi: securityTokenAbi, functionName: "withdrawOrder", args: [order.data] });
}
