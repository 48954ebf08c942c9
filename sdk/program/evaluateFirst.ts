import type { ParameterInvalidError } from "../errors/index.js";
import type { Finding } from "../verdict/index.js";
import { judgeOrder } from "./judgeOrder.js";
import type { Order } from "./orders.js";
import type { PreparedProgram } from "./prepareProgram.js";

export type EvaluateFirstReturnType = Finding | null;
export type EvaluateFirstErrorType = ParameterInvalidError;

/**
 * Decides whether a movement between prepared wallets is allowed: `evaluate` for a venue that has its register in memory. Pure; what it finds out about
 * a wallet it keeps with the wallet.
 *
 * @returns What `evaluate` finds first on the same facts; null: it is allowed.
 * @throws {ParameterInvalidError} when the movement has a party that is missing, or was prepared for another program or moment.
 *
 * @example
 * const finding = evaluateFirst(prepared, { movement, sender: seller, receiver: buyer });
 * if (finding !== null) console.log(finding.kind, finding.measured, finding.limit);
 */
export function evaluateFirst(prepared: PreparedProgram, order: Order): EvaluateFirstReturnType {
  return judgeOrder(prepared, order, 1)[0] ?? null;
}
