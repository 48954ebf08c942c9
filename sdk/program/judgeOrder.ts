import type { Sink } from "./builtInFindings.js";
import { judge, judgeOpen } from "./evaluate.js";
import { type Order, situationOfOrder } from "./orders.js";
import { openOrder } from "./passing.js";
import type { PreparedProgram } from "./prepareProgram.js";

/**
 * Tells what stands against an order, as `judge` does of its facts, and leaves out what is known to pass.
 *
 * @throws {ParameterInvalidError} when a party is missing, or was prepared for another program or moment.
 */
export function judgeOrder(prepared: PreparedProgram, order: Order, sink: Sink): void {
  const { program, loaded } = prepared;
  const situation = situationOfOrder(prepared, order);
  const open = openOrder(prepared, order, situation);
  if (open === null) judge(program, situation, sink);
  else judgeOpen(program, loaded[order.movement.kind], open, situation, sink);
}
