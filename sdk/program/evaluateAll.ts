import type { ParameterInvalidError } from "../errors/index.js";
import type { Finding } from "../verdict/index.js";
import { judgeOrder } from "./judgeOrder.js";
import type { Order } from "./orders.js";
import type { PreparedProgram } from "./prepareProgram.js";

export type EvaluateAllReturnType = readonly Finding[];
export type EvaluateAllErrorType = ParameterInvalidError;

/**
 * Says all that stands against a movement between prepared wallets, as `evaluateFirst` says the first. Pure.
 *
 * @returns What `evaluate` finds on the same facts, in the engine's order; none: it is allowed.
 * @throws {ParameterInvalidError} when the movement has a party that is missing, or was prepared for another program or moment.
 *
 * @example
 * for (const { kind, measured, limit } of evaluateAll(prepared, order)) console.log(kind, measured, limit);
 */
export function evaluateAll(prepared: PreparedProgram, order: Order): EvaluateAllReturnType {
  return judgeOrder(prepared, order, Infinity);
}
